/** Bytes as the base 64 of RFC 4648 section 4. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

/** The bytes of a text that is exactly their base 64, padding included; null for anything else, which Node would read all the same. */
export function readBase64(text: string, length?: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text && (length === undefined || bytes.length === length) ? bytes : null;
}

/** A whole number as C2SP writes it: decimal digits, no leading zero, at most 2^53 − 1; null for anything else. */
export function readDecimal(text: string): number | null {
  return /^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

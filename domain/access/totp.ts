import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 6238 as authenticator apps know it: HMAC-SHA-1, six digits, a new code every 30 seconds. */
export const totpSeconds = 30;
export const totpDigits = 6;

/** The code of a counter (RFC 4226 section 5.3), with leading zeros. */
export function hotp(key: Uint8Array, counter: number, digits: number = totpDigits): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', key).update(message).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** Which step an instant lies in, counted from 1970 (RFC 6238 section 4.2). */
export const totpStep = (at: Date): number => Math.floor(at.getTime() / 1_000 / totpSeconds);

/**
 * The step a code belongs to: that of the instant, the one before or the one after (RFC 6238 section 5.2), for clocks that are
 * half a minute apart. Null when it is none of theirs. Every step is compared, each in constant time.
 */
export function matchingStep(key: Uint8Array, code: string, at: Date): number | null {
  if (!/^[0-9]{6}$/.test(code)) return null;
  const given = Buffer.from(code);
  const now = totpStep(at);
  const steps = [now - 1, now, now + 1].filter((step) => step >= 0);
  return steps.filter((step) => timingSafeEqual(given, Buffer.from(hotp(key, step)))).at(-1) ?? null;
}

/** The address an authenticator app reads from the QR code: issuer, account and key, everything else being the default. */
export function otpauthAddress(secret: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

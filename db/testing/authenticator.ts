import { hotp, totpStep } from '@/domain/access/totp';

/** The bytes of a key in base32, as an authenticator app reads them. */
export function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(/[^A-Z2-7]/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** The code an authenticator app shows at an instant for a key in base32. */
export const codeAt = (key: string, at: Date): string => hotp(fromBase32(key), totpStep(at));

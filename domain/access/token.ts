import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh secret of 32 random bytes in base64url, to be shown once. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 of a token in hex: all that is stored. 256 random bits need no slow hash. */
export const tokenDigest = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

/** Whether a token has the digest, compared in constant time. */
export function matchesDigest(token: string, digest: string): boolean {
  const [a, b] = [Buffer.from(tokenDigest(token)), Buffer.from(digest)];
  return a.length === b.length && timingSafeEqual(a, b);
}

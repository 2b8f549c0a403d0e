import { createHash, createHmac } from 'node:crypto';

/**
 * How a list of those who must stop names a person to one recipient: HMAC-SHA-256 (RFC 2104) of the identifier under a key that this recipient alone
 * has, in hex. Whoever has the key and the identifier finds the line; without the key it says nothing, and lists for two recipients do not meet.
 */
export const recipientToken = (key: Buffer, identifier: string): string => createHmac('sha256', key).update(identifier, 'utf8').digest('hex');

/** What a key is called by where it must not stand itself: the first half of its SHA-256, in hex. */
export const fingerprintOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

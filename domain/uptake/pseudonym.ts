import { createHmac } from 'node:crypto';

/** A subject's pseudonym: HMAC-SHA-256 (RFC 2104) of the sender's identifier under the installation's key, 32 bytes. The identifier itself is never stored. */
export const pseudonym = (identifier: string, key: Buffer): Buffer => createHmac('sha256', key).update(identifier, 'utf8').digest();

/** How a pseudonym is shown: `s_` and lower-case hex, so that no spreadsheet takes it for a formula. */
export const showPseudonym = (subject: Buffer): string => `s_${subject.toString('hex')}`;

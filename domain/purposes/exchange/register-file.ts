import { z } from 'zod';
import { instantText } from '@/domain/instants';
import { canonicalize, type Json } from '@/domain/evidence/canonical';
import { dpvVersion } from '@/domain/purposes/dpv';
import type { RegisterEntry } from '@/domain/purposes/queries';
import { PurposeRecord, purposeKey } from '@/domain/purposes/schemas';

/** Names this file format; a later one gets another number. */
export const registerFormat = 'noticeboard-register/1';

/**
 * The whole register as one file. It holds what is true of each purpose, since when, and the vocabulary it was written with, and nothing
 * that belongs to the installation it came from: who recorded or approved it, when, and as which version (decision 010).
 */
export const RegisterFile = z.strictObject({
  format: z.literal(registerFormat),
  dpv: z.string(),
  purposes: z.array(z.strictObject({ key: purposeKey, illustrative: z.boolean(), valid_from: instantText, record: PurposeRecord })),
});
export type RegisterFile = z.output<typeof RegisterFile>;

/** The file of a reading of the register, as canonical JSON (RFC 8785) in order of key: the same register gives the same bytes. */
export function registerFile(entries: RegisterEntry[]): string {
  const purposes = entries.map(({ key, illustrative, validFrom, record }) => ({ key, illustrative, valid_from: validFrom.toISOString(), record }));
  return `${canonicalize({ format: registerFormat, dpv: dpvVersion, purposes: purposes.toSorted((a, b) => (a.key < b.key ? -1 : 1)) } as Json)}\n`;
}

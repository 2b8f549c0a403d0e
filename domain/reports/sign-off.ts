import { createHash } from 'node:crypto';
import { canonicalize } from '@/domain/evidence/canonical';
import type { Run } from '@/domain/reports/run';
import type { RunEnding, Standing } from '@/domain/reports/vocabulary';

export type SignedFile = { name: string; size: number; sha256: string };

/** What a signature is over: SHA-256 (hex) of the canonical JSON (RFC 8785) of a run's number, type, inputs and files. The same facts stand in the log entry that published the run. */
export const contentDigest = ({ number, type, inputsSha256 }: Pick<Run, 'number' | 'type' | 'inputsSha256'>, files: readonly SignedFile[]): string =>
  createHash('sha256')
    .update(canonicalize({ number, type, inputs_sha256: inputsSha256, files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })) }))
    .digest('hex');

/** `endings` may hold both: a superseded run can be withdrawn besides. */
export function standing({ signed, countersign, countersigned, endings }: { signed: boolean; countersign: boolean; countersigned: boolean; endings: readonly RunEnding[] }): Standing {
  if (endings.includes('withdrawn')) return 'withdrawn';
  if (endings.includes('superseded')) return 'superseded';
  if (countersigned) return 'countersigned';
  if (signed) return countersign ? 'awaits_countersignature' : 'signed';
  return 'unsigned';
}

type Scope = Pick<Run, 'type' | 'campaign' | 'jurisdiction' | 'layout' | 'subject' | 'filters'>;

/** Whether two runs are about the same: of two such, the later one can take the earlier one's place. */
export const isSameScope = (one: Scope, other: Scope): boolean => canonicalize(scopeOf(one)) === canonicalize(scopeOf(other));
const scopeOf = ({ type, campaign, jurisdiction, layout, subject, filters }: Scope) => ({ type, campaign, jurisdiction, layout, subject, filters });

import { command } from '@/domain/command';
import { conflict, denied } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { lockedPurpose } from '@/domain/purposes/commands/current-version';
import { requireReviewer } from '@/domain/purposes/commands/review-rule';
import { writeStep } from '@/domain/purposes/commands/write-step';
import { DecidePurpose } from '@/domain/purposes/schemas';

/**
 * The named reviewer approves a version, which is then in force, or asks for changes. Throws `denied` for anybody else, `invalid` where the
 * reviewer may not decide, `conflict` where the version is not in review.
 */
export const decidePurpose = command({
  action: 'purpose.decide',
  permission: 'purposes:review',
  input: DecidePurpose,
  async run({ tx, actor, input: { key, version, decision, reason }, now }) {
    const { row } = await lockedPurpose(tx, key, version);
    if (row.status !== 'in_review') throw conflict(`Version ${version} is not in review.`, 'not_in_review');
    if (actor.kind !== 'user' || actor.id !== row.reviewer) throw denied('Only the reviewer named for this version decides on it.');
    const { ownWork } = await requireReviewer(tx, { key, approvedVersion: row.approvedVersion, reviewer: actor.id, reason });
    const standing = { status: decision, reviewer: null, reviewBy: null, ...(decision === 'approved' && { approvedVersion: version }) };
    await writeStep(tx, { purposeKey: key, version, step: decision, author: actor.id, reason, ownWork }, standing, now);
    return {
      result: { key, version, status: decision },
      object: { type: 'purpose', id: key },
      before: { version, status: row.status, in_force: row.approvedVersion },
      after: { version, status: decision, in_force: decision === 'approved' ? version : row.approvedVersion, own_work: ownWork, reason: withheld(reason) },
    };
  },
});

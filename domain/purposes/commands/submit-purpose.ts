import { command } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { lockedPurpose } from '@/domain/purposes/commands/current-version';
import { requireReviewer } from '@/domain/purposes/commands/review-rule';
import { writeStep } from '@/domain/purposes/commands/write-step';
import { SubmitPurpose } from '@/domain/purposes/schemas';

/** Sends the latest version to a named reviewer. Throws `invalid` where they may not review it, `conflict` where there is nothing to review. */
export const submitPurpose = command({
  action: 'purpose.submit',
  permission: 'purposes:write',
  input: SubmitPurpose,
  async run({ tx, actor, input: { key, version, reviewer, reviewBy, reason }, now }) {
    const { row } = await lockedPurpose(tx, key, version);
    if (row.status !== 'draft' && row.status !== 'changes_requested') throw conflict(`Version ${version} is not a draft.`, 'not_a_draft');
    // Whether the reason for deciding on one's own work is good enough is asked when it is decided.
    await requireReviewer(tx, { key, approvedVersion: row.approvedVersion, reviewer, reason: reason || '–' });
    await writeStep(tx, { purposeKey: key, version, step: 'submitted', author: actor.id, reviewer, reviewBy, reason }, { status: 'in_review', reviewer, reviewBy }, now);
    return { result: { key, version }, object: { type: 'purpose', id: key }, before: { version, status: row.status }, after: { version, status: 'in_review', reviewer, review_by: reviewBy, reason: withheld(reason) } };
  },
});

import { eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { withheld } from '@/domain/evidence/log';
import { lockedPurpose } from '@/domain/purposes/commands/current-version';
import { projection } from '@/domain/purposes/commands/projection';
import { writeVersions } from '@/domain/purposes/commands/write-versions';
import { RevisePurpose } from '@/domain/purposes/schemas';
import { purposes } from '@/db/schema';

/**
 * Saves a purpose as its next version, a draft; the earlier ones stay, and one that is approved stays in force. Throws `missing`, or
 * `conflict` when somebody saved in between.
 */
export const revisePurpose = command({
  action: 'purpose.revise',
  permission: 'purposes:write',
  input: RevisePurpose,
  async run({ tx, actor, input: { key, basedOn, record, reason, validFrom }, now }) {
    const before = await lockedPurpose(tx, key, basedOn);
    const version = basedOn + 1;
    const since = validFrom ?? now;
    await tx.update(purposes).set({ version, status: 'draft', reviewer: null, reviewBy: null, ...projection(record), updatedAt: now }).where(eq(purposes.key, key));
    await writeVersions(tx, [{ key, version, record, reason, author: actor.id, validFrom: since, recordedAt: now }]);
    return {
      result: { key, version },
      object: { type: 'purpose', id: key },
      before: { version: basedOn, status: before.row.status, record: withheld(before.record) },
      after: { version, valid_from: since.toISOString(), record: withheld(record), reason: withheld(reason) },
    };
  },
});

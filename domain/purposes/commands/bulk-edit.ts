import { eq } from 'drizzle-orm';
import { type Entry, command } from '@/domain/command';
import { withheld } from '@/domain/evidence/log';
import { lockedPurpose } from '@/domain/purposes/commands/current-version';
import { projection } from '@/domain/purposes/commands/projection';
import { type NewVersion, writeVersions } from '@/domain/purposes/commands/write-versions';
import { BulkEdit } from '@/domain/purposes/schemas';
import { purposes } from '@/db/schema';

/** Makes the same change to several entries: each gets a next version, a draft, and an entry of evidence. All or none; throws `conflict` when one was saved in between. */
export const bulkEdit = command({
  action: 'purpose.revise',
  permission: 'purposes:write',
  input: BulkEdit,
  async run({ tx, actor, input: { purposes: chosen, owner, businessFunction, reviewDue, reason }, now }) {
    const versions: NewVersion[] = [];
    const entries: Entry[] = [];
    // In order of key, so that two people who edit overlapping selections cannot block each other for good.
    for (const { key, version: basedOn } of chosen.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      const before = await lockedPurpose(tx, key, basedOn);
      const record = {
        ...before.record,
        ...(owner && { owner }),
        ...(businessFunction && { businessFunction }),
        ...(reviewDue !== undefined && { timing: { ...before.record.timing, reviewDue } }),
      };
      const version = basedOn + 1;
      await tx.update(purposes).set({ version, status: 'draft', reviewer: null, reviewBy: null, ...projection(record), updatedAt: now }).where(eq(purposes.key, key));
      versions.push({ key, version, record, reason, author: actor.id, validFrom: now, recordedAt: now });
      entries.push({
        object: { type: 'purpose', id: key },
        before: { version: basedOn, status: before.row.status, record: withheld(before.record) },
        after: { version, valid_from: now.toISOString(), record: withheld(record), reason: withheld(reason) },
      });
    }
    await writeVersions(tx, versions);
    return { result: { revised: versions.length }, entries };
  },
});

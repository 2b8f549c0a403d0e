import { and, eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { DomainError, missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { projection } from '@/domain/purposes/commands/projection';
import { RevisePurpose } from '@/domain/purposes/schemas';
import { purposeVersions, purposes } from '@/db/schema';

/** Saves a purpose as its next version; the earlier ones stay. Throws `missing`, or `conflict` when somebody saved in between. */
export const revisePurpose = command({
  action: 'purpose.revise',
  permission: 'purposes:write',
  input: RevisePurpose,
  async run({ tx, actor, input: { key, basedOn, record, reason }, now }) {
    const [current] = await tx.select({ version: purposes.version }).from(purposes).where(eq(purposes.key, key)).for('update');
    if (!current) throw missing(`The purpose ${key}`);
    if (current.version !== basedOn) {
      throw new DomainError('conflict', `Version ${current.version} was saved while you were editing version ${basedOn}. Nothing of yours is lost: compare, then save again.`, { detail: 'version_conflict' });
    }
    const [before] = await tx.select({ record: purposeVersions.record }).from(purposeVersions).where(and(eq(purposeVersions.purposeKey, key), eq(purposeVersions.version, basedOn)));
    const version = basedOn + 1;
    await tx.update(purposes).set({ version, ...projection(record), updatedAt: now }).where(eq(purposes.key, key));
    await tx.insert(purposeVersions).values({ purposeKey: key, version, record, reason, author: actor.id, recordedAt: now });
    return {
      result: { key, version },
      object: { type: 'purpose', id: key },
      before: { version: basedOn, status: before?.record.status ?? '', record: withheld(before?.record ?? {}) },
      after: { version, status: record.status, record: withheld(record), reason: withheld(reason) },
    };
  },
});

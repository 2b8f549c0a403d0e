import { eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { DomainError } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { projection } from '@/domain/purposes/commands/projection';
import { writeVersions } from '@/domain/purposes/commands/write-versions';
import { CreatePurpose } from '@/domain/purposes/schemas';
import { purposes } from '@/db/schema';

/** Enters a sharing purpose as version 1, a draft. Throws `conflict` when its key is taken. */
export const createPurpose = command({
  action: 'purpose.create',
  permission: 'purposes:write',
  input: CreatePurpose,
  async run({ tx, actor, input: { key, record, reason, illustrative, validFrom }, now }) {
    const [taken] = await tx.select({ key: purposes.key }).from(purposes).where(eq(purposes.key, key));
    if (taken) throw new DomainError('conflict', `There is already a purpose ${key}.`, { fields: [{ field: 'key', message: 'taken' }] });
    await tx.insert(purposes).values({ key, version: 1, status: 'draft', ...projection(record), illustrative, updatedAt: now });
    await writeVersions(tx, [{ key, version: 1, record, reason, author: actor.id, validFrom: validFrom ?? now, recordedAt: now }]);
    return {
      result: { key, version: 1 },
      object: { type: 'purpose', id: key },
      after: { version: 1, valid_from: (validFrom ?? now).toISOString(), record: withheld(record), reason: withheld(reason) },
    };
  },
});

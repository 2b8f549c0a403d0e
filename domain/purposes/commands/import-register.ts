import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { type Entry, command } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { projection } from '@/domain/purposes/commands/projection';
import { type NewVersion, writeVersions } from '@/domain/purposes/commands/write-versions';
import { PurposeRecord, purposeKey } from '@/domain/purposes/schemas';
import { purposes } from '@/db/schema';

/** What is imported: whole records, each with the version it was planned on, null for a new one. */
export const ImportRegister = z.strictObject({
  entries: z.array(z.strictObject({ key: purposeKey, basedOn: z.int().min(1).nullable(), record: PurposeRecord, illustrative: z.boolean().default(false), validFrom: z.date().optional() })).min(1, 'required').max(20_000, 'too_many_rows'),
  reason: z.string().trim().min(1, 'required').max(500, 'too_long'),
});

/** Rows per statement, below PostgreSQL's 65,535 parameters. */
const most = 500;

/**
 * Takes entries into the register, all or none: new ones as version 1, known ones as their next version, each a draft with an entry of
 * evidence of its own. Throws `conflict` where the register has moved on since it was planned.
 */
export const importRegister = command({
  action: 'purpose.create',
  permission: 'purposes:write',
  input: ImportRegister,
  async run({ tx, actor, input: { entries: wanted, reason }, now }) {
    const ordered = wanted.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const known = new Map<string, { version: number; status: string }>();
    for (let at = 0; at < ordered.length; at += most) {
      const keys = ordered.slice(at, at + most).map(({ key }) => key);
      for (const row of await tx.select({ key: purposes.key, version: purposes.version, status: purposes.status }).from(purposes).where(inArray(purposes.key, keys)).orderBy(purposes.key).for('update')) known.set(row.key, row);
    }
    const versions: NewVersion[] = [];
    const entries: Entry[] = [];
    const created: (typeof purposes.$inferInsert)[] = [];
    for (const { key, basedOn, record, illustrative, validFrom = now } of ordered) {
      const before = known.get(key);
      if ((before?.version ?? null) !== basedOn) throw conflict(`The register has moved on: the purpose ${key} is at version ${before?.version ?? 0} now. Look at the preview again.`, 'version_conflict');
      const version = (basedOn ?? 0) + 1;
      if (before) await tx.update(purposes).set({ version, status: 'draft', reviewer: null, reviewBy: null, ...projection(record), updatedAt: now }).where(inArray(purposes.key, [key]));
      else created.push({ key, version, status: 'draft', ...projection(record), illustrative, updatedAt: now });
      versions.push({ key, version, record, reason, author: actor.id, validFrom, recordedAt: now });
      const after = { version, valid_from: validFrom.toISOString(), imported: true, record: withheld(record), reason: withheld(reason) };
      entries.push(before ? { action: 'purpose.revise', object: { type: 'purpose', id: key }, before: { version: before.version, status: before.status }, after } : { action: 'purpose.create', object: { type: 'purpose', id: key }, after });
    }
    for (let at = 0; at < created.length; at += most) await tx.insert(purposes).values(created.slice(at, at + most));
    await writeVersions(tx, versions);
    return { result: { created: created.length, revised: versions.length - created.length }, entries };
  },
});

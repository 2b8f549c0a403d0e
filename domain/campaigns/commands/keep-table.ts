import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { canonicalize, type Json } from '@/domain/evidence/canonical';
import { newId } from '@/domain/ids';
import { readRegister } from '@/domain/purposes/queries';
import { transparencyTable } from '@/domain/purposes/transparency';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';
import { campaigns, notices, transparencyTables } from '@/db/schema';

export const KeepTable = z.strictObject({ campaign: z.string().min(1).max(63), notice: z.string().min(1, 'choose').max(200), jurisdiction: z.string().min(1).max(64), language: z.enum(languages) });

/** Keeps the transparency table of a jurisdiction as it stands now with a notice, word for word, with its digest. Throws `missing` for a notice that is not there. */
export const keepTable = command({
  action: 'transparency.keep',
  permission: 'purposes:write',
  input: KeepTable,
  async run({ tx, actor, input: { campaign, notice, jurisdiction, language }, now }) {
    const [found] = await tx.select({ campaignId: notices.campaignId }).from(notices).innerJoin(campaigns, eq(campaigns.id, notices.campaignId)).where(and(eq(campaigns.key, campaign), eq(notices.id, notice)));
    if (!found) throw missing(`The notice ${notice}`);
    const { rows } = transparencyTable(await readRegister(actor, now), jurisdiction, words(language));
    const sha256 = createHash('sha256').update(canonicalize(rows as unknown as Json)).digest('hex');
    const id = newId(now);
    await tx.insert(transparencyTables).values({ id, campaignId: found.campaignId, noticeId: notice, jurisdiction, language, rows, sha256, registerAsOf: now, author: actor.id, recordedAt: now });
    return { result: { id, sha256 }, object: { type: 'transparency', id }, after: { campaign, notice, jurisdiction, language, rows: rows.length, sha256 } };
  },
});

import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { command } from '@/domain/command';
import { conflict, invalid, missing } from '@/domain/errors';
import { newId } from '@/domain/ids';
import { campaigns, noticePassages, notices, purposes } from '@/db/schema';

export const LinkPassage = z.strictObject({ campaign: z.string().min(1).max(63), notice: z.string().min(1).max(200), start: z.int().min(0), end: z.int().min(1), purpose: z.string().min(1, 'choose').max(64) });
export const UnlinkPassage = z.strictObject({ id: z.string().min(1).max(64) });

/** Says which purpose a passage of a notice speaks of. Throws `missing` for a notice or purpose that is not there, `invalid` for a passage outside its text. */
export const linkPassage = command({
  action: 'passage.link',
  permission: 'purposes:write',
  input: LinkPassage,
  async run({ tx, actor, input: { campaign, notice, start, end, purpose }, now }) {
    const [found] = await tx.select({ campaignId: notices.campaignId, text: notices.text }).from(notices).innerJoin(campaigns, eq(campaigns.id, notices.campaignId)).where(and(eq(campaigns.key, campaign), eq(notices.id, notice)));
    if (!found) throw missing(`The notice ${notice}`);
    if (end <= start || end > (found.text ?? '').length) throw invalid('The passage lies outside the text.', [{ field: 'end', message: 'invalid' }]);
    const [known] = await tx.select({ key: purposes.key }).from(purposes).where(eq(purposes.key, purpose));
    if (!known) throw missing(`The purpose ${purpose}`);
    const about = { campaignId: found.campaignId, noticeId: notice, start, end, purposeKey: purpose };
    const [linked] = await tx.select({ id: noticePassages.id }).from(noticePassages)
      .where(and(eq(noticePassages.campaignId, found.campaignId), eq(noticePassages.noticeId, notice), eq(noticePassages.start, start), eq(noticePassages.end, end), eq(noticePassages.purposeKey, purpose), isNull(noticePassages.unlinkedAt)));
    if (linked) throw conflict('This passage is linked to this purpose already.', 'linked_already');
    const id = newId(now);
    await tx.insert(noticePassages).values({ id, ...about, author: actor.id, recordedAt: now });
    return { result: { id }, object: { type: 'passage', id }, after: { campaign, notice, start, end, purpose } };
  },
});

/** Ends such a link; that it was there stays on record. */
export const unlinkPassage = command({
  action: 'passage.unlink',
  permission: 'purposes:write',
  input: UnlinkPassage,
  async run({ tx, input: { id }, now }) {
    const ended = await tx.update(noticePassages).set({ unlinkedAt: now }).where(and(eq(noticePassages.id, id), isNull(noticePassages.unlinkedAt))).returning({ purpose: noticePassages.purposeKey, notice: noticePassages.noticeId });
    const [was] = ended;
    if (!was) throw missing('The link');
    return { result: { id }, object: { type: 'passage', id }, before: { notice: was.notice, purpose: was.purpose } };
  },
});

import { type Actor, can, permit } from '@/domain/access/permissions';
import { getCampaign, listNotices } from '@/domain/campaigns/queries';
import { type AskAgain, askAgain } from '@/domain/clearance/ask-again';
import { type Clock, systemClock } from '@/domain/clock';
import { statesInForce } from '@/domain/purposes/state-queries';
import { momentOf } from '@/domain/uptake/moment-queries';
import { readStandings } from '@/domain/uptake/tally-queries';
import { connection, snapshot } from '@/db/client';

/** `people` null: the reader sees no exact numbers. */
export type AskAgainRow = Omit<AskAgain, 'people'> & { purpose: string; title: string; people: number | null };

/** Whose answers no longer cover what a campaign's texts carry, as of now: per purpose, or for one of them. A campaign whose events were deleted has nobody left to name. */
export async function readAskAgain(actor: Actor, { campaign: key, purpose }: { campaign: string; purpose?: string }, clock: Clock = systemClock): Promise<AskAgainRow[]> {
  permit(actor, 'uptake:read');
  permit(actor, 'purposes:read');
  const now = clock();
  const campaign = await getCampaign(actor, key);
  if (campaign.eventsDeletedAt) return [];
  const notices = new Map((await listNotices(actor, key)).map((notice) => [notice.id, notice]));
  const standings = await snapshot(async (client) => readStandings(client, campaign, await momentOf(client, campaign.zone, now), null));
  const purposes = [...new Set(standings.map((one) => one.purpose))].filter((one) => one !== '' && (purpose === undefined || one === purpose)).sort();
  const { pool } = await connection();
  const states = await statesInForce(pool, purposes, now);
  return purposes.flatMap((one) => {
    const resting = standings.filter((standing) => standing.purpose === one).flatMap((standing) => {
      const notice = notices.get(standing.notice);
      return notice ? [{ ...standing, publishedAt: notice.publishedAt }] : [];
    });
    const own = states.get(one) ?? [];
    return askAgain(own, resting, campaign.areas, now).map((row) => ({ purpose: one, title: own.at(-1)?.record.title ?? one, ...row, people: can(actor, 'uptake:exact') ? row.people : null }));
  });
}

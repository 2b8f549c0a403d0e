import { missing } from '@/domain/errors';
import { uuidOf } from '@/domain/uptake/engine/entries';
import { pseudonym } from '@/domain/uptake/pseudonym';
import type { Asker } from '@/domain/uptake/sql/locks';
import { type Timeline, readTimeline } from '@/domain/uptake/sql/timelines';
import { secret } from '@/domain/secrets';

/** A person a request names: the place of the identifier in it, from 1, and the pseudonym; the identifier itself goes no further. */
export type Named = { line: number; subject: Buffer; /** How a segment's key reads. */ key: string };

/** The pseudonyms of identifiers; of repeated ones the first. */
export function nameSubjects(identifiers: string[]): Named[] {
  const key = secret('pseudonym');
  const named = new Map<string, Named>();
  identifiers.forEach((identifier, i) => {
    const subject = pseudonym(identifier, key);
    const hex = subject.toString('hex');
    if (!named.has(hex)) named.set(hex, { line: i + 1, subject, key: uuidOf(subject) });
  });
  return [...named.values()];
}

/** A person named by the pseudonym as it is shown, `s_` and hex. */
export function namedByPseudonym(shown: string): Named {
  const subject = Buffer.from(shown.slice(2), 'hex');
  return { line: 1, subject, key: uuidOf(subject) };
}

export type CampaignState = { id: number; key: string; zone: string; tallied: boolean; heldSince: Date | null; retentionDays: number | null; eventsDeletedAt: Date | null };

/** What decides whether a campaign's events may be taken, erased or deleted. Throws `missing`. Read after the campaign's lock where it must hold on. */
export async function readCampaignState(asker: Asker, key: string): Promise<CampaignState> {
  const found = await asker.query<CampaignState>(`select id, key, zone, tallied, held_since as "heldSince", retention_days as "retentionDays", events_deleted_at as "eventsDeletedAt" from campaigns where key = $1`, [key]);
  const campaign = found.rows[0];
  if (!campaign) throw missing(`The campaign ${key}`);
  return campaign;
}

/** The timelines of these subjects, by key. A timeline whose second half is another person's is not theirs. */
export async function timelinesOf(asker: Asker, campaignId: number, named: Named[]): Promise<Map<string, Timeline>> {
  const found = await asker.query<{ subject: string; entries: Buffer }>('select subject, entries from timelines where campaign_id = $1 and subject = any($2::uuid[]) order by subject', [campaignId, named.map(({ key }) => key)]);
  const bySubject = new Map(named.map(({ key, subject }) => [key, subject]));
  return new Map(found.rows.map(({ subject, entries }) => [subject, readTimeline(subject, entries)] as const).filter(([key, timeline]) => bySubject.get(key)?.equals(timeline.subject)));
}

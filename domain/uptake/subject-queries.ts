import type pg from 'pg';
import { type Choice, choicesAt } from '@/domain/uptake/choices';
import { type Entry, idText } from '@/domain/uptake/engine/entries';
import { Facts } from '@/domain/uptake/engine/facts';
import { instantText } from '@/domain/uptake/instant';
import { showPseudonym } from '@/domain/uptake/pseudonym';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { type CampaignState, type Named, timelinesOf } from '@/domain/uptake/sql/subjects';
import { readErased } from '@/domain/uptake/sql/tombstones';
import { Words } from '@/domain/uptake/sql/words';
import { standingAt } from '@/domain/uptake/timeline';

type Notice = { id: string; sha256: string; legal_nature: string; area: string | null; locale: string; published_at: Date; text: string | null };
type Origin = { batch: number; recordedAt: Date };

/** One event in the words of the contract (section 2), with what was made of it: the texts it cites that were in force, and when and by which batch it came. */
export type PackEvent = {
  id: string; type: string; occurred_at: string; notice: string | null; shown: string[]; region: string; platform: string; channel: string; app_version: string | null; locale: string | null;
  variant: string | null; actor: string; purposes: Record<string, boolean> | null; counts: boolean; proven: boolean; recorded_at: string | null; batch: number | null;
};
type Segment = { region: string; platform: string; channel: string; app_version: string | null; locale: string | null };
/** What is held about one person in a campaign. `line` is the place of the identifier in the request. */
export type SubjectPack = {
  line: number; status: 'known' | 'erased' | 'unknown'; subject: string | null;
  state: ({ state: string; opened: boolean; proven: boolean } & Segment) | null;
  choices: { purpose: string; choice: Choice['choice']; consent: boolean; objection: boolean; event: string; since: string }[];
  notices: { id: string; sha256: string; legal_nature: string; area: string | null; locale: string; published_at: string; text: string | null }[];
  events: PackEvent[];
};

const orNull = (text: string) => (text === '' ? null : text);

/**
 * What a campaign holds about these people as of an instant (GDPR Article 15(1) and (3)): every standing event in words, the texts they were shown, and
 * their state and choices. `erased` tells of a person whose tombstone is all that is left. With `knownAt`, only events before `now` that were recorded by then.
 */
export async function readSubjectPacks(client: pg.ClientBase, campaign: CampaignState, named: Named[], now: Date, knownAt?: Date): Promise<SubjectPack[]> {
  const timelines = await timelinesOf(client, campaign.id, named);
  const isErased = await readErased(client, campaign.id);
  const origins = await readOrigins(client, [...timelines.values()].flatMap(({ entries }) => entries));
  const notices = await client.query<Notice>('select id, sha256, legal_nature, area, locale, published_at, text from notices where campaign_id = $1 order by published_at, id', [campaign.id]);
  const grounds = await readGrounds(client, campaign.id);
  const words = await new Words(campaign.id).load(client);
  const facts = new Facts(grounds, words);
  const shownBy = (cited: string, region: string, at: number) =>
    notices.rows.filter((notice) => cited !== '' && (notice.id === cited || notice.sha256 === cited) && (notice.area ?? '') === (grounds.areas.get(region) ?? '') && notice.published_at.getTime() * 1000 <= at);
  return named.map(({ line, subject, key }): SubjectPack => {
    const timeline = timelines.get(key);
    if (!timeline || timeline.entries.length === 0) {
      const erased = isErased(subject);
      return { line, status: erased ? 'erased' : 'unknown', subject: null, state: null, choices: [], notices: [], events: [] };
    }
    const isKnown = (entry: Entry) => knownAt === undefined || (entry.at < now.getTime() * 1000 && (origins.get(entry.segment)?.recordedAt ?? new Date(0)) <= knownAt);
    const told = timeline.entries.filter(isKnown).map((entry) => {
      const [cell, act] = [words.cell(entry.cell), words.act(entry.act)];
      const judged = facts.judge(facts.act(entry.act), entry.cell, entry.at);
      const [counts, proven] = [(judged & 1) !== 0, (judged & 2) !== 0];
      return { ...cell, ...act, id: idText(entry), at: entry.at, occurredAt: instantText(entry.at), origin: origins.get(entry.segment), shown: shownBy(act.notice, cell.region, entry.at), counts, proven };
    });
    const standing = standingAt(told, instantText(now.getTime() * 1000));
    const seen = new Set(told.flatMap(({ shown }) => shown));
    const choices = choicesAt(told.map((event) => ({ ...event, onConsentNotice: event.proven && event.shown.some((notice) => notice.legal_nature === 'consent') })), now.getTime() * 1000);
    return {
      line, status: 'known', subject: showPseudonym(subject),
      state: standing && { state: standing.state, opened: standing.opened, proven: !standing.unproven, ...segmentOf(standing.segment) },
      choices: choices.map(({ purpose, choice, isConsent, isObjection, event, at }) => ({ purpose, choice, consent: isConsent, objection: isObjection, event, since: instantText(at) })),
      notices: notices.rows.filter((notice) => seen.has(notice)).map((notice) => ({ ...notice, published_at: notice.published_at.toISOString() })),
      events: told.map((event) => ({
        id: event.id, type: event.type, occurred_at: event.occurredAt, notice: orNull(event.notice), shown: event.shown.map(({ id }) => id), ...segmentOf(event), variant: orNull(event.variant), actor: event.actor,
        purposes: event.purposes, counts: event.counts, proven: event.proven, recorded_at: event.origin?.recordedAt.toISOString() ?? null, batch: event.origin?.batch ?? null,
      })),
    };
  });
}

const segmentOf = ({ region, platform, channel, appVersion, locale }: { region: string; platform: string; channel: string; appVersion: string; locale: string }): Segment =>
  ({ region, platform, channel, app_version: orNull(appVersion), locale: orNull(locale) });

async function readOrigins(client: pg.ClientBase, entries: Entry[]): Promise<Map<number, Origin>> {
  const segments = [...new Set(entries.map(({ segment }) => segment))];
  const found = await client.query<{ id: string; number: number; recorded_at: Date }>('select s.id, s.recorded_at, b.number from segments s join batches b on b.id = s.batch_id where s.id = any($1::bigint[])', [segments]);
  return new Map(found.rows.map((row) => [Number(row.id), { batch: row.number, recordedAt: row.recorded_at }]));
}

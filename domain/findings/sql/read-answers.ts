import type pg from 'pg';
import { type ConsentFacts, noConsents } from '@/domain/findings/purpose-facts';
import { storedRecord } from '@/domain/purposes/stored-record';
import { momentOf } from '@/domain/uptake/moment-queries';
import { type EventCount, type StandingCount, readEventTallies, readShown } from '@/domain/uptake/tally-queries';

/** A campaign whose events may say something of purposes; `tallied` false: the worker is still counting it for the first time. */
export type AskingCampaign = { id: number; zone: string; tallied: boolean; notices: ReadonlyMap<string, Date> };
type State = { version: number; from: Date; record: unknown };

/** What people were shown and answered of purposes. */
export type Answers = {
  /** The day (ISO 8601, the campaign's zone) on which a notice that names a purpose was first shown to anybody, or null. */
  firstShown(purpose: string, campaign: number, notice: string): string | null;
  /** What the events say of consent to a purpose, with the consents given under a version before this one. */
  consentsTo(purpose: string, version: number): ConsentFacts;
};

/** Reads them off the tallies of some campaigns as they stand, never off events. A few queries per campaign. */
export async function readAnswers(client: pg.ClientBase, campaigns: readonly AskingCampaign[], now: Date): Promise<Answers> {
  const days = new Map<string, string>();
  const events: EventCount[] = [];
  const consents: (StandingCount & { publishedAt: Date })[] = [];
  for (const campaign of campaigns.filter(({ tallied }) => tallied)) {
    events.push(...(await readEventTallies(client, campaign)));
    const { standings, first } = await readShown(client, campaign, await momentOf(client, campaign.zone, now));
    for (const { purpose, notice, day } of first) days.set(`${campaign.id} ${purpose} ${notice}`, day);
    for (const one of standings.filter(({ standing }) => standing === 'consented')) {
      const publishedAt = campaign.notices.get(one.notice);
      if (publishedAt) consents.push({ ...one, publishedAt });
    }
  }
  const states = await statesInForce(client, [...new Set(consents.map(({ purpose }) => purpose))], now);
  return {
    firstShown: (purpose, campaign, notice) => days.get(`${campaign} ${purpose} ${notice}`) ?? null,
    consentsTo(purpose, version) {
      const named = events.flatMap(({ measure, text, n }) => (measure === 'bundled_consents' || measure === 'consent_on_terms' || measure === 'consents_without_proof' ? [{ measure, purposes: purposesIn(text), n }] : [])).filter(({ purposes }) => purposes.includes(purpose));
      const count = (wanted: string) => named.filter(({ measure }) => measure === wanted).reduce((sum, { n }) => sum + n, 0);
      return {
        ...noConsents,
        bundled: { people: count('bundled_consents'), purposes: Math.max(0, ...named.filter(({ measure }) => measure === 'bundled_consents').map(({ purposes }) => purposes.length)) },
        onOtherNature: count('consent_on_terms'),
        unproven: count('consents_without_proof'),
        underEarlier: underEarlier(states.get(purpose) ?? [], consents.filter((one) => one.purpose === purpose), version),
      };
    },
  };
}

const purposesIn = (text: string): string[] => {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.map(String) : [];
};

/** Standing consents by the version that was in force when the text they rest on was published, those before `version`, oldest first. */
function underEarlier(states: readonly State[], consents: readonly { publishedAt: Date; people: number }[], version: number): ConsentFacts['underEarlier'] {
  const people = new Map<State, number>();
  for (const consent of consents) {
    const told = states.filter(({ from }) => from <= consent.publishedAt).at(-1);
    if (told && told.version < version) people.set(told, (people.get(told) ?? 0) + consent.people);
  }
  return states.flatMap((state) => (people.has(state) ? [{ version: state.version, record: storedRecord(state.record), people: people.get(state) ?? 0 }] : []));
}

/** The approved versions of some purposes since they are in force, oldest first. */
async function statesInForce(client: pg.ClientBase, purposes: readonly string[], now: Date): Promise<Map<string, State[]>> {
  if (purposes.length === 0) return new Map();
  const found = await client.query<State & { purpose: string }>(
    `select v.purpose_key as purpose, v.version, v.record, greatest(v.valid_from, min(s.recorded_at)) as from
     from purpose_versions v join purpose_steps s on s.purpose_key = v.purpose_key and s.version = v.version and s.step = 'approved' and s.recorded_at <= $2
     where v.purpose_key = any($1::text[]) group by v.purpose_key, v.version order by v.purpose_key, 4, v.version`,
    [purposes, now],
  );
  const states = new Map<string, State[]>();
  for (const { purpose, ...state } of found.rows) states.set(purpose, [...(states.get(purpose) ?? []), state]);
  return states;
}

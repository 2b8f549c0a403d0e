import type pg from 'pg';
import { type Actor, permit } from '@/domain/access/permissions';
import { type Verdict, judgePerson } from '@/domain/clearance/judge-person';
import { CheckRequest } from '@/domain/clearance/schemas';
import type { RefusalReason } from '@/domain/clearance/vocabulary';
import { type Clock, systemClock } from '@/domain/clock';
import { parse } from '@/domain/command';
import type { Blocker } from '@/domain/findings/blocker-queries';
import { missing } from '@/domain/errors';
import { storedRecord } from '@/domain/purposes/stored-record';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { uuidOf } from '@/domain/uptake/engine/entries';
import { personAt } from '@/domain/uptake/engine/person-at';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { readTimeline } from '@/domain/uptake/sql/timelines';
import { readErased } from '@/domain/uptake/sql/tombstones';
import { wordsOf } from '@/domain/uptake/sql/words';
import { secret } from '@/domain/secrets';
import { connection, snapshot } from '@/db/client';

/** `line` is the place of the identifier in the request, from 1; the identifier itself goes no further. */
export type Checked = Verdict & { line: number };
export type CheckAnswer = { campaign: string; purpose: string; as_of: string; may: number; must_not: number; answers: Checked[] };

const refused = (why: RefusalReason): Verdict => ({ may: false, why, basis: null, jurisdiction: null });

/**
 * For each identifier, whether this sharing may go ahead for the person today and why: by the approved register in force, open blockers, and the
 * person's own events, read by key. Somebody without an event in the campaign is `unknown` and must not be shared, whatever the basis.
 * Throws `missing` for an unknown campaign or purpose, `invalid` for a list that is none.
 */
export async function checkClearance(actor: Actor, raw: unknown, clock: Clock = systemClock): Promise<CheckAnswer> {
  permit(actor, 'clearance:check');
  const { campaign, purpose, identifiers } = parse(CheckRequest, raw);
  const { pool } = await connection();
  const now = clock();
  return snapshot(async (client) => {
    const found = await client.query<{ id: number }>('select id from campaigns where key = $1', [campaign]);
    const [row] = found.rows;
    if (!row) throw missing(`The campaign ${campaign}`);
    const verdicts = await verdictsOf(client, pool, row.id, purpose, identifiers, now);
    const answers = verdicts.map((verdict, i) => ({ line: i + 1, ...verdict }));
    const may = answers.filter((one) => one.may).length;
    return { campaign, purpose, as_of: now.toISOString(), may, must_not: answers.length - may, answers };
  });
}

/** One verdict per identifier, in their order. */
export async function verdictsOf(client: pg.ClientBase, pool: pg.Pool, campaignId: number, purpose: string, identifiers: readonly string[], now: Date): Promise<Verdict[]> {
  const [grounds, record] = [await readGrounds(client, campaignId), await recordInForce(client, purpose, now)];
  if (record === null) return identifiers.map(() => refused('not_in_force'));
  if (grounds.eventsDeleted) return identifiers.map(() => refused('events_deleted'));
  const blockers = await blockersOf(client, purpose, now);
  const key = secret('pseudonym');
  const subjects = identifiers.map((identifier) => pseudonym(identifier, key));
  const timelines = await client.query<{ subject: string; entries: Buffer }>('select t.subject, t.entries from unnest($2::uuid[]) k(subject) cross join lateral (select subject, entries from timelines where campaign_id = $1 and subject = k.subject) t', [campaignId, [...new Set(subjects.map(uuidOf))]]);
  const known = new Map(timelines.rows.map((one) => [one.subject, readTimeline(one.subject, one.entries)]));
  const words = await wordsOf(pool, campaignId).load(client);
  if ([...known.values()].some(({ entries }) => entries.some(({ cell, act }) => !words.knows(cell, act)))) await words.load(client, true);
  const facts = new TallyFacts(grounds, words);
  const isErased = grounds.hasErased ? await readErased(client, campaignId) : () => false;
  return subjects.map((subject) => {
    const timeline = known.get(uuidOf(subject));
    const person = timeline?.subject.equals(subject) ? personAt(timeline.entries, facts, purpose, now.getTime() * 1000) : null;
    return person ? judgePerson(person, record.bases, grounds.areas, blockers) : refused(isErased(subject) ? 'erased' : 'unknown');
  });
}

/** The version of a purpose that was approved and is in force; null where there is none, or it was ended. The same rule as `readRegister` with `inForce`, for one purpose by its key. Throws `missing`. */
async function recordInForce(client: pg.ClientBase, purpose: string, now: Date): Promise<PurposeRecord | null> {
  const found = await client.query<{ record: unknown; step: string | null }>(
    `select v.record, (select step from purpose_steps s where s.purpose_key = v.purpose_key and s.version = v.version and s.recorded_at <= $2 and (s.effective_from is null or s.effective_from <= $2) order by s.recorded_at desc, s.id desc limit 1) as step
     from purpose_versions v where v.purpose_key = $1 and v.recorded_at <= $2 and v.valid_from <= $2
       and exists (select 1 from purpose_steps a where a.purpose_key = v.purpose_key and a.version = v.version and a.step = 'approved' and a.recorded_at <= $2)
     order by v.valid_from desc, v.version desc limit 1`,
    [purpose, now],
  );
  const [row] = found.rows;
  if (row) return row.step === 'ended' ? null : storedRecord(row.record);
  const exists = await client.query('select 1 from purposes where key = $1', [purpose]);
  if (exists.rowCount === 0) throw missing(`The purpose ${purpose}`);
  return null;
}

/** As `openBlockers` reads them, for one purpose in this snapshot. */
async function blockersOf(client: pg.ClientBase, purpose: string, now: Date): Promise<Blocker[]> {
  const found = await client.query<Blocker>(
    `select rule, id as finding, jurisdiction from findings where object_type = 'purpose' and object_id = $1 and not draft and severity = 'blocker'
       and (status in ('open', 'acknowledged') or (status = 'overridden' and overridden_until <= ($2::timestamptz at time zone 'UTC')::date))`,
    [purpose, now],
  );
  return found.rows;
}

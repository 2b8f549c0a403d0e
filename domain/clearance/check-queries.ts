import { type Actor, permit } from '@/domain/access/permissions';
import type { BasisEntry } from '@/domain/clearance/clear';
import { type Verdict, judgePerson } from '@/domain/clearance/judge-person';
import { CheckRequest } from '@/domain/clearance/schemas';
import type { RefusalReason } from '@/domain/clearance/vocabulary';
import { type Clock, systemClock } from '@/domain/clock';
import { parse } from '@/domain/command';
import { missing } from '@/domain/errors';
import type { Blocker } from '@/domain/findings/blocker-queries';
import type { LawfulBasis } from '@/domain/purposes/vocabulary';
import { uuidOf } from '@/domain/uptake/engine/entries';
import { personAt } from '@/domain/uptake/engine/person-at';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { type Timeline, readTimeline } from '@/domain/uptake/sql/timelines';
import { readErased } from '@/domain/uptake/sql/tombstones';
import { wordsOf } from '@/domain/uptake/sql/words';
import { secret } from '@/domain/secrets';
import { connection } from '@/db/client';

/** `line` is the place of the identifier in the request, from 1; the identifier itself goes no further. */
export type Checked = Verdict & { line: number };
export type CheckAnswer = { campaign: string; purpose: string; as_of: string; may: number; must_not: number; answers: Checked[] };

const refused = (why: RefusalReason): Verdict => ({ may: false, why, basis: null, jurisdiction: null });

/**
 * For each identifier, whether this sharing may go ahead for the person today and why: by the approved register in force, open blockers, and the
 * person's own events, read by key. Somebody without an event in the campaign is `unknown` and must not be shared, whatever the basis. Three
 * questions to the database however many are asked about. Throws `missing` for an unknown campaign or purpose, `invalid` for a list that is none.
 */
export async function checkClearance(actor: Actor, raw: unknown, clock: Clock = systemClock): Promise<CheckAnswer> {
  permit(actor, 'clearance:check');
  const { campaign, purpose, identifiers } = parse(CheckRequest, raw);
  const now = clock();
  const sharing = await readSharing(campaign, purpose, now);
  const answers = (await verdictsOf(sharing, purpose, identifiers, now)).map((verdict, i) => ({ line: i + 1, ...verdict }));
  const may = answers.filter((one) => one.may).length;
  return { campaign, purpose, as_of: now.toISOString(), may, must_not: answers.length - may, answers };
}

/** What decides on a sharing whoever it is about: bases null where no approved version is in force. */
export type Sharing = { campaignId: number; bases: BasisEntry[] | null; blockers: Blocker[] };
type SharingRow = { id: number; known: boolean; bases: Partial<BasisEntry>[] | null; step: string | null; blockers: Blocker[] | null };

/** Reads it in one question, by the same rules as `readRegister` with `inForce` and `openBlockers`. Throws `missing`. */
export async function readSharing(campaign: string, purpose: string, now: Date): Promise<Sharing> {
  const { pool } = await connection();
  const found = await pool.query<SharingRow>(
    `select c.id, exists (select 1 from purposes where key = $2) as known, v.bases, v.step,
       (select json_agg(json_build_object('rule', rule, 'finding', id, 'jurisdiction', jurisdiction)) from findings where object_type = 'purpose' and object_id = $2 and not draft and severity = 'blocker'
          and (status in ('open', 'acknowledged') or (status = 'overridden' and overridden_until <= ($3::timestamptz at time zone 'UTC')::date))) as blockers
     from campaigns c left join lateral (
       select v.record -> 'bases' as bases, (select step from purpose_steps s where s.purpose_key = v.purpose_key and s.version = v.version and s.recorded_at <= $3 and (s.effective_from is null or s.effective_from <= $3) order by s.recorded_at desc, s.id desc limit 1) as step
       from purpose_versions v where v.purpose_key = $2 and v.recorded_at <= $3 and v.valid_from <= $3
         and exists (select 1 from purpose_steps a where a.purpose_key = v.purpose_key and a.version = v.version and a.step = 'approved' and a.recorded_at <= $3)
       order by v.valid_from desc, v.version desc limit 1
     ) v on true where c.key = $1`,
    [campaign, purpose, now],
  );
  const [row] = found.rows;
  if (!row) throw missing(`The campaign ${campaign}`);
  if (!row.known) throw missing(`The purpose ${purpose}`);
  const bases = row.bases?.map(({ jurisdiction = '', basis = 'not_stated' as LawfulBasis, legalReference = '', appliesWhen = '' }) => ({ jurisdiction, basis, legalReference, appliesWhen })) ?? null;
  return { campaignId: row.id, bases: row.step === 'ended' ? null : bases, blockers: row.blockers ?? [] };
}

/** One verdict per identifier, in their order. */
export async function verdictsOf({ campaignId, bases, blockers }: Sharing, purpose: string, identifiers: readonly string[], now: Date): Promise<Verdict[]> {
  if (bases === null) return identifiers.map(() => refused('not_in_force'));
  const { pool } = await connection();
  const key = secret('pseudonym');
  const subjects = identifiers.map((identifier) => pseudonym(identifier, key));
  const [grounds, timelines, words] = await Promise.all([readGrounds(pool, campaignId), timelinesBy(campaignId, subjects), wordsOf(pool, campaignId).load(pool)]);
  if (grounds.eventsDeleted) return identifiers.map(() => refused('events_deleted'));
  if ([...timelines.values()].some(({ entries }) => entries.some(({ cell, act }) => !words.knows(cell, act)))) await words.load(pool, true);
  const facts = new TallyFacts(grounds, words);
  const people = subjects.map((subject) => {
    const timeline = timelines.get(uuidOf(subject));
    return timeline?.subject.equals(subject) ? personAt(timeline.entries, facts, purpose, now.getTime() * 1000) : null;
  });
  const isErased = grounds.hasErased && people.includes(null) ? await readErased(pool, campaignId) : () => false;
  return people.map((person, i) => (person ? judgePerson(person, bases, grounds.areas, blockers) : refused(isErased(subjects[i] ?? Buffer.alloc(32)) ? 'erased' : 'unknown')));
}

/** Each subject's timeline, by the index whatever statistics say. */
async function timelinesBy(campaignId: number, subjects: readonly Buffer[]): Promise<Map<string, Timeline>> {
  const { pool } = await connection();
  const found = await pool.query<{ subject: string; entries: Buffer }>(
    'select t.subject, t.entries from unnest($2::uuid[]) k(subject) cross join lateral (select subject, entries from timelines where campaign_id = $1 and subject = k.subject limit 1) t', [campaignId, [...new Set(subjects.map(uuidOf))]],
  );
  return new Map(found.rows.map(({ subject, entries }) => [subject, readTimeline(subject, entries)]));
}

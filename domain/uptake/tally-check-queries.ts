import type pg from 'pg';
import { dayText } from '@/domain/uptake/engine/calendar';
import { MultisetDigest } from '@/domain/uptake/engine/multiset';
import { type Tallies, addCount, addTallies, eventKey, eventRegion, readStandingMoves, writeTallies } from '@/domain/uptake/engine/tallies';
import type { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { walkEvents } from '@/domain/uptake/engine/walk-events';
import { walkStandings } from '@/domain/uptake/engine/walk-standings';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { eachTimeline, span } from '@/domain/uptake/sql/timelines';

type Kept = { sums: Map<string, Tallies>; moves: Map<string, MultisetDigest> };

const empty = (): Kept => ({ sums: new Map(), moves: new Map() });
const of = <Value>(map: Map<string, Value>, key: string, make: () => Value): Value => {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
};
const put = (kept: Kept, part: string, text: string, key: number, n: number) => addCount(of(kept.sums, part, () => new Map()), text, key, n);

function putMove(kept: Kept, day: string, offset: number, region: number, text: string, n: number): void {
  for (const part of ['standings ', `standings ${day}`]) put(kept, part, text, region, n);
  of(kept.moves, day, () => new MultisetDigest()).add(`${offset} ${region} ${text}`, n);
}

/**
 * Whether a campaign's tallies are what its timelines make (`facts`; null where events were deleted, and the moves are what is left): the sums, with
 * the open moves, number by number, and the moves instant by instant. Reads only; one sentence per difference.
 */
export async function checkTallies(client: pg.ClientBase, campaign: { id: number; zone: string }, facts: TallyFacts | null): Promise<string[]> {
  const [moved, open] = [empty(), empty()];
  let after = '0';
  for (;;) {
    const page = await client.query<{ id: string; day: string | null; folded: boolean; moves: Buffer }>('select id, day::text, folded, moves from tally_moves where campaign_id = $1 and id > $2 order by id limit 500', [campaign.id, after]);
    for (const { day, folded, moves } of page.rows) for (const kept of folded ? [moved] : [moved, open]) addRow(kept, day, moves);
    const last = page.rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  const sums = await client.query<{ family: string; part: string; counts: Buffer }>('select family, part, counts from tally_sums where campaign_id = $1', [campaign.id]);
  for (const { family, part, counts } of sums.rows) addTallies(counts, of(open.sums, `${family} ${part}`, () => new Map()));
  const made = facts ? await recount(client, campaign, facts) : moved;
  return [...compare(made.sums, open.sums), ...[...new Set([...made.moves.keys(), ...moved.moves.keys()])].sort()
    .filter((day) => !of(made.moves, day, () => new MultisetDigest()).equals(of(moved.moves, day, () => new MultisetDigest())))
    .map((day) => `${day}: the tallies hold other moves between standings than the events make.`)];
}

function addRow(kept: Kept, day: string | null, moves: Buffer): void {
  if (day !== null) return readStandingMoves(moves, (text, region, offset, n) => putMove(kept, day, offset, region, text, n));
  const all: Tallies = new Map();
  addTallies(moves, all);
  for (const [text, own] of all) for (const [key, n] of own) put(kept, `events ${eventRegion(key)}`, text, key, n);
}

async function recount(client: pg.ClientBase, campaign: { id: number; zone: string }, facts: TallyFacts): Promise<Kept> {
  const made = empty();
  for await (const { entries } of eachTimeline(client, campaign.id)) {
    const calendar = await calendarOf(client, campaign.zone, ...span(entries));
    walkEvents(entries, facts, (at) => calendar.dayOf(at), (measure, place, text, bucket) => {
      const key = eventKey(measure, place, bucket);
      put(made, `events ${eventRegion(key)}`, text, key, 1);
    });
    walkStandings(entries, facts, 1, (at, region, text, n) => {
      const day = calendar.dayOf(at);
      putMove(made, dayText(day), at - calendar.startOf(day), region, text, n);
    });
  }
  return made;
}

/** Equal tallies are equal bytes. */
function compare(made: Map<string, Tallies>, kept: Map<string, Tallies>): string[] {
  return [...new Set([...made.keys(), ...kept.keys()])].sort()
    .filter((part) => !writeTallies(made.get(part) ?? new Map()).equals(writeTallies(kept.get(part) ?? new Map())))
    .map((part) => `the tallies of ${part.trim()} are not what the events make.`);
}

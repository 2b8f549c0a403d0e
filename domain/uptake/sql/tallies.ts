import type pg from 'pg';
import { dayText } from '@/domain/uptake/engine/calendar';
import { type DayMoves, type Tallies, TallySink, addTallies, addCount, eventRegion, readStandingMoves, writeTallies } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { openAfter } from '@/domain/uptake/sql/ledger';
import { eachTimeline, span } from '@/domain/uptake/sql/timelines';
import { WireArray } from '@/domain/uptake/sql/wire';
import { Words } from '@/domain/uptake/sql/words';

/** Rows taken in one folding and in one reading, and subjects counted before their tallies are written: bounds on memory. */
const mostRows = 5_000;
const pageRows = 500;
const mostSubjects = 50_000;

/** Adds changes of tallies as recorded at an instant, which the caller read under `lockRecording`. Returns the ids of the rows. */
export async function appendTallies(client: pg.ClientBase, campaignId: number, recordedAt: Date, { events, days }: { events: Buffer | null; days: DayMoves[] }): Promise<string[]> {
  const rows = [...(events ? [{ family: 'events', day: null, moves: events }] : []), ...days.map(({ day, moves }) => ({ family: 'standings', day: dayText(day), moves }))];
  if (rows.length === 0) return [];
  const added = await client.query<{ id: string }>(
    `insert into tally_moves (campaign_id, family, day, recorded_at, moves)
     select $1, t.family, t.day, $2, t.moves from unnest($3::text[], $4::date[], $5::bytea[]) t(family, day, moves) returning id`,
    [campaignId, recordedAt, rows.map(({ family }) => family), rows.map(({ day }) => day), WireArray.of(rows.map(({ moves }) => moves))],
  );
  return added.rows.map(({ id }) => id);
}

/** Dates rows that were added earlier in the same transaction, as `dateMoves` does. */
export async function dateTallies(client: pg.ClientBase, ids: string[], recordedAt: Date): Promise<void> {
  await client.query('update tally_moves set recorded_at = $1 where id = any($2::bigint[])', [recordedAt, ids]);
}

/** Adds the open rows of a campaign's tallies to their sums and returns how many there were. The caller holds `lockFolding`; what is read does not change by it. */
export async function foldTallies(client: pg.ClientBase, campaignId: number): Promise<number> {
  const changes = new Map<string, Tallies>();
  const changesOf = (family: string, part: string) => {
    const key = `${family} ${part}`;
    const own = changes.get(key) ?? new Map();
    changes.set(key, own);
    return own;
  };
  const ids: string[] = [];
  while (ids.length < mostRows) {
    const page = await client.query<{ id: string; day: string | null; moves: Buffer }>(`select id, day::text, moves from tally_moves where ${openAfter} limit $3`, [campaignId, ids.at(-1) ?? '0', pageRows]);
    for (const { id, day, moves } of page.rows) {
      ids.push(id);
      if (day === null) splitByRegion(moves, (region) => changesOf('events', region));
      else {
        const [own, all] = [changesOf('standings', day), changesOf('standings', '')];
        readStandingMoves(moves, (text, region, _, n) => {
          addCount(own, text, region, n);
          addCount(all, text, region, n);
        });
      }
    }
    if (page.rows.length < pageRows) break;
  }
  if (ids.length === 0) return 0;
  for (const family of ['events', 'standings']) await foldFamily(client, campaignId, family, new Map([...changes].filter(([key]) => key.startsWith(`${family} `)).map(([key, own]) => [key.slice(family.length + 1), own])));
  await client.query('update tally_moves set folded = true where id = any($1::bigint[])', [ids]);
  return ids.length;
}

function splitByRegion(moves: Buffer, of: (region: string) => Tallies): void {
  const all: Tallies = new Map();
  addTallies(moves, all);
  for (const [text, own] of all) for (const [key, n] of own) addCount(of(eventRegion(key)), text, key, n);
}

async function foldFamily(client: pg.ClientBase, campaignId: number, family: string, changes: Map<string, Tallies>): Promise<void> {
  if (changes.size === 0) return;
  const parts = [...changes.keys()].sort();
  const found = await client.query<{ part: string; counts: Buffer }>('select part, counts from tally_sums where campaign_id = $1 and family = $2 and part = any($3::text[])', [campaignId, family, parts]);
  for (const { part, counts } of found.rows) addTallies(counts, changes.get(part) ?? new Map());
  await client.query(
    `insert into tally_sums (campaign_id, family, part, counts) select $1, $2, s.* from unnest($3::text[], $4::bytea[]) s(part, counts)
     on conflict (campaign_id, family, part) do update set counts = excluded.counts`,
    [campaignId, family, parts, WireArray.of(parts.map((part) => writeTallies(changes.get(part) ?? new Map())))],
  );
}

/** Counts the tallies of a campaign whose events came before there were any, from its timelines, and keeps them from then on. The caller holds `lockCampaign`, and read the instant under `lockRecording`. */
export async function buildTallies(client: pg.ClientBase, campaign: { id: number; zone: string }, recordedAt: Date): Promise<void> {
  const facts = new TallyFacts(await readGrounds(client, campaign.id), await new Words(campaign.id).load(client));
  let sink: TallySink | null = null;
  let gathered = 0;
  for await (const { entries } of eachTimeline(client, campaign.id)) {
    const calendar = await calendarOf(client, campaign.zone, ...span(entries));
    sink ??= new TallySink(calendar);
    sink.calendar = calendar;
    sink.change([], entries, facts);
    gathered += 1;
    if (gathered % mostSubjects !== 0) continue;
    await appendTallies(client, campaign.id, recordedAt, sink.take());
    sink = null;
  }
  if (sink) await appendTallies(client, campaign.id, recordedAt, sink.take());
  await client.query('update campaigns set tallied = true where id = $1', [campaign.id]);
}

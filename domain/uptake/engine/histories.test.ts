import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Of } from '@/db/testing/campaigns';
import type { Act } from '@/domain/uptake/columns';
import { addChanges, blockDays, blockHalves, blockOf, scanBlock, sumBlock } from '@/domain/uptake/engine/block';
import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import { Calendar, dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { cellNumber, placeNumber } from '@/domain/uptake/engine/cell-number';
import { type Entry, IdStore, readEntries, writeEntry } from '@/domain/uptake/engine/entries';
import { Facts, type Grounds, joinerCode, lateCode, readCode, stateCodes } from '@/domain/uptake/engine/facts';
import { arrive } from '@/domain/uptake/engine/merge';
import { Changes } from '@/domain/uptake/engine/changes';
import { MoveList } from '@/domain/uptake/engine/move-list';
import { type HourMoves, MoveSink, halfKey, halfMicros, halfOf, readMoves } from '@/domain/uptake/engine/moves';
import { partOf } from '@/domain/uptake/engine/slot';
import { DaySums } from '@/domain/uptake/engine/sums';
import { type Sample, deadlineInstants, edges, micros, samplesIn, terms, zones } from '@/domain/uptake/testing/event-sets';
import { type World, deadlinesAt, groupsAt, totalAt } from '@/domain/uptake/testing/model';

const runs = Number(process.env.NOTICEBOARD_HISTORIES ?? 10_000);
const versions = ['', '1.0', '2.0'];
const locales = ['', 'de', 'en-GB'];
const countsOn = ['contract_terms'];
const areas = { DE: 'eea', FR: 'eea', GB: 'gb' };
const notices = [
  { id: 'terms-eea', sha256: terms, nature: 'contract_terms', area: 'eea', publishedAt: '2025-01-01T00:00:00Z' },
  { id: 'terms-gb', sha256: terms, nature: 'contract_terms', area: 'gb', publishedAt: '2025-01-01T00:00:00Z' },
  { id: 'terms-late', sha256: sha256Of('late'), nature: 'contract_terms', area: null, publishedAt: '2026-02-01T09:00:00Z' },
  { id: 'privacy', sha256: sha256Of('privacy'), nature: 'privacy_notice', area: 'eea', publishedAt: '2025-01-01T00:00:00Z' },
];
const grounds: Omit<Grounds, 'joinerMicros'> = {
  countsOn,
  areas: new Map(Object.entries(areas)),
  notices: notices.map((notice) => ({ ...notice, publishedAt: Number(micros(notice.publishedAt)), purposes: [] })),
  deadlines: deadlineInstants.map((at, ordinal) => ({ ordinal, at: Number(micros(at)) })),
};

/** When each day of a zone begins, found by looking at every quarter of an hour. */
function calendarOf(zone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const first = dayNumber('2025-09-01');
  const starts: number[] = [];
  for (let day = first; day < dayNumber('2026-06-01'); day += 1) {
    let at = day * 86_400_000 - 15 * 3_600_000;
    while (format.format(at) < dayText(day)) at += 900_000;
    starts.push(at * 1000);
  }
  return new Calendar(first, Float64Array.from(starts));
}

const calendars = Object.fromEntries(zones.map((zone) => [zone, calendarOf(zone)])) as Record<(typeof zones)[number], Calendar>;

/** A store of timelines and a ledger, as the database keeps them, in memory: what arrives in chunks, each recorded at its number. */
class Store {
  readonly ledger: (HourMoves & { recorded: number })[] = [];
  readonly kept = new Map<string, Sample & { recorded: number }>();
  private readonly timelines = new Map<string, Buffer>();
  private readonly acts: Act[] = [];
  private readonly facts: Facts;

  constructor(private readonly calendar: Calendar, joinerDays: number | null = null) {
    this.facts = new Facts({ ...grounds, joinerMicros: joinerDays && joinerDays * 86_400_000_000 }, { act: (id) => this.acts[id] ?? fail() });
  }

  take(samples: Sample[], recorded: number): void {
    const sink = new MoveSink(this.calendar);
    for (const [subject, own] of Map.groupBy(samples, (sample) => sample.subject)) {
      const bytes = this.timelines.get(subject);
      const before = bytes ? readEntries(new ByteReader(bytes)) : [];
      const after = before.slice();
      for (const sample of own) if (arrive(after, this.entryOf(sample, recorded)) === 'stored') this.kept.set(`${subject} ${sample.id}`, { ...sample, recorded });
      const out = new ByteWriter();
      out.bytes(new Uint8Array(16));
      for (const entry of after) writeEntry(out, entry);
      this.timelines.set(subject, out.take());
      sink.change(before, after, this.facts);
    }
    for (const hour of sink.take()) this.ledger.push({ ...hour, moves: Buffer.from(hour.moves), recorded });
  }

  /** The sum of all moves before an instant that were recorded by then. */
  standing(asOf: number, known: number): DaySums {
    const sums = new DaySums();
    for (const { day, moves, recorded } of this.ledger) {
      if (recorded > known) continue;
      readMoves(moves, (offset, cell, code, n) => {
        if (this.calendar.startOf(day) + offset < asOf) sums.add(day, cell, code, n);
      });
    }
    return sums;
  }

  private entryOf(sample: Sample, segment: number): Entry {
    const id = Buffer.from(sample.id, 'utf8');
    const { type, purposes, notice } = sample;
    const act: Act = { type, purposes, notice: /^[0-9a-f]{64}$/i.test(notice) ? notice.toLowerCase() : notice, variant: '', actor: 'subject' };
    const text = JSON.stringify(act);
    let number = this.acts.findIndex((known) => JSON.stringify(known) === text);
    if (number < 0) number = this.acts.push(act) - 1;
    const cell = cellNumber(placeNumber(sample.region, sample.platform, sample.channel), locales.indexOf(sample.locale), versions.indexOf(sample.appVersion));
    return { at: Number(sample.micros), ...new IdStore(id.length).add(id, 0, id.length), cell, act: number, segment };
  }
}

const fail = (): never => {
  throw new Error('an act without its number');
};
const words = { version: (number: number) => versions[number] ?? fail(), locale: (number: number) => locales[number] ?? fail() };

type Counts = Record<string, number>;
const countOf = (counts: Counts, code: number, n: number) => {
  const { state, opened, unproven } = readCode(code);
  counts[state] = (counts[state] ?? 0) + n;
  if (opened) counts.opened = (counts.opened ?? 0) + n;
  if (unproven) counts.unproven = (counts.unproven ?? 0) + n;
};
const nonZero = (counts: Record<string, number | null>) =>
  Object.fromEntries(Object.entries(counts).filter(([name, n]) => n !== 0 && n !== null && !name.startsWith('of_') && name !== 'opened' && name !== 'population' && name !== 'not_reached').sort(([a], [b]) => (a < b ? -1 : 1)));

function byPart(sums: DaySums, grain: 'total' | 'region' | 'version'): Map<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const { sub, code, n } of sums.changes(grain)) add(groups, grain, sub, code, n);
  return groups;
}

function add(groups: Map<string, Counts>, grain: 'total' | 'region' | 'version', slot: number, code: number, n: number): void {
  if (code >= stateCodes) return;
  const { region, app_version: version } = partOf(grain, slot, words);
  const name = region || version;
  const counts = groups.get(name) ?? {};
  groups.set(name, counts);
  countOf(counts, code, n);
}

function world(zone: string, events: Sample[], joinerDays: number | null = null): World {
  return { zone, countsOn, areas, notices: notices.map((notice) => ({ ...notice, publishedAt: micros(notice.publishedAt) })), deadlines: deadlineInstants.map((at, i) => ({ id: String(i), area: null, at: micros(at), since: BigInt(i), recordedAt: 0n })), joinerDays, population: [], announcedAt: 0n, events };
}

function marksOf(sums: DaySums, wanted: number): number {
  return sums.changes('region').reduce((marks, { code, n }) => marks + (code === wanted ? n : 0), 0);
}

const history = fc.constantFrom(...zones).chain((zone) =>
  samplesIn(zone).chain((samples) =>
    fc.record({
      zone: fc.constant(zone),
      samples: fc.constant(samples),
      order: fc.shuffledSubarray(samples.map((_, i) => i), { minLength: samples.length }),
      repeats: fc.array(fc.nat(samples.length - 1), { maxLength: 6 }),
      chunk: fc.integer({ min: 1, max: 9 }),
      joinerDays: fc.constantFrom(null, null, 1, 3, 45),
      known: fc.double({ min: 0, max: 1, noNaN: true }),
      asked: fc.record({ edge: fc.constantFrom(...edges[zone], ...deadlineInstants), more: fc.constantFrom(-1n, 0n, 1n, 3_600_000_000n, 86_400_000_000n) }),
    }),
  ),
);

test(`${runs} histories: the ledger sums to what the set of events says, as of any instant, known at any chunk, through the rollup's blocks`, { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(history, ({ zone, samples, order, repeats, chunk, joinerDays, known, asked }) => {
      const store = new Store(calendars[zone], joinerDays);
      const sequence = [...order, ...repeats].map((i) => samples[i]).filter((sample) => sample !== undefined);
      let chunks = 0;
      for (let start = 0; start < sequence.length; start += chunk) store.take(sequence.slice(start, start + chunk), (chunks += 1));
      const asOf = micros(asked.edge, asked.more);
      for (const knownAt of [chunks, Math.ceil(known * chunks)]) {
        const events = [...store.kept.values()].filter(({ recorded }) => recorded <= knownAt);
        const sums = store.standing(Number(asOf), knownAt);
        expect(nonZero(byPart(sums, 'total').get('') ?? {})).toEqual(nonZero(totalAt(world(zone, events), asOf)));
        const { accepted = 0, opened = 0 } = byPart(sums, 'total').get('') ?? {};
        expect(opened === 0 ? null : accepted / opened).toBe(totalAt(world(zone, events), asOf).of_opened);
        const regions = byPart(sums, 'region');
        const expected = groupsAt(world(zone, events), asOf, ['region']);
        for (const region of new Set([...regions.keys(), ...expected.keys()])) expect(nonZero(regions.get(region) ?? {}), region).toEqual(nonZero(expected.get(region) ?? {}));
        const expectedDeadlines = deadlinesAt(world(zone, events, joinerDays), asOf);
        deadlineInstants.forEach((at, ordinal) => {
          if (micros(at) >= asOf) return;
          const { accepted: then = 0 } = byPart(store.standing(Number(micros(at)), knownAt), 'total').get('') ?? {};
          const told = { by: then + marksOf(sums, joinerCode(ordinal)), late: marksOf(sums, lateCode(ordinal)) };
          expect(told, `deadline ${ordinal}`).toEqual(expectedDeadlines.get(String(ordinal)));
        });
        expectBlocksToAgree(store, knownAt, dayNumber(new Date(Number(asOf / 1000n)).toISOString().slice(0, 10)));
      }
    }),
    { numRuns: runs, ...(process.env.NOTICEBOARD_SEED ? { seed: Number(process.env.NOTICEBOARD_SEED) } : {}) },
  );
});

type Blocks = Map<number, Buffer>;
const withChanges = (own: Blocks, changes: Changes, numbers: Iterable<number>, steps: number): Blocks =>
  new Map([...own, ...addChanges(own, changes, [...new Set(numbers)].sort((a, b) => a - b), steps)].sort(([a], [b]) => a - b));

/** Folded ledger row by ledger row through written blocks, the versions' rollup gives on a day, and by its half hours in it, what the ledger sums to. */
function expectBlocksToAgree(store: Store, known: number, day: number): void {
  let blocks: Blocks = new Map();
  const hours = new Map<number, Blocks>();
  const rows = store.ledger.filter(({ recorded }) => recorded <= known);
  for (const row of rows) {
    const moves = new MoveList();
    readMoves(row.moves, (offset, cell, code, n) => moves.add(halfKey(row.day, Math.floor(offset / halfMicros)), cell, code, n));
    const changes = moves.changes('version');
    blocks = withChanges(blocks, changes.byDay(), [...blocks.keys(), blockOf(row.day, blockDays)], blockDays);
    const own = hours.get(row.day) ?? new Map<number, Buffer>();
    hours.set(row.day, withChanges(own, changes.halvesByDay().get(row.day) ?? new Changes(), [...own.keys(), ...moves.stepsTaken().map((step) => blockOf(halfOf(step).half, blockHalves))], blockHalves));
  }
  const folded = new Map<string, Counts>();
  const last = Math.max(...[...blocks.keys()].filter((number) => number <= blockOf(day, blockDays)));
  sumBlock(blocks.get(last) ?? Buffer.alloc(0), day - last * blockDays, (slot, code, n) => add(folded, 'version', slot, code, n));
  const all = new DaySums();
  for (const row of rows) if (row.day <= day) readMoves(row.moves, (_, cell, code, n) => all.add(row.day, cell, code, n));
  const direct = byPart(all, 'version');
  for (const lead of new Set([...folded.keys(), ...direct.keys()])) expect(nonZero(folded.get(lead) ?? {}), `version ${lead}`).toEqual(nonZero(direct.get(lead) ?? {}));
  for (const [own, cells] of hours) expectHoursToAgree(own, cells, rows);
}

function expectHoursToAgree(day: number, blocks: Blocks, rows: Store['ledger']): void {
  const whole = new MoveList();
  for (const { hour, moves } of rows.filter((row) => row.day === day)) whole.addHour(0, hour, moves);
  const once = addChanges(new Map(), whole.changes('version'), [...new Set(whole.stepsTaken().map((half) => blockOf(half, blockHalves)))], blockHalves);
  expect([...blocks].map(([number, cells]) => [number, cells.toString('hex')])).toEqual([...once].map(([number, cells]) => [number, cells.toString('hex')]));
  for (const [number, cells] of blocks) {
    let before = 0;
    scanBlock(cells, (_, __, offset, n) => (before += offset < 0 ? n : 0));
    expect(before, `before half hour ${number * blockHalves}`).toBe(whole.changes('total').list().reduce((sum, { step, n }) => sum + (step < number * blockHalves ? n : 0), 0));
  }
}

test('a walk that let the last event decide instead of the greatest would be found out', () => {
  const store = new Store(calendars.UTC);
  const at = (second: number) => micros('2026-02-01T00:00:00Z', BigInt(second) * 1_000_000n);
  const event = (id: string, type: Sample['type'], second: number): Sample => ({ subject: 'ann', id, type, micros: at(second), notice: '', region: 'DE', platform: 'ios', channel: 'email', appVersion: '', locale: '', purposes: null });
  store.take([event('1', 'accepted', 1), event('2', 'displayed', 2)], 1);
  expect(byPart(store.standing(Number(at(3)), 1), 'total').get('')).toMatchObject({ accepted: 1 });
  expect(byPart(store.standing(Number(at(1)), 1), 'total').get('')).toBeUndefined();
});

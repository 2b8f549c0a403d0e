import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Act } from '@/domain/uptake/columns';
import { Calendar, dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { cellNumber, placeNumber, platformText, regionText } from '@/domain/uptake/engine/cell-number';
import { type Entry, IdStore } from '@/domain/uptake/engine/entries';
import { arrive } from '@/domain/uptake/engine/merge';
import { readStanding } from '@/domain/uptake/engine/purpose-person';
import { type Tallies, TallySink, addCount, addTallies, readEventKey, readStandingMoves } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { edges, micros } from '@/domain/uptake/testing/event-sets';
import { eventTalliesOf, standingsAt } from '@/domain/uptake/testing/tally-model';
import { type TallyNotice, type TallySample, lateNotice, tallyAreas, tallyNotices, tallySamples, tallyZone } from '@/domain/uptake/testing/tally-sets';

const runs = Number(process.env.NOTICEBOARD_HISTORIES ?? 5_000);
const countsOn = ['contract_terms'];

function berlin(): Calendar {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: tallyZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const first = dayNumber('2025-09-01');
  const starts = Array.from({ length: dayNumber('2026-08-01') - first }, (_, i) => {
    let at = (first + i) * 86_400_000 - 4 * 3_600_000;
    while (format.format(at) < dayText(first + i)) at += 1_800_000;
    return at * 1000;
  });
  return new Calendar(first, Float64Array.from(starts));
}
const calendar = berlin();

/** Timelines and tallies in memory, as the database keeps them: what was taken, byte for byte, summed up again. */
class Store {
  readonly kept = new Map<string, TallySample>();
  private readonly timelines = new Map<string, Entry[]>();
  private readonly acts: Act[] = [];
  private readonly events: Tallies = new Map();
  private readonly moves: { day: number; moves: Buffer }[] = [];
  private facts: TallyFacts;

  constructor(notices: TallyNotice[]) {
    this.facts = this.factsOf(notices);
  }

  take(samples: TallySample[]): void {
    const sink = new TallySink(calendar);
    for (const [subject, own] of Map.groupBy(samples, (sample) => sample.subject)) {
      const before = this.timelines.get(subject) ?? [];
      const after = before.slice();
      for (const sample of own) if (arrive(after, this.entryOf(sample)) === 'stored') this.kept.set(`${subject} ${sample.id}`, sample);
      this.timelines.set(subject, after);
      sink.change(before, after, this.facts);
    }
    this.add(sink);
  }

  erase(subject: string): void {
    const sink = new TallySink(calendar);
    sink.change(this.timelines.get(subject) ?? [], [], this.facts);
    this.timelines.delete(subject);
    for (const [key, sample] of this.kept) if (sample.subject === subject) this.kept.delete(key);
    this.add(sink);
  }

  rejudge(notices: TallyNotice[]): void {
    const sink = new TallySink(calendar);
    const after = this.factsOf(notices);
    for (const entries of this.timelines.values()) sink.restate(entries, this.facts, after);
    this.facts = after;
    this.add(sink);
  }

  eventLines(): string[] {
    return [...this.events].flatMap(([text, own]) =>
      [...own].filter(([, n]) => n !== 0).map(([key, n]) => {
        const { measure, region, platform, bucket } = readEventKey(key);
        return `${JSON.stringify([measure, region, platformText(platform), text, measure === 'first_shown' ? dayText(bucket) : bucket])} ${n}`;
      }),
    ).sort();
  }

  standingLines(asOf: bigint): string[] {
    const sums: Tallies = new Map();
    for (const { day, moves } of this.moves) {
      readStandingMoves(moves, (text, region, offset, n) => {
        if (calendar.startOf(day) + offset < Number(asOf)) addCount(sums, text, region, n);
      });
    }
    const lines = new Map<string, number>();
    for (const [text, own] of sums) {
      const { standing, notice, purposes } = readStanding(text);
      for (const [region, n] of own) for (const purpose of standing === 'closed' ? [''] : purposes) {
        const line = JSON.stringify([purpose, regionText(region), standing, notice]);
        lines.set(line, (lines.get(line) ?? 0) + n);
      }
    }
    return [...lines].filter(([, n]) => n !== 0).map(([line, n]) => `${line} ${n}`).sort();
  }

  private add(sink: TallySink): void {
    const { events, days } = sink.take();
    if (events) addTallies(events, this.events);
    for (const { day, moves } of days) this.moves.push({ day, moves: Buffer.from(moves) });
  }

  private factsOf(notices: TallyNotice[]): TallyFacts {
    const areas = new Map(Object.entries(tallyAreas).flatMap(([area, regions]) => regions.map((region) => [region, area] as const)));
    return new TallyFacts({ countsOn, areas, notices: notices.map((notice) => ({ ...notice, publishedAt: Number(micros(notice.publishedAt)) })) }, { act: (id) => this.acts[id] ?? never() });
  }

  private entryOf(sample: TallySample): Entry {
    const id = Buffer.from(sample.id, 'utf8');
    const { type, purposes, notice, variant, actor } = sample;
    const act: Act = { type, purposes, notice, variant, actor };
    const text = JSON.stringify(act);
    let number = this.acts.findIndex((known) => JSON.stringify(known) === text);
    if (number < 0) number = this.acts.push(act) - 1;
    return { at: Number(sample.micros), ...new IdStore(id.length).add(id, 0, id.length), cell: cellNumber(placeNumber(sample.region, sample.platform, sample.channel), 0, 0), act: number, segment: 1 };
  }
}

const never = (): never => {
  throw new Error('an act without its number');
};

const history = tallySamples.chain((samples) =>
  fc.record({
    order: fc.shuffledSubarray(samples, { minLength: samples.length }),
    repeats: fc.array(fc.constantFrom(...samples), { maxLength: 6 }),
    chunk: fc.integer({ min: 1, max: 9 }),
    erased: fc.option(fc.constantFrom('ann', 'bob'), { freq: 4 }),
    asked: fc.record({ edge: fc.constantFrom(...edges[tallyZone], '2026-02-01T12:00:00Z'), more: fc.constantFrom(-1n, 0n, 1n, 2_000_001n, 3_600_000_000n, 86_400_000_000n * 40n) }),
  }),
);

test(`${runs} histories: tallies are those of the set of events, as of any instant, also once a text becomes known and somebody is erased`, { timeout: 300_000 }, () => {
  let [consents, blocked] = [0, 0];
  fc.assert(
    fc.property(history, ({ order, repeats, chunk, erased, asked }) => {
      const store = new Store(tallyNotices);
      const sequence = [...order, ...repeats];
      for (let start = 0; start < sequence.length; start += chunk) store.take(sequence.slice(start, start + chunk));
      const expectModel = (notices: TallyNotice[]) => {
        const world = { areas: tallyAreas, countsOn, notices, events: [...store.kept.values()] };
        const asOf = micros(asked.edge, asked.more);
        const standings = standingsAt(world, asOf);
        expect(store.standingLines(asOf)).toEqual(standings);
        expect(store.eventLines()).toEqual(eventTalliesOf(world));
        consents += standings.filter((line) => line.includes('"consented"')).length;
        blocked += standings.filter((line) => line.includes('"shown_objected"')).length;
      };
      expectModel(tallyNotices);
      if (erased) store.erase(erased);
      store.rejudge([...tallyNotices, lateNotice]);
      expectModel([...tallyNotices, lateNotice]);
    }),
    { numRuns: runs, ...(process.env.NOTICEBOARD_SEED ? { seed: Number(process.env.NOTICEBOARD_SEED) } : {}) },
  );
  // The histories are not empty of what matters.
  expect([consents > runs / 20, blocked > runs / 20]).toEqual([true, true]);
});

test('an acceptance that only mentions a purpose on terms, or by somebody else, is no consent', () => {
  const store = new Store(tallyNotices);
  const event = (id: string, given: Partial<TallySample>): TallySample => ({
    subject: id, id, type: 'accepted', micros: micros('2026-02-01T12:00:00Z'), notice: 'consent-eea', region: 'DE', platform: 'ios', channel: 'in_app', appVersion: '', locale: '', variant: '', actor: 'subject', purposes: { ads: true }, ...given,
  });
  store.take([event('yes', {}), event('on-terms', { notice: 'terms-eea' }), event('by-staff', { actor: 'staff' }), event('without-text', { notice: '' })]);
  expect(store.standingLines(micros('2026-02-02T00:00:00Z')).filter((line) => line.includes('"consented"'))).toEqual(['["ads","DE","consented","consent-eea"] 1']);
});

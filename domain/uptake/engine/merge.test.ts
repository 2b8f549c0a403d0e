import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Calendar } from '@/domain/uptake/engine/calendar';
import { type Entry, IdStore } from '@/domain/uptake/engine/entries';
import { Facts } from '@/domain/uptake/engine/facts';
import { BusyTimeline, arrive } from '@/domain/uptake/engine/merge';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { TallySink } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';

const entryOf = (at: number, text: string, given: Partial<Entry> = {}): Entry => {
  const id = Buffer.from(text, 'utf8');
  return { at, ...new IdStore(id.length).add(id, 0, id.length), cell: 1, act: 0, segment: 1, ...given };
};
const ids = ['a', 'A', 'b', 'é', 'e1', 'e10', '01234567-89ab-4cde-8f01-23456789abcd', '01234567-89AB-4CDE-8F01-23456789ABCD', '01234567-89ab-4cde-8f01-23456789abce'];
const arriving = fc.array(fc.record({ at: fc.nat(3), id: fc.constantFrom(...ids), cell: fc.nat(1), act: fc.nat(1) }), { maxLength: 40 }).map((all) => all.map(({ at, id, ...given }) => entryOf(at, id, given)));

test('a timeline of many entries judges what comes as one of few does, and ends in the same order', () => {
  fc.assert(
    fc.property(arriving, arriving, (held, came) => {
      const one: Entry[] = [];
      for (const entry of held) arrive(one, entry);
      const other = one.slice();
      const busy = new BusyTimeline(other);
      expect(came.map((entry) => busy.arrive(entry))).toEqual(came.map((entry) => arrive(one, entry)));
      busy.settle();
      expect(other).toEqual(one);
    }),
    { numRuns: 2_000 },
  );
});

const acts = (['displayed', 'accepted', 'declined', 'displayed'] as const).map((type) => ({ type, notice: '', variant: '', actor: 'subject' as const, purposes: null }));
const grounds = { countsOn: ['contract_terms'], notices: [], areas: new Map(), deadlines: [], joinerDays: null, eventsDeleted: false, hasErased: false, tallied: true } as unknown as ConstructorParameters<typeof Facts>[0];
const words = { act: (id: number) => acts[id] ?? never() } as unknown as ConstructorParameters<typeof Facts>[1];
const never = (): never => {
  throw new Error('an act without its number');
};

/** Milliseconds that so many events of one person take, the latest first, from their arrival to the moves and tallies they make. */
function timed(count: number): number {
  const came = Array.from({ length: count }, (_, i) => entryOf((count - i) * 1_000_000, `event-${i}`, { act: i % acts.length, cell: i % 7 }));
  const calendar = new Calendar(0, Float64Array.from({ length: 400 }, (_, day) => day * 86_400_000_000));
  const started = performance.now();
  const timeline: Entry[] = [];
  const busy = new BusyTimeline(timeline);
  for (const entry of came) busy.arrive(entry);
  busy.settle();
  const [moves, tallies] = [new MoveSink(calendar), new TallySink(calendar)];
  moves.change([], timeline, new Facts(grounds, words));
  tallies.change([], timeline, new TallyFacts(grounds, words));
  expect(moves.take().length).toBeGreaterThan(0);
  return performance.now() - started;
}

test('what one more event of a person costs does not grow with how many they have', () => {
  timed(4_000);
  const [few, many] = [Math.min(...[1, 2, 3].map(() => timed(4_000))), Math.min(...[1, 2, 3].map(() => timed(32_000)))];
  expect(many / few).toBeLessThan(8 * 4);
});

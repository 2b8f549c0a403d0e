import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Tally, addTally, emptyTally } from '@/domain/uptake/rates';
import { type GuardedDay, type GuardedRow, type ShownDay, guarded, guardedRow, protectDays, withheldCells } from '@/domain/uptake/suppression';
import { type Puzzle, attack } from '@/domain/uptake/testing/attack';
import { states } from '@/domain/uptake/vocabulary';

const parts = guarded.indexOf('unproven');
const population = guarded.indexOf('population');

/** People by region and platform: two tables of one total, so that both can be played against each other. */
type Cube = { tally: Tally; inScope: number }[][];
type Move = { region: number; platform: number; from: number; to: number; n: number };

const amount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 90 }), fc.constantFrom(9, 10, 11, 200));
const history = fc.record({
  k: fc.constantFrom(5, 10),
  first: fc.array(fc.array(fc.record({ counts: fc.array(amount, { minLength: 9, maxLength: 9 }), rest: amount, unproven: amount }), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
  moves: fc.array(fc.array(fc.record({ region: fc.nat(3), platform: fc.nat(1), from: fc.nat(9), to: fc.nat(9), n: amount }), { maxLength: 5 }), { maxLength: 4 }),
  withPopulation: fc.boolean(),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const copy = (cube: Cube): Cube => cube.map((line) => line.map(({ tally, inScope }) => ({ tally: { ...tally }, inScope })));

/** The cube at each day end: people go from one state to another, the last index being the people not reached. */
function cubesOf({ first, moves }: History): Cube[] {
  let cube: Cube = first.map((line) =>
    line.map(({ counts, rest, unproven }) => {
      const tally = { ...emptyTally(), ...Object.fromEntries(states.map((state, i) => [state, counts[i] ?? 0])) };
      const reached = counts.reduce((sum, n) => sum + n, 0);
      return { tally: { ...tally, unproven: Math.min(unproven, reached) }, inScope: reached + rest };
    }),
  );
  return [cube, ...moves.map((day) => (cube = day.reduce(moved, copy(cube))))];
}

function moved(cube: Cube, { region, platform, from, to, n }: Move): Cube {
  const cell = cube[region % cube.length]?.[platform];
  if (!cell) return cube;
  const [source, target] = [states[from], states[to]];
  const free = source ? cell.tally[source] : cell.inScope - states.reduce((sum, state) => sum + cell.tally[state], 0);
  const people = Math.min(n, free);
  if (source) cell.tally[source] -= people;
  if (target) cell.tally[target] += people;
  return cube;
}

function summed(cells: { tally: Tally; inScope: number }[], withPopulation: boolean): GuardedRow {
  const tally = emptyTally();
  for (const cell of cells) addTally(tally, cell.tally);
  return guardedRow(tally, withPopulation ? cells.reduce((sum, cell) => sum + cell.inScope, 0) : null);
}

function daysOf(past: History): { regions: GuardedDay[]; platforms: GuardedDay[] } {
  const cubes = cubesOf(past);
  const day = (cube: Cube, rows: { tally: Tally; inScope: number }[][], i: number): GuardedDay => ({
    day: String(i), total: summed(cube.flat(), past.withPopulation), rows: rows.map((cells) => summed(cells, past.withPopulation)),
  });
  return {
    regions: cubes.map((cube, i) => day(cube, cube, i)),
    platforms: cubes.map((cube, i) => day(cube, [0, 1].map((p) => cube.flatMap((line) => line[p] ?? [])), i)),
  };
}

type Shown = { row: GuardedRow; withheld: boolean[] };

function puzzleOf(total: Shown, tables: Shown[][]): Puzzle {
  const puzzle: Puzzle = { names: [], shown: [], sums: [] };
  const place = (name: string, { row, withheld }: Shown) => {
    const from = puzzle.names.length;
    row.forEach((n, c) => {
      puzzle.names.push(`${name}.${guarded[c]}`);
      puzzle.shown.push(withheld[c] ? null : (n ?? 0));
    });
    if (row[population] !== null) puzzle.sums.push({ parts: Array.from({ length: parts }, (_, c) => from + c), whole: from + population });
    return from;
  };
  const whole = place('total', total);
  tables.forEach((rows, t) => {
    const froms = rows.map((row, g) => place(`table ${t} row ${g}`, row));
    total.row.forEach((n, c) => n !== null && puzzle.sums.push({ parts: froms.map((from) => from + c), whole: whole + c }));
  });
  return puzzle;
}

const trackOf = (days: ShownDay[]): Shown[][] => days.map((day) => [day.total, ...day.rows]);

test('from everything shown, in two tables at once, no withheld number can be worked out', () => {
  fc.assert(
    fc.property(history, (past) => {
      const { regions, platforms } = daysOf(past);
      const [byRegion, byPlatform] = [protectDays(regions, past.k), protectDays(platforms, past.k)];
      byRegion.forEach((day, i) => {
        expect(byPlatform[i]?.total).toEqual(day.total);
        expect(attack(puzzleOf(day.total, [day.rows, byPlatform[i]?.rows ?? []]))).toEqual(new Map());
      });
    }),
    { numRuns: 400 },
  );
});

test('what is shown is 0 or at least k, and differs from what was shown before by 0 or at least k', () => {
  fc.assert(
    fc.property(history, (past) => {
      for (const days of Object.values(daysOf(past))) {
        const track = trackOf(protectDays(days, past.k));
        const last: (number | null)[][] = [];
        for (const rows of track) {
          rows.forEach(({ row, withheld }, g) => {
            row.forEach((n, c) => {
              if (withheld[c] || n === null) return;
              expect(n === 0 || n >= past.k).toBe(true);
              const difference = Math.abs(n - (last[g]?.[c] ?? n));
              expect(difference === 0 || difference >= past.k).toBe(true);
              (last[g] ??= [])[c] = n;
            });
          });
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('the same days give the same cells, and a later day takes nothing back', () => {
  fc.assert(
    fc.property(history, (past) => {
      const { regions } = daysOf(past);
      const all = protectDays(regions, past.k);
      regions.forEach((_, i) => expect(protectDays(regions.slice(0, i + 1), past.k)).toEqual(all.slice(0, i + 1)));
    }),
    { numRuns: 50 },
  );
});

test('negative control: with primary suppression alone, the attack finds what was withheld', () => {
  const primary = (row: GuardedRow, k: number): Shown => ({ row, withheld: row.map((n) => n !== null && n > 0 && n < k) });
  const solved = fc.sample(history, { numRuns: 300, seed: 1 }).filter((past) => {
    const { regions, platforms } = daysOf(past);
    const [day, other] = [regions[0], platforms[0]];
    if (!day || !other) return false;
    const rows = (table: GuardedDay) => table.rows.map((row) => primary(row, past.k));
    return attack(puzzleOf(primary(day.total, past.k), [rows(day), rows(other)])).size > 0;
  });
  expect(solved.length).toBeGreaterThan(50);
});

test('a found example: two regions, one small number, and the sum gives it away unless a second is withheld', () => {
  const row = (accepted: number, displayed: number, inScope: number) => guardedRow({ ...emptyTally(), accepted, displayed }, inScope);
  const rows = [row(4, 40, 100), row(50, 90, 200)];
  const total = { row: row(54, 130, 300), withheld: guarded.map(() => false) };
  const shown = rows.map((cells, g) => ({ row: cells, withheld: cells.map((_, c) => g === 0 && c === 0) }));
  expect(attack(puzzleOf(total, [shown]))).toEqual(new Map([['table 0 row 0.accepted', 4]]));
  const withheld = withheldCells(rows, total, [], 10);
  expect(attack(puzzleOf(total, [rows.map((cells, g) => ({ row: cells, withheld: withheld[g] ?? [] }))]))).toEqual(new Map());
  expect(withheld.map((cells) => guarded.filter((_, c) => cells[c]))).toEqual([['accepted', 'displayed'], ['accepted', 'displayed']]);
});

test('a table of 250 regions over a year of days is decided within seconds', () => {
  const people = Array.from({ length: 250 }, (_, g) => (g * 7919) % (g % 3 === 0 ? 30 : 4000));
  const days = Array.from({ length: 60 }, (_, d): GuardedDay => {
    const rows = people.map((n, g) => {
      const accepted = Math.floor((n * d) / 80);
      const displayed = Math.floor((n - accepted) / (2 + (g % 5)));
      return { tally: { ...emptyTally(), accepted, displayed, declined: Math.floor((n - accepted - displayed) / 40) }, inScope: n };
    });
    return { day: String(d), total: summed(rows, true), rows: rows.map((row) => summed([row], true)) };
  });
  const began = performance.now();
  protectDays(days, 10);
  expect(performance.now() - began).toBeLessThan(8000);
});

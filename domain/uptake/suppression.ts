import { type Tally, countsOf, reachedOf } from '@/domain/uptake/rates';
import { type SummedTable, type Total, solvable } from '@/domain/uptake/solvable';
import { type CountName, states } from '@/domain/uptake/vocabulary';

/** The numbers of a cell that small-cell suppression guards: the parts that add up to the population first, then the two beside them. */
export const guarded = [...states, 'not_reached', 'unproven', 'population'] as const satisfies readonly (CountName | 'population')[];
export type Guarded = (typeof guarded)[number];
const parts = guarded.indexOf('unproven');
const populationColumn = guarded.indexOf('population');

/** One row of a table at one day end, in the order of `guarded`; null where there is no such number. */
export type GuardedRow = (number | null)[];

export function guardedRow(tally: Tally, population: number | null): GuardedRow {
  const counts = countsOf(tally, population === null ? null : Math.max(0, population - reachedOf(tally)));
  return guarded.map((name) => (name === 'population' ? population : counts[name]));
}

const isSmall = (n: number, k: number) => n > 0 && n < k;
const isSmallMove = (n: number, last: number | null | undefined, k: number) => last !== null && last !== undefined && isSmall(Math.abs(n - last), k);

/**
 * Which numbers of a table must be withheld at one day end: primary (0 < n < k), moved by fewer than k since the day end last
 * shown, whole rows of fewer than k people; and complementary, until no withheld number can be told from the sums. In every row
 * and column the withheld numbers are at least two and together at least k, and each can be another one with all that is shown
 * the same. Deterministic: the smallest numbers above zero go first, ties by position. `k` is a policy setting (default 10), not law.
 */
export function withheldCells(rows: GuardedRow[], total: Total | null, lastShown: GuardedRow[], k: number): boolean[][] {
  // A total of 0 says of every row that it is 0: there is nothing to withhold.
  const isTold = (c: number) => total !== null && total.row[c] === 0 && !total.withheld[c];
  const withheld = rows.map((row, g) => {
    const reached = states.reduce((sum, _, c) => sum + (row[c] ?? 0), 0);
    const population = row[populationColumn] ?? null;
    const whole = isSmall(reached, k) || (population !== null && isSmall(population, k));
    return row.map((n, c) => n !== null && !isTold(c) && (whole || isSmall(n, k) || isSmallMove(n, lastShown[g]?.[c], k)));
  });
  const table: SummedTable = { rows, total, parts, populationColumn };
  for (let again = true; again; ) {
    again = false;
    rows.forEach((row, g) => {
      if (row[populationColumn] === null || withheld[g]?.[populationColumn]) return;
      again = cover(row.slice(0, parts).map((n, c) => ({ n, g, c })), withheld, k) || again;
    });
    guarded.forEach((_, c) => {
      if (total === null || total.row[c] === null || total.withheld[c]) return;
      again = cover(column(rows, c), withheld, k) || again;
    });
    if (again) continue;
    for (const candidates of solvable(table, withheld)) again = withholdOne(candidates.map(({ g, c }) => ({ n: rows[g]?.[c] ?? null, g, c })), withheld) || again;
  }
  return withheld;
}

type Numbered = { n: number | null; g: number; c: number };
const column = (rows: GuardedRow[], c: number): Numbered[] => rows.map((row, g) => ({ n: row[c] ?? null, g, c }));

/** Withholds one more number of a line when those withheld could be told from its sum; returns whether it did. */
function cover(line: Numbered[], withheld: boolean[][], k: number): boolean {
  const hidden = line.filter(({ n, g, c }) => n !== null && withheld[g]?.[c]);
  if (hidden.length === 0 || (hidden.length >= 2 && hidden.reduce((sum, { n }) => sum + (n ?? 0), 0) >= k)) return false;
  return withholdOne(line, withheld);
}

function withholdOne(line: Numbered[], withheld: boolean[][]): boolean {
  const open = line.filter((cell): cell is Numbered & { n: number } => cell.n !== null && !withheld[cell.g]?.[cell.c]);
  const next = open.toSorted((a, b) => Number(a.n === 0) - Number(b.n === 0) || a.n - b.n || a.g - b.g || a.c - b.c)[0];
  const row = next && withheld[next.g];
  if (!row) return false;
  row[next.c] = true;
  return true;
}

export type GuardedDay = { day: string; total: GuardedRow; rows: GuardedRow[] };
export type ShownDay = { day: string; total: { row: GuardedRow; withheld: boolean[] }; rows: { row: GuardedRow; withheld: boolean[] }[] };

/**
 * Walks the day ends of a campaign in order and decides for each what may be shown, given what the earlier days showed. Only days
 * on which something changed need to be given: an unchanged day shows what the day before showed.
 */
export function protectDays(days: GuardedDay[], k: number): ShownDay[] {
  let lastTotal: GuardedRow = [];
  let lastRows: GuardedRow[] = [];
  const remember = (last: GuardedRow | undefined, row: GuardedRow, withheld: boolean[]) => row.map((n, c) => (withheld[c] || n === null ? (last?.[c] ?? null) : n));
  return days.map(({ day, total, rows }) => {
    const totalWithheld = withheldCells([total], null, [lastTotal], k)[0] ?? [];
    const rowsWithheld = withheldCells(rows, { row: total, withheld: totalWithheld }, lastRows, k);
    lastTotal = remember(lastTotal, total, totalWithheld);
    lastRows = rows.map((row, g) => remember(lastRows[g], row, rowsWithheld[g] ?? []));
    return { day, total: { row: total, withheld: totalWithheld }, rows: rows.map((row, g) => ({ row, withheld: rowsWithheld[g] ?? [] })) };
  });
}

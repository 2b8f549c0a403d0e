import { type CountName, type RateName, type State, states } from '@/domain/uptake/vocabulary';

/** Subjects by state, how many of them were opened, and how many stand on an unproven event. */
export type Tally = Record<State, number> & { opened: number; unproven: number };
export type Counts = Record<CountName, number | null>;
export type Rates = Record<RateName, number | null>;
/** A rate with the two numbers it was made from. */
export type Fraction = { numerator: number; denominator: number | null };

export const emptyTally = (): Tally => ({
  accepted: 0, declined: 0, withdrawn: 0, objected: 0, closed: 0, dismissed: 0, deferred: 0, displayed: 0, delivered: 0, opened: 0, unproven: 0,
});

/** Subjects with any event: every state is one. */
export const reachedOf = ({ accepted, declined, withdrawn, objected, closed, dismissed, deferred, displayed, delivered }: Tally): number => accepted + declined + withdrawn + objected + closed + dismissed + deferred + displayed + delivered;

const rate = (numerator: number, denominator: number | null) => (denominator === null || denominator === 0 ? null : numerator / denominator);
const decidedOf = (tally: Tally): number => tally.accepted + tally.declined + tally.withdrawn + tally.objected;

/** The counts of a cell. `notReached` is population − reached, clamped at 0; null without a population. */
export function countsOf(tally: Tally, notReached: number | null): Counts {
  const { accepted, declined, withdrawn, objected, closed, dismissed, deferred, displayed, delivered, unproven } = tally;
  return { accepted, declined, withdrawn, objected, closed, dismissed, deferred, displayed, delivered, not_reached: notReached, unproven };
}

/** Numerator and denominator of each rate (contract section 3). */
export function fractionsOf(tally: Tally, population: number | null): Record<RateName, Fraction> {
  const numerator = tally.accepted;
  return {
    of_due: { numerator, denominator: population },
    of_reached: { numerator, denominator: reachedOf(tally) },
    of_opened: { numerator, denominator: tally.opened },
    of_decided: { numerator, denominator: decidedOf(tally) },
  };
}

/** Unrounded rates; null where there is no denominator. */
export function ratesOf(tally: Tally, population: number | null): Rates {
  const n = tally.accepted;
  return { of_due: rate(n, population), of_reached: rate(n, reachedOf(tally)), of_opened: rate(n, tally.opened), of_decided: rate(n, decidedOf(tally)) };
}

/** Adds the second tally to the first, name by name. */
export function addTally(sum: Tally, more: Tally): void {
  for (const name of [...states, 'opened', 'unproven'] as const) sum[name] += more[name];
}

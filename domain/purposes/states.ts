import type { PurposeRecord } from '@/domain/purposes/schemas';

/** A version of a purpose's entry and since when it was the one in force: approved, and valid. */
export type StateInForce = { version: number; record: PurposeRecord; from: Date };

/** The version in force at an instant; undefined before the first. */
export const stateAt = (states: readonly StateInForce[], at: Date): StateInForce | undefined =>
  states.filter(({ from }) => from <= at).toSorted((a, b) => a.from.getTime() - b.from.getTime() || a.version - b.version).at(-1);

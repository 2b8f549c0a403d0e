/** A seeded source of chance, so that the same seed always tells the same story. */
export type Chance = {
  /** Uniform in [0, 1). */
  next(): number;
  happens(probability: number): boolean;
  /** Exponential with the given mean. */
  wait(mean: number): number;
  /** An index with the odds of a cumulative table, at or after `from`. */
  index(cumulative: Float64Array, from?: number): number;
};

/** The mulberry32 generator: 32 bits of state, the same on every machine. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  return {
    next,
    happens: (probability) => next() < probability,
    wait: (mean) => -Math.log(1 - next()) * mean,
    index(cumulative, from = 0) {
      const floor = from > 0 ? (cumulative[from - 1] ?? 0) : 0;
      const aim = floor + next() * ((cumulative.at(-1) ?? 0) - floor);
      let low = from;
      let high = cumulative.length - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((cumulative[middle] ?? 0) > aim) high = middle;
        else low = middle + 1;
      }
      return low;
    },
  };
}

/** Running sums of weights, for `Chance.index`. */
export function cumulated(weights: Iterable<number>): Float64Array {
  let sum = 0;
  return Float64Array.from(weights, (weight) => (sum += weight));
}

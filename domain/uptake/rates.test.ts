import { expect, test } from 'vitest';
import { addTally, countsOf, emptyTally, ratesOf, reachedOf } from '@/domain/uptake/rates';
import { cellOf } from '@/domain/uptake/view';
import { states } from '@/domain/uptake/vocabulary';

/** The worked example of contract section 5: 833 were opened, everyone reached but 60 delivered and 7 of the closed. */
const example = { accepted: 610, declined: 41, withdrawn: 3, objected: 2, closed: 9, dismissed: 20, deferred: 55, displayed: 100, delivered: 60, opened: 833, unproven: 0 };

test('the worked example of the contract', () => {
  expect(reachedOf(example)).toBe(900);
  const { counts, rates } = cellOf(example, 1000);
  expect(counts).toEqual({ accepted: 610, declined: 41, withdrawn: 3, objected: 2, closed: 9, dismissed: 20, deferred: 55, displayed: 100, delivered: 60, not_reached: 100, unproven: 0 });
  expect(Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate === null ? null : Math.round(rate * 10_000) / 10_000]))).toEqual({
    of_due: 0.61, of_reached: 0.6778, of_opened: 0.7323, of_decided: 0.9299,
  });
  expect(rates.of_reached).toBe(610 / 900);
});

test('everybody in any state was reached', () => {
  for (const state of states) expect(reachedOf({ ...emptyTally(), [state]: 3, opened: 7, unproven: 9 })).toBe(3);
});

test('no denominator, no rate', () => {
  expect(ratesOf(emptyTally(), null)).toEqual({ of_due: null, of_reached: null, of_opened: null, of_decided: null });
  expect(ratesOf(emptyTally(), 0).of_due).toBeNull();
  expect(ratesOf({ ...emptyTally(), delivered: 3 }, 10)).toEqual({ of_due: 0, of_reached: 0, of_opened: null, of_decided: null });
});

test('people not reached are clamped at 0, and unknown without a population', () => {
  expect(cellOf(example, 890).counts.not_reached).toBe(0);
  expect(cellOf(example, null)).toMatchObject({ population: null, counts: { not_reached: null }, rates: { of_due: null, of_reached: 610 / 900 } });
  expect(countsOf(example, 5)).not.toHaveProperty('opened');
});

test('tallies add name by name', () => {
  const sum = emptyTally();
  addTally(sum, example);
  addTally(sum, example);
  expect(sum).toEqual(Object.fromEntries(Object.entries(example).map(([name, n]) => [name, 2 * n])));
});

import { expect, test } from 'vitest';
import { codeOf, lateCode, stateCodes } from '@/domain/uptake/engine/facts';
import { emptyTally } from '@/domain/uptake/rates';
import { SlotGroups, StandingSums, addTo } from '@/domain/uptake/standing-sums';
import { states } from '@/domain/uptake/vocabulary';

const accepted = states.indexOf('accepted');
const displayed = states.indexOf('displayed');
/** Even slots are of one group, odd ones of another, from 100 on of none. */
const parity = () => new SlotGroups((slot) => (slot >= 100 ? null : slot % 2 === 0 ? 'even' : 'odd'));

test('slots of one group add up, whatever their order; those of no group count nowhere', () => {
  const sums = new StandingSums(parity());
  for (const [slot, code, n] of [[2, codeOf(accepted, true, false), 3], [3, codeOf(accepted, false, true), 5], [4, codeOf(accepted, false, false), 4], [100, codeOf(accepted, false, false), 90], [2, codeOf(displayed, true, true), 1]] as const) sums.add(slot, code, n);
  expect([...sums.take()].map(([key, { tally }]) => [key, tally])).toEqual([
    ['even', { ...emptyTally(), accepted: 7, displayed: 1, opened: 4, unproven: 1 }],
    ['odd', { ...emptyTally(), accepted: 5, unproven: 5 }],
  ]);
});

test('what a code adds to a group is what it adds to a tally', () => {
  for (let code = 0; code < stateCodes; code += 1)
    for (const n of [1, -2, 5]) {
      const [sums, tally] = [new StandingSums(new SlotGroups(() => '')), emptyTally()];
      sums.add(0, code, n);
      addTo(tally, code, n);
      expect(sums.take().get('')?.tally).toEqual(tally);
    }
});

test('groups met for another question are not told; what cancels comes to nothing; late ones are marks', () => {
  const groups = parity();
  const first = new StandingSums(groups);
  first.add(1, codeOf(accepted, false, false), 1);
  expect([...first.take().keys()]).toEqual(['odd']);
  const second = new StandingSums(groups);
  second.add(2, codeOf(accepted, false, false), 1);
  second.add(4, codeOf(accepted, false, false), -1);
  expect([...second.take()]).toEqual([['even', { tally: emptyTally(), marks: new Map() }]]);
  second.add(2, lateCode(0), 2);
  expect(second.take().get('even')).toEqual({ tally: emptyTally(), marks: new Map([[lateCode(0), 2]]) });
});

test('more groups than there was room for keep what the first ones had', () => {
  const sums = new StandingSums(new SlotGroups(String));
  for (let slot = 0; slot < 300; slot += 1) sums.add(slot, codeOf(accepted, false, false), slot + 1);
  expect([...sums.take()].map(([key, { tally }]) => [key, tally.accepted])).toEqual(Array.from({ length: 300 }, (_, slot) => [String(slot), slot + 1]));
});

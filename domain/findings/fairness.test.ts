import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarse, fairnessOf, promptClasses } from '@/domain/findings/fairness';
import type { EventCount } from '@/domain/uptake/tally-queries';

const bounds = [1, 3, 10, 60, 600, Infinity];
const measures = ['displays', 'accepts', 'declines', 'accept_times', 'prompts_before_answer', 'prompts_after_answer', 'prompts_after_decline', 'first_shown', 'bundled_consents'] as const;
const rows: fc.Arbitrary<EventCount[]> = fc.array(fc.record({ platform: fc.constantFrom('ios', ''), measure: fc.constantFrom(...measures), region: fc.constantFrom('DE', 'IN'), text: fc.constantFrom('', 'a', 'b'), bucket: fc.nat({ max: 8 }), n: fc.integer({ min: 1, max: 40 }) }), { maxLength: 40 });

describe('choice fairness', () => {
  it('adds up to what the tallies hold, form by form', () => {
    fc.assert(fc.property(rows, (tallies) => {
      const forms = fairnessOf(tallies, [], bounds, null);
      const sum = (numbers: readonly (number | null)[]) => numbers.reduce<number>((total, n) => total + (n ?? 0), 0);
      const all = (measure: EventCount['measure']) => tallies.filter((row) => row.measure === measure).reduce((total, { n }) => total + n, 0);
      for (const [measure, shown] of [['displays', forms.map(({ displays }) => displays)], ['accepts', forms.map(({ accepts }) => accepts)], ['declines', forms.map(({ declines }) => declines)], ['prompts_after_decline', forms.map(({ askedAgain }) => askedAgain)]] as const) expect(sum(shown)).toBe(all(measure));
      for (const form of forms) {
        expect(sum(form.before)).toBe(form.people);
        expect(sum(form.after)).toBe(form.answered);
        expect(form.before).toHaveLength(promptClasses.length);
      }
      expect(forms.map(({ variant }) => variant)).toEqual([...new Set(forms.map(({ variant }) => variant))].sort());
    }));
  });

  it('shows nobody without exact numbers a number below k, nor two that differ by fewer', () => {
    fc.assert(fc.property(fc.nat({ max: 500 }), fc.nat({ max: 500 }), fc.integer({ min: 5, max: 30 }), (a, b, k) => {
      const [x, y] = [coarse(a, k), coarse(b, k)];
      for (const n of [x, y]) expect(n === null || n >= k).toBe(true);
      if (x !== null && y !== null) expect(x === y || Math.abs(x - y) >= k).toBe(true);
    }));
  });

  it('shows those without exact numbers the same whoever comes or goes inside a step', () => {
    fc.assert(fc.property(rows, (tallies) => {
      const shown = fairnessOf(tallies, [], bounds, 10);
      for (const form of shown) for (const n of [form.displays, form.accepts, form.timed, form.people, ...form.before, ...form.after, ...form.times.map((one) => one.n)]) expect(n === null || (n >= 10 && n % 10 === 0)).toBe(true);
    }));
  });

  it('lists a form that is described and not seen, and one that is seen and not described', () => {
    const variant = { id: 'v', source: '', author: 'a', recordedAt: new Date(0), variant: 'b', area: null, platform: null, since: new Date(0), acceptSteps: 1, declineSteps: null, acceptProminence: 'primary' as const, declineProminence: null, dismissible: true, deferrable: true, inUse: true };
    const forms = fairnessOf([{ measure: 'displays', region: 'DE', platform: 'ios', text: 'a', bucket: 0, n: 3 }, { measure: 'first_shown', region: 'DE', platform: '', text: 'c', bucket: 0, n: 3 }], [variant], bounds, null);
    expect(forms.map(({ variant: name, described, displays }) => [name, described.length, displays])).toEqual([['a', 0, 3], ['b', 1, 0]]);
  });
});

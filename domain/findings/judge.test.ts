import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Judged, findingId, judge, judgeEach } from '@/domain/findings/judge';
import type { Hit, Rule } from '@/domain/findings/rule';
import { ruleIds } from '@/domain/findings/vocabulary';

type Facts = readonly string[];
const hit = (about: string, values: Hit['values'] = {}): Hit => ({ severity: 'blocker', about, values, places: [] });
const rule = (id: (typeof ruleIds)[number], on: 'purpose' | 'campaign' = 'purpose'): Rule<Facts, null> => ({ id, on, overridable: false, citations: [], judge: (facts) => facts.map((about) => hit(about)) });
const rules = [rule('TRN-01'), rule('LB-01'), rule('CAM-03', 'campaign')];
const now = new Date('2026-01-01T00:00:00Z');
const objects = fc.uniqueArray(
  fc.record({ type: fc.constantFrom('purpose' as const, 'campaign' as const), id: fc.constantFrom('A', 'B', 'C'), draft: fc.boolean(), facts: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')) }),
  { selector: ({ type, id, draft }) => `${type}${id}${draft}` },
);

describe('judging', () => {
  it('gives the same findings in the same order whatever the order of objects and rules', () => {
    fc.assert(fc.property(objects, fc.func(fc.integer()), (given, mix) => {
      const shuffled = given.toSorted((a, b) => mix(a.id, a.draft) - mix(b.id, b.draft));
      expect(judge(rules.toReversed(), shuffled, null, now)).toEqual(judge(rules, given, null, now));
    }));
  });

  it('gives object by object what it gives at once, and judges none before it is asked', () => {
    fc.assert(fc.property(objects, (given) => {
      const each = [...judgeEach(rules, given, null, now)];
      expect(each).toHaveLength(given.length);
      for (const found of each) expect(new Set(found.map(({ type, object, draft }) => `${type}${object}${draft}`)).size).toBeLessThan(2);
      expect(each.flat()).toEqual(judge(rules, given, null, now));
    }));
    const seen: string[] = [];
    const watched = { ...rule('LB-01'), judge: (facts: Facts) => (seen.push(...facts), []) };
    judgeEach([watched], [{ type: 'purpose', id: 'B', draft: false, facts: ['B'] }, { type: 'purpose', id: 'A', draft: false, facts: ['A'] }], null, now).next();
    expect(seen).toEqual(['A']);
  });

  it('gives one finding for each rule, object and matter, and no identity twice', () => {
    fc.assert(fc.property(objects, (given) => {
      const found = judge(rules, given, null, now);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      const expected = given.reduce((sum, { type, facts }) => sum + facts.length * rules.filter(({ on }) => on === type).length, 0);
      expect(found).toHaveLength(expected);
    }));
  });

  it('keeps the identity of a problem while its numbers change, and gives a draft another', () => {
    const at = (draft: boolean, n: number) => judge([{ ...rule('LB-01'), judge: () => [hit('DE', { n })] }], [{ type: 'purpose', id: 'A', draft, facts: [] } satisfies Judged<Facts>], null, now)[0]?.id;
    expect(at(false, 1)).toBe(at(false, 2));
    expect(at(false, 1)).not.toBe(at(true, 1));
  });

  it('tells apart parts that read the same when they are joined', () => {
    expect(findingId('LB-01', 'purpose', 'a', 'bc', false)).not.toBe(findingId('LB-01', 'purpose', 'ab', 'c', false));
  });

  it('keeps the first of two hits about the same thing and takes the jurisdiction it names', () => {
    const twice = { ...rule('LB-01'), judge: () => [hit('DE', { jurisdiction: 'DE' }), hit('DE', { jurisdiction: 'FR' })] };
    expect(judge([twice], [{ type: 'purpose', id: 'A', draft: false, facts: [] }], null, now)).toMatchObject([{ jurisdiction: 'DE', object: 'A' }]);
  });
});

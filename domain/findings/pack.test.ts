import { describe, expect, it } from 'vitest';
import { purposeRules } from '@/domain/findings/pack';
import { purposeCases } from '@/domain/findings/testing/all-cases';
import { defaultSettings as defaults } from '@/domain/findings/settings';
import { caseNow as at } from '@/domain/findings/testing/rule-cases';
import { ruleIds } from '@/domain/findings/vocabulary';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';

describe('the pack, on the register', () => {
  it('has the 41 rules in the order of the vocabulary, each with cases that fire, that must not, and between', () => {
    const onRegister = ruleIds.slice(0, 41);
    expect(purposeRules.map(({ id }) => id)).toEqual(onRegister);
    expect(purposeCases.map(({ rule }) => rule)).toEqual(purposeRules);
    for (const { rule, cases } of purposeCases) for (const kind of ['fires', 'silent', 'edge']) expect(cases.filter((one) => one.kind === kind).length, `${rule.id} ${kind}`).toBeGreaterThan(0);
    for (const { cases } of purposeCases) expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it('lets the data protection officer override the four whose source sets a condition, no others', () => {
    expect(purposeRules.filter(({ overridable }) => overridable).map(({ id }) => id)).toEqual(['LB-03', 'LB-04', 'LI-04', 'ROL-04']);
  });

  it.each(languages)('says what each rule is, asks and found, with nothing left open (%s)', (language) => {
    const { rules } = words(language).findings;
    for (const { rule, cases } of purposeCases) {
      const { name, condition, remedy, message } = rules[rule.id as keyof typeof rules];
      for (const text of [name, condition, remedy]) expect(text, rule.id).not.toBe('');
      for (const { hits, facts, settings, now } of cases) {
        if (hits.length === 0) continue;
        for (const { values } of rule.judge(facts, { ...defaults, ...settings }, now ?? at)) {
          expect(message(values), rule.id).not.toMatch(/undefined|NaN|\[object|: [.,]|\(\)|“”|„“|  /);
          expect(message(values), rule.id).toMatch(/[.?”“]$/);
          expect(message(values).toLowerCase(), rule.id).not.toMatch(/\bcompliant\b|\blawful\b(?! basis)|rechtskonform|rechtmäßig/);
        }
      }
    }
  });
});

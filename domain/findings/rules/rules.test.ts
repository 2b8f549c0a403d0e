import { describe, expect, it } from 'vitest';
import { failure } from '@/domain/findings/testing/rule-cases';
import { purposeCases } from '@/domain/findings/testing/all-cases';

describe.each(purposeCases.map(({ rule, cases }) => ({ id: rule.id, rule, cases })))('$id', ({ rule, cases }) => {
  it.each(cases.map((one) => ({ title: `${one.kind}: ${one.name}`, one })))('$title', ({ one }) => {
    expect(failure(rule.judge, one)).toBe(null);
  });
});

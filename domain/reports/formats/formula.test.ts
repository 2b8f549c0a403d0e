import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defuse, restore, startsFormula } from './formula';

const dangerous = [
  '=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '   @x', '\u00A0=1', '\u200B=1', '\uFEFF=1', '\u0000=1',
  '＝1', '＋1', '－1', '＠x', ' ＝1', '\tplain', '\rplain', '\nplain', ' \tplain', "=cmd|' /C calc'!A0", "'=1", "''+1",
];
const harmless = ['', ' ', 'plain', 'a=1', 'a\n-b', '1-2', "it's", "'quoted'", '—dash', '−5 (real minus)', '"=1"', '#REF!', '(=1)'];

describe('the formula guard', () => {
  test.each(dangerous)('marks %j', (text) => {
    expect(defuse(text)).toBe(`'${text}`);
  });

  test.each(harmless)('leaves %j alone', (text) => {
    expect(defuse(text)).toBe(text);
  });

  test('can be undone for every text', () => {
    const nasty = fc.string({ unit: fc.constantFrom("'", '=', '-', '＠', ' ', '\t', '\n', '\u200B', 'a', '1'), maxLength: 12 });
    fc.assert(fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => restore(defuse(text)) === text));
  });

  test('never lets a marked text through', () => {
    fc.assert(fc.property(fc.string(), (text) => !/^\s*[=+\-@]/.test(defuse(text)) && (startsFormula(text) || defuse(text) === text)));
  });
});

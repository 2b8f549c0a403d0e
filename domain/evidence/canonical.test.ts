import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Json, canonicalize } from '@/domain/evidence/canonical';
import { canonical } from '@/domain/evidence/testing/published-vectors';

test('the example of RFC 8785, sections 3.2.2 and 3.2.3', () => {
  const given = { numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] };
  expect(canonicalize(given)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1F600}': 5, '\u0080': 6, 'ö': 7 };
  expect(Object.keys(JSON.parse(canonicalize(keys))).length).toBe(7);
  expect([...canonicalize(keys).matchAll(/:(\d)/g)].map((match) => match[1]).join('')).toBe('2467153');
  expect(canonicalize(-0)).toBe('0');
});

test.each(canonical)('the published vectors of RFC 8785: %s', (input, output) => {
  expect(canonicalize(JSON.parse(input))).toBe(output);
});

test('what JSON cannot say is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udc00': 1 }]) expect(() => canonicalize(value)).toThrow(TypeError);
});

test('the order of members changes nothing, and the canonical form of the canonical form is itself', () => {
  const json = fc.jsonValue({ noUnicodeString: false }).filter((value) => !/\\ud[89a-f]/i.test(JSON.stringify(value)));
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalize(value as Json);
      const reversed = (node: unknown): Json =>
        Array.isArray(node) ? node.map(reversed) : node !== null && typeof node === 'object' ? Object.fromEntries(Object.entries(node).toReversed().map(([key, item]) => [key, reversed(item)])) : (node as Json);
      expect(canonicalize(JSON.parse(text))).toBe(text);
      expect(canonicalize(reversed(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

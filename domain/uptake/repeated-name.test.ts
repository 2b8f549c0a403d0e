import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventFields } from '@/domain/uptake/parse-event';
import { repeatedName } from '@/domain/uptake/repeated-name';

const said = (text: string) => repeatedName(text, JSON.parse(text));

test('a field that stands twice is named, however its name is written and whatever stands between', () => {
  expect(said('{"id":"a","subject":"x","subject":"y"}')).toEqual({ field: 'subject', code: 'invalid', message: 'subject stands twice in this event. Send each field once.' });
  expect(said('{"id":"a", "\\u0069d"\t:\r\n"a"}')?.field).toBe('id');
  expect(said('{"purposes":{"ads":true},"region":"DE","purposes":null}')?.field).toBe('purposes');
  expect(said('{"region":{"a":[{"b":1}]},"region":"DE"}')?.field).toBe('region');
});

test('a purpose that stands twice is not named, its field is', () => {
  for (const text of ['{"purposes":{"ads":true,"ads":true}}', '{"purposes":{"ads":true,"b":false,"\\u0061ds" : false},"id":"x"}'])
    expect(said(text)).toEqual({ field: 'purposes', code: 'invalid', message: 'purposes names a purpose twice. Send each purpose once.' });
});

test('what only looks like a name, and what is refused for another reason, is left alone', () => {
  for (const text of ['{"id":"\\"id\\":1","subject":"a\\":b\\\\"}', '{"idd":1,"idd":2}', '{"id":{"a":1,"a":2}}', '[{"id":1,"id":2}]', '{"purposes":[{"a":1,"a":2}]}', '{"__proto__":{"a":1},"id":"x"}', '"id"', '7', 'null', '{}'])
    expect([text, said(text)]).toEqual([text, null]);
});

test('a field is found twice exactly where it was written twice', () => {
  const blank = fc.constantFrom('', ' ', '\t', '\r\n ');
  const spelt = (name: string) => fc.constantFrom(JSON.stringify(name), `"\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}"`);
  const object = <Name extends string>(names: fc.Arbitrary<Name>, valueOf: (name: Name) => fc.Arbitrary<string>) =>
    fc.array(names.chain((name) => fc.tuple(fc.constant(name), spelt(name), valueOf(name), blank, blank)), { maxLength: 5 }).map((members) => ({
      text: `{${members.map(([, name, value, before, after]) => `${before}${name}${after}:${before}${value}${after}`).join(',')}}`,
      isRepeated: new Set(members.map(([name]) => name)).size < members.length,
    }));
  const strings = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ':', '\\', '{', '}', '[', ' ') })).map((text) => JSON.stringify(text));
  const purposes = object(fc.constantFrom('ads', 'maps', 'mail', '__proto__'), () => fc.constantFrom('true', 'false'));
  fc.assert(
    fc.property(object(fc.constantFrom(...eventFields).filter((field) => field !== 'purposes'), () => strings), fc.option(purposes), (fields, choices) => {
      const text = choices ? `${fields.text.slice(0, -1)}${fields.text === '{}' ? '' : ','}"purposes":${choices.text}}` : fields.text;
      expect([text, said(text) !== null]).toEqual([text, fields.isRepeated || choices?.isRepeated === true]);
    }),
    { numRuns: 2000 },
  );
});

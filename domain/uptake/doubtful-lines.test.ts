import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { EventRows } from '@/domain/uptake/scan/event-rows';
import { type Cuts, agree } from '@/domain/uptake/testing/both-ways';
import { type EventFormat, eventFormats } from '@/domain/uptake/vocabulary';

/* Lines that two programs may read in two ways: bytes that are not UTF-8, names that stand twice. Both ways of reading refuse them. */

afterEach(() => vi.restoreAllMocks());

const json = (i: number, subject = `s${i}`) => `{"id":"e${i}","subject":"${subject}","type":"accepted","occurred_at":"2026-01-01T00:00:00Z","region":"DE","platform":"ios","channel":"web","purposes":{"ads":true}}`;
const csv = (i: number, subject = `s${i}`) => `e${i},"${subject}",accepted,2026-01-01T00:00:00Z,DE,ios,web,"{""ads"":true}"`;
const header = 'id,subject,type,occurred_at,region,platform,channel,purposes';
const lineOf = { ndjson: json, json, csv };

const around = { ndjson: { before: '', between: '\n', after: '\n' }, json: { before: '[', between: ',', after: ']' }, csv: { before: `${header}\n`, between: '\n', after: '' } };

function bodyOf(format: EventFormat, lines: Buffer[]): Buffer {
  const { before, between, after } = around[format];
  return Buffer.concat([Buffer.from(before), ...lines.flatMap((line, i) => [Buffer.from(i === 0 ? '' : between), line]), Buffer.from(after)]);
}

const firstLine = { ndjson: 1, json: 1, csv: 2 };
const isNotUtf8 = (error: unknown) => typeof error === 'object' && error !== null && 'message' in error && error.message === 'This line is not UTF-8. Save or send the file as UTF-8.';
const cuts = fc.oneof(fc.constantFrom<Cuts>('none', 'everywhere'), fc.array(fc.nat(5000), { maxLength: 40 }));

/** Whether a decoder that is not ours takes the bytes. */
function isText(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

test.each(eventFormats)('%s: the lines that are rejected as not UTF-8 are those that a strict decoder refuses, wherever in them the bytes stand and wherever the body is cut', async (format) => {
  const sequences = ['\xff', '\xe9', '\xc3', '\xe2\x82', '\xf0\x9f\x98', '\xed\xa0\x80', '\xed\xa0\xbd\xed\xb8\x80', '\xc0\xaf', '\xf4\x90\x80\x80', '\x80', '\xc3\xa9', '\xf0\x9f\x98\x80', '\xef\xbf\xbd', ''];
  const wound = fc.record({ bytes: fc.constantFrom(...sequences).map((text) => Buffer.from(text, 'latin1')), place: fc.nat(400) });
  let [refused, taken] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(wound, { minLength: 1, maxLength: 6 }), cuts, async (wounds, places) => {
      const wounded = wounds.map(({ bytes, place }, i) => {
        const line = Buffer.from(lineOf[format](i + 1));
        const at = place % (line.length + 1);
        return Buffer.concat([line.subarray(0, at), bytes, line.subarray(at)]);
      });
      const lines = [Buffer.from(lineOf[format](0)), ...wounded, Buffer.from(lineOf[format](9))];
      const { rows, errors } = await agree(bodyOf(format, lines), format, places, 4);
      const wanted = lines.flatMap((line, i) => (isText(line) ? [] : [i + firstLine[format]]));
      expect(errors.filter(isNotUtf8)).toEqual(wanted.map((line) => expect.objectContaining({ line, field: null, code: 'invalid' })));
      refused += wanted.length;
      taken += rows.length;
    }),
    { numRuns: 400 },
  );
  expect(Math.min(refused, taken)).toBeGreaterThan(400);
});

test.each(eventFormats)('%s: characters of several bytes that windows and pieces cut are whole again', async (format) => {
  const lines = Array.from({ length: 1500 }, (_, i) => Buffer.from(lineOf[format](i, `${'x'.repeat(i % 5)}${['é', '€', '\u{1F600}'][i % 3]?.repeat(60)}`)));
  const body = bodyOf(format, lines);
  for (const size of [1021, 262_145]) {
    const { rows, errors } = await agree(body, format, Array.from({ length: Math.floor(body.length / size) }, (_, i) => (i + 1) * size), 1000);
    expect([rows.length, errors]).toEqual([1500, []]);
  }
});

test.each(eventFormats)('%s: a field or purpose that stands twice is refused by its name, also in a line like those that go the fast way', async (format) => {
  const twice = format === 'csv'
    ? [csv(2).replace('""ads"":true', '""ads"":true,""ads"":true'), csv(3).replace('""ads"":true', '""ads"":true, ""\\u0061ds"":false')]
    : [json(2).replace('"subject":"s2"', '"subject":"s2","subject":"s2"'), json(3).replace('}}', '},"id":"e3"}'), json(4).replace('"region"', '"\\u0069d":"e4","region"'), json(5).replace('"ads":true', '"ads":true,"ads":true')];
  const fields = format === 'csv' ? ['purposes', 'purposes'] : ['subject', 'id', 'id', 'purposes'];
  const line = lineOf[format];
  const body = bodyOf(format, [line(0), line(1), ...twice, ...twice, line(6)].map((text) => Buffer.from(text)));
  const fast = vi.spyOn(EventRows.prototype, 'takeFast');
  for (const places of ['none', 'everywhere'] as const) {
    const { rows, errors } = await agree(body, format, places, 50);
    expect(rows).toMatchObject([{ id: 'e0' }, { id: 'e1' }, { id: 'e6' }]);
    expect(errors).toMatchObject([...fields, ...fields].map((field) => ({ field, code: 'invalid' })));
  }
  expect(fast.mock.results.filter(({ value }) => value === true)).toHaveLength(4);
});

test('a CSV header that names a field twice, or is not UTF-8, refuses the body on both ways', async () => {
  for (const names of [`${header},subject`, `${header},gr\xf6\xdfe`, `\xff\xfe${header}`]) {
    const { failure, rows } = await agree(Buffer.from(`${names}\n${csv(1)},x\n`, 'latin1'), 'csv', 'everywhere', 10);
    expect([failure?.startsWith('DomainError: The header row '), rows]).toEqual([true, []]);
  }
});

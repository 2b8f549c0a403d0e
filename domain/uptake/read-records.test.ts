import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BodyRecord, Truncated, maxLineBytes, readRecords } from '@/domain/uptake/read-records';
import { type EventFormat, eventFormats } from '@/domain/uptake/vocabulary';

async function* cut(text: string | Buffer, places: number[] = []) {
  const bytes = Buffer.from(text);
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  let start = 0;
  for (const end of [...ends, bytes.length]) {
    yield bytes.subarray(start, end);
    start = end;
  }
}

async function read(text: string | Buffer, format: EventFormat, places?: number[]): Promise<BodyRecord[]> {
  const records: BodyRecord[] = [];
  for await (const record of readRecords(cut(text, places), format)) records.push(record);
  return records;
}

const values = async (text: string | Buffer, format: EventFormat) => (await read(text, format)).map((record) => record.value ?? `${record.line} ${record.error?.code}`);
const nasty = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', '\\', '[', ']', '{', '}', 'é', '\u{1F600}', ' ') }), fc.string());

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const bodyOf = (format: EventFormat, records: { id: string; subject: string }[]): string => {
  if (format === 'ndjson') return records.map((record) => `${JSON.stringify(record)}\n`).join('');
  if (format === 'json') return `[${records.map((record) => ` ${JSON.stringify(record)}`).join(' ,\n')}]\n`;
  return `id,subject\r\n${records.map((record) => `${quoted(record.id)},${quoted(record.subject)}\r\n`).join('')}`;
};

test.each(eventFormats)('%s: wherever the body is cut into pieces, the records are those that were written', async (format) => {
  const records = fc.array(fc.record({ id: nasty, subject: nasty }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(records, fc.array(fc.nat(2000), { maxLength: 30 }), fc.boolean(), async (given, places, marked) => {
      const body = `${marked ? '\uFEFF' : ''}${bodyOf(format, given)}`;
      const found = await read(body, format, places);
      const present = format === 'csv' ? given.map((record) => Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== ''))) : given;
      expect(found.map((record) => record.value)).toEqual(present);
      expect(found).toEqual(await read(body, format));
    }),
    { numRuns: 200 },
  );
});

test('any bytes at all, cut anywhere, read the same', async () => {
  const bytes = fc.array(fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...'[]{},"\\\n\r 1a', '\u0000', '\uFEFF', 'é').map((text) => Buffer.from(text)) }, fc.constantFrom(0xff, 0xc3, 0xa9, 0xef).map((byte) => Buffer.of(byte))), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat(80), { maxLength: 20 }), fc.constantFrom(...eventFormats), async (given, places, format) => {
      const outcome = (cuts: number[]) => read(Buffer.concat(given), format, cuts).catch((error: unknown) => (error instanceof Error ? error.name : error));
      expect(await outcome(places)).toEqual(await outcome([]));
    }),
    { numRuns: 500 },
  );
});

test('a wrong line is named and holds nothing back', async () => {
  expect(await values('{"id":1}\n{"id":\n\n 2\n{"id":3}', 'ndjson')).toEqual([{ id: 1 }, '2 not_json', 2, { id: 3 }]);
  expect(await values('[{"id":1},{oops},3]', 'json')).toEqual([{ id: 1 }, '2 not_json', 3]);
  expect(await values('id,subject\n1,a\n2\n3,b,c\n\n4,d\n5,e"f\n6,"g"h\n7,"i\nj"\n8,k', 'csv')).toEqual([
    { id: '1', subject: 'a' }, '3 invalid', '4 invalid', { id: '4', subject: 'd' }, '7 invalid', '8 invalid', { id: '7', subject: 'i\nj' }, { id: '8', subject: 'k' },
  ]);
  expect(await values('id,purposes\n1,"{""ads"":true}"\n2,{ads}\n3,', 'csv')).toEqual([{ id: '1', purposes: { ads: true } }, '3 not_json', { id: '3' }]);
});

test('a line that is not UTF-8 is refused, whatever it says otherwise, so that two names of Latin-1 do not become one', async () => {
  const latin = (text: string) => Buffer.from(text, 'latin1');
  expect(await values(latin('{"id":1}\n{"id":"jos\xe9"}\n{"id":"jos\xe8"}\n\xe9\n{"id":4}'), 'ndjson')).toEqual([{ id: 1 }, '2 invalid', '3 invalid', '4 invalid', { id: 4 }]);
  expect(await values(latin('[{"id":1},{"id":"jos\xe9"},\xff,{"id":4}]'), 'json')).toEqual([{ id: 1 }, '2 invalid', '3 invalid', { id: 4 }]);
  expect(await values(latin('id\r\n1\r\njos\xe9\r\n"jos\xe8"\r\n4'), 'csv')).toEqual([{ id: '1' }, '3 invalid', '4 invalid', { id: '4' }]);
  expect((await read(latin('\xe9'), 'ndjson'))[0]?.error).toEqual({ field: null, code: 'invalid', message: 'This line is not UTF-8. Save or send the file as UTF-8.' });
  expect(await values('{"id":"\uFFFD"}', 'ndjson')).toEqual([{ id: '\uFFFD' }]);
});

test('an event that names a field or a purpose twice is refused', async () => {
  expect((await read('{"id":1}\n{"id":1,"id":1}', 'ndjson')).map((record) => record.error?.field)).toEqual([undefined, 'id']);
  expect((await read('[{"purposes":{"a":true,"a":false}},{"id":2}]', 'json')).map((record) => record.error?.field)).toEqual(['purposes', undefined]);
  expect((await read('purposes\n"{""a"":true}"\n"{""a"":true,""a"":true}"', 'csv')).map((record) => record.error?.field)).toEqual([undefined, 'purposes']);
});

test('a CSV header that no row can be read by refuses the body and says how to mend it', async () => {
  await expect(read('id, subject,type,subject\n1,a,b,c', 'csv')).rejects.toMatchObject({ message: 'The header row names the column subject twice. Name each column once.', options: { detail: 'repeated_column' } });
  await expect(read(Buffer.from('id,gr\xf6\xdfe\n1,a', 'latin1'), 'csv')).rejects.toMatchObject({ message: 'The header row is not UTF-8. Save or send the file as UTF-8.', options: { detail: 'not_utf8' } });
  expect(await values('id,,\n1,,\n2,x,', 'csv')).toEqual([{ id: '1' }, { id: '2', '': 'x' }]);
});

test('a line that is too long is refused without being held, and the rest goes on', async () => {
  const long = 'x'.repeat(maxLineBytes);
  for (const places of [[], [10, 30_000, 65_540, 65_560, 65_570]]) {
    expect((await read(`{"id":1}\n"${long}"\n{"id":3}\n`, 'ndjson', places)).map((r) => [r.line, r.error?.code])).toEqual([[1, undefined], [2, 'too_long'], [3, undefined]]);
    expect((await read(`[{"id":1},"${long}",{"id":3}]`, 'json', places)).map((r) => [r.line, r.error?.code])).toEqual([[1, undefined], [2, 'too_long'], [3, undefined]]);
    expect((await read(`id\n1\n${long}x\n"${long}\n4\n`, 'csv', places)).map((r) => [r.line, r.error?.code])).toEqual([[2, undefined], [3, 'too_long'], [4, 'too_long'], [5, undefined]]);
  }
  expect((await read(`"${'x'.repeat(maxLineBytes - 2)}"`, 'ndjson')).map((r) => r.error)).toEqual([undefined]);
});

test('a body that ends inside a record is said to be cut short', async () => {
  await expect(read('[{"id":1},{"id"', 'json')).rejects.toThrow(SyntaxError);
  await expect(read('[{"id":1}', 'json')).rejects.toThrow(SyntaxError);
  await expect(read('{"id":1}', 'json')).rejects.toThrow('not one JSON array');
  await expect(read('[1] [2]', 'json')).rejects.toThrow('not one JSON array');
  await expect(read('', 'json')).rejects.toThrow(SyntaxError);
  await expect(read('id,subject\n1,a\n2,"b', 'csv')).rejects.toThrow(Truncated);
  for (const empty of ['', '\n\n', '\uFEFF']) expect(await read(empty, 'ndjson')).toEqual([]);
  for (const empty of ['', 'id,subject\n', '\uFEFF\n\n']) expect(await read(empty, 'csv')).toEqual([]);
  expect(await read('[ ]', 'json')).toEqual([]);
});

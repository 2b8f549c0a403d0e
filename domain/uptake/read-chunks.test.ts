import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { readChunks } from '@/domain/uptake/read-chunks';
import { maxLineBytes } from '@/domain/uptake/read-records';
import { EventRows } from '@/domain/uptake/scan/event-rows';
import { gregorian } from '@/domain/uptake/scan/instant-bytes';
import { type Cuts, agree, key, now } from '@/domain/uptake/testing/both-ways';
import { readFast } from '@/domain/uptake/testing/read-slowly';
import { type Written, bodyOf, writtenEvents } from '@/domain/uptake/testing/written-events';
import { eventFormats } from '@/domain/uptake/vocabulary';

const style = fc.record({
  gap: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom(' ', '\t', ' \r\n ', '  \n')),
  end: fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r\n \r\n'),
  mark: fc.boolean(),
  quoteAll: fc.boolean(),
  last: fc.boolean(),
});
const cuts = fc.oneof(fc.constantFrom<Cuts>('none', 'everywhere'), fc.array(fc.nat(20_000), { maxLength: 40 }));
const chunkSizes = fc.constantFrom(1, 2, 3, 7, 50_000);
const edits = fc.array(
  fc.record({ place: fc.nat(1_000_000), remove: fc.nat(2), insert: fc.oneof(fc.constant<number[]>([]), fc.array(fc.constantFrom<number[]>(...Buffer.from('"\\{}[],:\n\r \té\u0000\u001f\u007fa0Zz-+.')), { maxLength: 2 }), fc.array(fc.nat(255), { maxLength: 1 })) }),
  { maxLength: 4 },
);

function edited(body: Buffer, changes: { place: number; remove: number; insert: number[] }[]): Buffer {
  return changes.reduce((bytes, { place, remove, insert }) => {
    const at = place % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(insert), bytes.subarray(at + remove)]);
  }, body);
}

test.each(eventFormats)('%s: whatever is written, however it is cut, chunks hold what the slow path gives', async (format) => {
  const fast = vi.spyOn(EventRows.prototype, 'takeFast');
  let [rows, errors] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(writtenEvents, { maxLength: 8 }), style, cuts, chunkSizes, async (events, written, places, chunkSize) => {
      const slow = await agree(Buffer.from(bodyOf(format, [...events, ...events], written)), format, places, chunkSize);
      rows += slow.rows.length;
      errors += slow.errors.length;
    }),
    { numRuns: 1500 },
  );
  const taken = fast.mock.results.filter(({ value }) => value === true).length;
  fast.mockRestore();
  // Neither way may have gone untested.
  expect(Math.min(taken, rows - taken, errors)).toBeGreaterThan(400);
});

test.each(eventFormats)('%s: a body with bytes changed, added or lost anywhere gives what the slow path gives', async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(writtenEvents, { maxLength: 5 }), style, edits, cuts, chunkSizes, async (events, written, changes, places, chunkSize) => {
      await agree(edited(Buffer.from(bodyOf(format, [...events, ...events], written)), changes), format, places, chunkSize);
    }),
    { numRuns: 1500 },
  );
});

test.each(eventFormats)('%s: any byte in the middle of any value is judged as the slow path judges it', async (format) => {
  const event: Written = [['id', '"e-1"'], ['subject', '"s-1"'], ['type', '"accepted"'], ['occurred_at', '"2021-02-08T23:59:59Z"'], ['region', '"DE"'], ['platform', '"ios"'], ['channel', '"web"'], ['notice', '"n-1"'], ['purposes', '{"a-1":true}']];
  const plain = { gap: '', end: '\n', mark: false, quoteAll: false, last: true };
  for (const [place] of event.entries())
    for (let byte = 0; byte < 256; byte += 1) {
      const marked = event.map(([name, json], i): Written[number] => [name, i === place ? `${json.slice(0, 3)}\u007f${json.slice(3)}` : json]);
      const body = Buffer.from(bodyOf(format, [event, marked, event], plain));
      await agree(Buffer.from(body.map((one) => (one === 0x7f ? byte : one))), format, 'none', 10);
    }
});

test('brackets that close nothing let an element of an array end where the slow path ends it', async () => {
  const event = '{"id":"e-1","subject":"s-1","type":"accepted","occurred_at":"2021-02-08T23:59:59Z","region":"DE","platform":"ios","channel":"web","purposes":{"a":true,"b":false}}';
  for (const wrong of ['{"a"]]:true,"b":false}', '{"a":true],"b":false}', '{"a":true]}', '{"a":true}]']) await agree(Buffer.from(`[${event},${event.replace('{"a":true,"b":false}', wrong)},${event}]`), 'json', 'none', 10);
});

test('purposes in a cell, quoted cells and an array printed for people go the fast way too', async () => {
  const event: Written = [['id', '"e-1"'], ['subject', '"s-1"'], ['type', '"accepted"'], ['occurred_at', '"2021-02-08T23:59:59Z"'], ['region', '"DE"'], ['platform', '"ios"'], ['channel', '"web"'], ['purposes', '{"ads":true, "maps":false}']];
  for (const format of eventFormats) {
    const fast = vi.spyOn(EventRows.prototype, 'takeFast');
    const body = bodyOf(format, [event, event, event], { gap: format === 'csv' ? '' : ' \r\n\t', end: '\r\n', mark: false, quoteAll: true, last: true });
    await agree(Buffer.from(body), format, 'none', 10);
    expect([format, fast.mock.results.map(({ value }) => value)]).toEqual([format, [false, true, true]]);
    fast.mockRestore();
  }
});

const filler = { ndjson: ['x', ' ', '[', '\\"', 'é'], json: ['x', ' ', '[', '}', ',', '\\"', '\\\\', '\n'], csv: ['x', ',', '""', '\n', '\n"\n', 'é'] };
const lengths = fc.oneof(fc.integer({ min: maxLineBytes - 3, max: maxLineBytes + 3 }), fc.constantFrom(1000, 60_000, 140_000, 262_144, 600_000));
const plainLine = {
  ndjson: (i: number) => `{"id":"${i}","subject":"s${i}","type":"accepted","occurred_at":"2026-01-01T00:00:00Z","region":"DE","platform":"ios","channel":"web"}`,
  json: (i: number) => `\n {"id":"${i}","subject":"s${i}","type":"accepted","occurred_at":"2026-01-01T00:00:00Z","region":"DE","platform":"ios","channel":"web"}\n`,
  csv: (i: number) => `${i},s${i},accepted,2026-01-01T00:00:00Z,DE,ios,web`,
};

test.each(eventFormats)('%s: records longer than a line may be, and bodies of many windows, give what the slow path gives', async (format) => {
  const long = fc.record({ length: lengths, unit: fc.constantFrom(...filler[format]), isClosed: fc.boolean() }).map(({ length, unit, isClosed }) => {
    const [open, close] = format === 'csv' ? ['"', '"'] : ['{"id":"', '"}'];
    const room = length - open.length - close.length;
    const body = unit.repeat(Math.floor(room / Buffer.byteLength(unit)));
    return `${open}${body}${'x'.repeat(room - Buffer.byteLength(body))}${isClosed ? close : ''}`;
  });
  const plain = fc.integer({ min: 1, max: 2500 }).map((count) => Array.from({ length: count }, (_, i) => plainLine[format](i)).join(format === 'json' ? ',' : '\n'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(long, plain), { maxLength: 6 }), fc.array(fc.nat(2_000_000), { maxLength: 20 }), fc.boolean(), async (parts, places, isEnded) => {
      const lines = format === 'csv' ? ['id,subject,type,occurred_at,region,platform,channel', ...parts] : parts;
      const text = format === 'json' ? `[${lines.join(',')}${isEnded ? ']' : ''}` : `${lines.join('\n')}${isEnded ? '\n' : ''}`;
      await agree(Buffer.from(text), format, places, 1000);
    }),
    { numRuns: 40 },
  );
});

test.each(eventFormats)('%s: when the body fails, what had come whole is handed over before the error', async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(writtenEvents, { minLength: 1, maxLength: 4 }), style, cuts, chunkSizes, async (events, written, places, chunkSize) => {
      const slow = await agree(Buffer.from(bodyOf(format, events, written)), format, places, chunkSize, new Error('ECONNRESET'));
      expect(slow.failure).not.toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('days counted by another calendar are found out', async () => {
  const right = gregorian.slice();
  const line = (at: string) => Buffer.from(`${JSON.stringify({ id: 'e', subject: 's', type: 'accepted', occurred_at: at, region: 'DE', platform: 'ios', channel: 'web' })}\n`.repeat(2));
  const days = ['1900-02-28T12:00:00Z', '1900-03-01T12:00:00Z'];
  for (const at of days) await agree(line(at), 'ndjson', 'none', 10);
  try {
    gregorian.set(right.map((start, month) => start + (month >= 2 ? 1 : 0)));
    await expect(agree(line('1900-03-01T12:00:00Z'), 'ndjson', 'none', 10)).rejects.toThrow('to deeply equal');
  } finally {
    gregorian.set(right);
  }
  for (const at of days) await agree(line(at), 'ndjson', 'none', 10);
});

test('a body that arrives slowly is judged by the clock of its arrival, not of its beginning', async () => {
  const line = Buffer.from(`${JSON.stringify({ id: 'e', subject: 's', type: 'accepted', occurred_at: '2026-03-01T12:30:00Z', region: 'DE', platform: 'ios', channel: 'web' })}\n`);
  let clock = new Date('2026-03-01T12:00:00Z');
  async function* body() {
    yield line;
    clock = new Date('2026-03-01T12:31:00Z');
    yield line;
  }
  const { rows, errors } = await readFast(body(), 'ndjson', { key, now: () => clock, chunkSize: 10 });
  expect([rows.length, errors]).toEqual([2, []]);
});

test('a reader that stops early closes the body', async () => {
  let isClosed = false;
  async function* body() {
    try {
      for (;;) yield Buffer.from('x\n'.repeat(100_000));
    } finally {
      isClosed = true;
    }
  }
  for await (const { errors } of readChunks(body(), 'ndjson', { key, now, chunkSize: 10 })) {
    expect(errors).toHaveLength(10);
    break;
  }
  expect(isClosed).toBe(true);
});

const withAct = (i: number, more: object) => `${JSON.stringify({ id: `e${i}`, subject: 's', type: 'accepted', occurred_at: '2026-01-01T00:00:00Z', region: 'DE', platform: 'ios', channel: 'web', ...more })}\n`;
async function* made(count: number, line: (i: number) => string) {
  for (let i = 0; i < count; i += 1) yield Buffer.from(line(i));
}

test('the bytes of the chunks are those of their lines, up to the end of the last', async () => {
  const line = (i: number) => (i % 7 === 3 ? '\r\n{}\n' : withAct(i % 2000, {}));
  const sizes: number[] = [];
  for await (const { bytes } of readChunks(made(5000, line), 'ndjson', { key, now, chunkSize: 1500 })) sizes.push(bytes);
  const lengthOf = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => line(from + i).length).reduce((sum, length) => sum + length);
  expect(sizes).toEqual([lengthOf(0, 1500), lengthOf(1500, 3000), lengthOf(3000, 4500), lengthOf(4500, 5000)]);
});

test('a dictionary that has grown too large is emptied between chunks, and says so', async () => {
  const generations: [generation: number, cells: number][] = [];
  let idBytes = 0;
  let row = 0;
  for await (const { columns } of readChunks(made(90_000, (i) => withAct(i, { app_version: `1.${i % 300}`, locale: `x-${Math.floor(i / 300)}`.slice(0, 10).replace('x-', 'de-a') })), 'ndjson', { key, now, chunkSize: 20_000 })) {
    const { dictionary } = columns;
    for (let i = 0; i < columns.size; i += 1, row += 1) expect(dictionary.cells[columns.cell[i] ?? -1]).toMatchObject({ appVersion: `1.${row % 300}`, locale: `de-a${Math.floor(row / 300)}` });
    generations.push([dictionary.generation, dictionary.cells.length]);
    idBytes = columns.ids.length;
  }
  expect(idBytes).toBeLessThan(20_000 * 20);
  expect(generations).toEqual([[0, 20_000], [0, 40_000], [0, 60_000], [0, 80_000], [1, 10_000]]);
});

test('a chunk ends early rather than hold more than it may', async () => {
  const purposes = (i: number) => Object.fromEntries(Array.from({ length: 200 }, (_, k) => [`${i}-${k}-${'p'.repeat(50)}`, true]));
  const sizes: number[] = [];
  const generations = new Set<number>();
  for await (const { columns } of readChunks(made(3000, (i) => withAct(i, { purposes: purposes(i) })), 'ndjson', { key, now, chunkSize: 50_000 })) {
    sizes.push(columns.size);
    generations.add(columns.dictionary.generation);
    expect(columns.dictionary.acts).toHaveLength(columns.size);
  }
  expect(sizes.reduce((sum, size) => sum + size)).toBe(3000);
  expect(generations.size).toBe(sizes.length);
  expect(Math.max(...sizes)).toBeLessThan(1500);
});

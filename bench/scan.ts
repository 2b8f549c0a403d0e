import type { Outcome } from '@/bench/run';
import { parseEvent } from '@/domain/uptake/parse-event';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { readChunks } from '@/domain/uptake/read-chunks';
import { readRecords } from '@/domain/uptake/read-records';
import { Pseudonyms } from '@/domain/uptake/scan/pseudonyms';
import type { EventFormat } from '@/domain/uptake/vocabulary';

const rows = 200_000;
const rounds = 5;
const pieceBytes = 64 * 1024;
const key = Buffer.alloc(32, 7);
const now = () => new Date('2026-03-01T12:00:00Z');

/** A generator of numbers from 0 to below 1 that gives the same ones every time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Events of eleven fields: regions by Zipf's law (240), 40 versions, 4 platforms, subjects met once or twice. */
function events(): Record<string, string>[] {
  const next = numbers(1);
  const one = (list: string[]) => list[Math.floor(next() * list.length)] ?? '';
  const hex = (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  const letter = (n: number) => String.fromCharCode(65 + n);
  const zipf = () => Math.min(239, Math.floor(240 ** next()) - 1);
  const notices = [hex(64), hex(64), hex(64)];
  const subject = () => `usr_${String(Math.floor(next() * rows)).padStart(12, '0')}`;
  return Array.from({ length: rows }, () => {
    const place = zipf();
    const at = new Date(Date.UTC(2026, 0, 20) + Math.floor(next() * 20 * 86_400_000)).toISOString();
    return {
      id: `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`, subject: subject(), type: one(['delivered', 'displayed', 'dismissed', 'deferred', 'accepted', 'declined']), occurred_at: at,
      notice: one(notices), region: letter(place % 26) + letter(Math.floor(place / 26)), platform: one(['android', 'ios', 'web', 'desktop']), channel: one(['in_app', 'email']),
      app_version: `2.${Math.floor(next() * 40)}`, locale: one(['de', 'en', 'hi', 'pt-BR']), variant: one(['a', 'b']),
    };
  });
}

const inPieces = (text: string) => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, i) => bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes));
};

async function* stream(pieces: Buffer[]) {
  yield* pieces;
}

async function scan(pieces: Buffer[], format: EventFormat): Promise<number> {
  let read = 0;
  for await (const { columns, errors } of readChunks(stream(pieces), format, { key, now, chunkSize: 50_000 })) read += columns.size + errors.length;
  return read;
}

async function slowly(pieces: Buffer[], format: EventFormat): Promise<number> {
  let read = 0;
  for await (const record of readRecords(stream(pieces), format)) {
    const parsed = record.error ? record : parseEvent(record.value, now());
    if (!parsed.error) pseudonym(parsed.event.subject, key);
    read += 1;
  }
  return read;
}

function hmac(subjects: Buffer): number {
  const pseudonyms = new Pseudonyms(key, 256);
  const target = Buffer.alloc(32);
  for (let i = 0; i < rows; i += 1) pseudonyms.write(subjects, i * 16, i * 16 + 16, target, 0);
  return rows;
}

/** CPU of this process in microseconds per row. */
async function cost(work: () => Promise<number> | number): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  if ((await work()) !== rows) throw new Error('Rows were lost.');
  const { user, system } = process.cpuUsage(before);
  return (user + system) / rows;
}

/** CPU per row of the scanners, against the path that makes an object per line and JSON.parse alone; medians of rounds that take turns. */
export async function measure(): Promise<Outcome> {
  const all = events();
  const lines = all.map((event) => JSON.stringify(event));
  // One line in a hundred is wrong, in the four ways that cost most to tell.
  const wrong = ['{"id":', '{"id":"x"}', '{"id":"x","subject":"y","type":"agreed"}', '{"idd":"x"}'];
  const ndjson = inPieces(`${lines.join('\n')}\n`);
  const onePercent = inPieces(`${lines.map((line, i) => (i % 100 === 50 ? (wrong[(i / 50) % 4 | 0] ?? '') : line)).join('\n')}\n`);
  const csv = inPieces(`${[Object.keys(all[0] ?? {}), ...all.map((event) => Object.values(event))].map((cells) => cells.join(',')).join('\n')}\n`);
  const json = inPieces(`[${lines.join(',')}]`);
  const subjects = Buffer.from(all.map((event) => event.subject).join(''));
  const works = {
    ndjson_us: () => scan(ndjson, 'ndjson'),
    bad_1pct_us: () => scan(onePercent, 'ndjson'),
    csv_us: () => scan(csv, 'csv'),
    json_us: () => scan(json, 'json'),
    slow_ndjson_us: () => slowly(ndjson, 'ndjson'),
    slow_csv_us: () => slowly(csv, 'csv'),
    json_parse_us: () => lines.reduce((read, line) => (JSON.parse(line) ? read + 1 : read), 0),
    hmac_us: () => hmac(subjects),
  };
  const taken = Object.fromEntries(Object.keys(works).map((name) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round += 1)
    for (const [name, work] of Object.entries(works)) {
      const spent = await cost(work);
      if (round >= 0) taken[name]?.push(spent);
    }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[rounds >> 1] ?? NaN;
  const figures = Object.fromEntries(Object.entries(taken).map(([name, spent]) => [name, median(spent)]));
  // Of each round for itself: what a neighbour on this machine does then weighs on both sides.
  const ratio = (above: keyof typeof works, below: keyof typeof works) => median((taken[above] ?? []).map((spent, round) => spent / (taken[below]?.[round] ?? NaN)));
  const times_faster = ratio('slow_ndjson_us', 'ndjson_us');
  const csv_times_faster = ratio('slow_csv_us', 'csv_us');
  const bad_1pct_loss = 1 - ratio('ndjson_us', 'bad_1pct_us');
  return { figures: { rows, ...figures, times_faster, csv_times_faster, bad_1pct_loss }, ok: times_faster >= 2.5 && bad_1pct_loss < 0.1 };
}

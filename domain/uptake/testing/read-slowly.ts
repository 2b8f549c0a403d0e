import type { EventChunk } from '@/domain/uptake/columns';
import { parseInstant } from '@/domain/uptake/instant';
import { parseEvent } from '@/domain/uptake/parse-event';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { readChunks } from '@/domain/uptake/read-chunks';
import { readRecords } from '@/domain/uptake/read-records';
import type { EventFormat } from '@/domain/uptake/vocabulary';

/** All that a body says: its rows and errors in their order, and what was thrown in the end. */
export type Reading = { rows: unknown[]; errors: unknown[]; failure: string | null };

type Options = { key: Buffer; now: () => Date };

const outcome = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** Reads a body by the rule: `readRecords`, `parseEvent`, `pseudonym`. */
export async function readSlowly(body: AsyncIterable<Uint8Array>, format: EventFormat, { key, now }: Options): Promise<Reading> {
  const reading: Reading = { rows: [], errors: [], failure: null };
  try {
    for await (const { line, value, error: fault } of readRecords(body, format)) {
      const { event, error } = fault ? { error: fault } : parseEvent(value, now());
      if (error) reading.errors.push({ line, ...error });
      if (!event) continue;
      const { id, subject, occurredAt, region, platform, channel, appVersion, locale, type, notice, variant, actor, purposes } = event;
      const instant = parseInstant(occurredAt);
      const at = typeof instant === 'string' ? NaN : Number(instant.micros);
      reading.rows.push({ line, id, subject: pseudonym(subject, key).toString('hex'), at, cell: { region, platform, channel, appVersion, locale }, act: { type, notice, variant, actor, purposes } });
    }
  } catch (error) {
    reading.failure = outcome(error);
  }
  return reading;
}

/** Reads a body by `readChunks` and checks on the way that chunks are as large as they should be and equal things share an index. */
export async function readFast(body: AsyncIterable<Uint8Array>, format: EventFormat, options: Options & { chunkSize: number }): Promise<Reading & { bytes: number }> {
  const reading = { rows: [] as unknown[], errors: [] as unknown[], failure: null as string | null, bytes: 0 };
  let isShort = false;
  try {
    for await (const chunk of readChunks(body, format, options)) {
      const size = chunk.columns.size + chunk.errors.length;
      if (size === 0 || isShort || size > options.chunkSize) throw new Error(`a chunk of ${size}`);
      isShort = size < options.chunkSize;
      reading.rows.push(...rowsOf(chunk));
      reading.errors.push(...chunk.errors);
      reading.bytes += chunk.bytes;
    }
  } catch (error) {
    reading.failure = outcome(error);
  }
  return reading;
}

/** The rows of a chunk with their cells and acts spelled out, in the form of `readSlowly`. */
export function rowsOf({ columns }: EventChunk): unknown[] {
  const { cells, acts } = columns.dictionary;
  for (const entries of [cells, acts.map((act) => ({ ...act, purposes: act.purposes && Object.entries(act.purposes).sort() }))])
    if (new Set(entries.map((entry) => JSON.stringify(entry))).size < entries.length) throw new Error('two indices for one thing');
  return Array.from({ length: columns.size }, (_, i) => {
    const start = columns.idStart[i] ?? 0;
    return {
      line: columns.line[i],
      id: Buffer.from(columns.ids.subarray(start, start + (columns.idLength[i] ?? 0))).toString('utf8'),
      subject: Buffer.from(columns.subject.subarray(i * 32, i * 32 + 32)).toString('hex'),
      at: columns.at[i],
      cell: cells[columns.cell[i] ?? -1],
      act: acts[columns.act[i] ?? -1],
    };
  });
}

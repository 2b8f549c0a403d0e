import type { EventChunk } from '@/domain/uptake/columns';
import { CsvReader } from '@/domain/uptake/scan/csv-reader';
import { EventRows } from '@/domain/uptake/scan/event-rows';
import { JsonReader } from '@/domain/uptake/scan/json-reader';
import { NdjsonReader } from '@/domain/uptake/scan/ndjson-reader';
import { windows } from '@/domain/uptake/scan/window';
import type { EventFormat } from '@/domain/uptake/vocabulary';

const readers = { ndjson: NdjsonReader, csv: CsvReader, json: JsonReader };

/** Several times `maxLineBytes`, so that what is read again because its record was not whole is always the smaller part. */
const windowBytes = 256 * 1024;

/**
 * Reads a body of any length as chunks of event columns, in order: the same rows and the same errors as `readRecords`, `parseEvent`
 * and `pseudonym` give line by line. A chunk is full when its rows and errors together are `chunkSize`, or earlier when its
 * dictionary could not be held otherwise. Throws what `readRecords` throws for a body that is cut short or cannot be read, and whatever
 * the body itself throws, each after the chunk gathered so far. What a chunk holds is valid until the next but one is asked for.
 */
export async function* readChunks(body: AsyncIterable<Uint8Array>, format: EventFormat, options: { key: Buffer; now: () => Date; chunkSize: number }): AsyncGenerator<EventChunk> {
  const rows = new EventRows(options);
  const reader = new readers[format](rows);
  let position = 0;
  let covered = 0;
  try {
    for await (const window of windows(body, windowBytes)) {
      rows.readClock();
      while (reader.read(window)) {
        position = window.position;
        if (!rows.isFull) continue;
        yield rows.chunk(position - covered);
        covered = position;
        rows.restart();
      }
    }
  } catch (error) {
    if (!rows.isEmpty) yield rows.chunk(position - covered);
    throw error;
  }
  if (!rows.isEmpty) yield rows.chunk(position - covered);
}

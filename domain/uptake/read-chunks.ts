import type { EventChunk } from '@/domain/uptake/columns';
import { ColumnWriter } from '@/domain/uptake/scan/column-writer';
import { parseEvent } from '@/domain/uptake/parse-event';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { readRecords } from '@/domain/uptake/read-records';
import type { EventFormat } from '@/domain/uptake/vocabulary';

/**
 * Reads a body of any length as chunks of event columns; a chunk is full when its rows and its errors together are `chunkSize`.
 * Throws `Truncated` or a SyntaxError when the body ends inside a record, and whatever the body itself throws, each after the
 * chunk gathered so far. What a chunk holds is valid until the next one is asked for.
 */
export async function* readChunks(body: AsyncIterable<Uint8Array>, format: EventFormat, options: { key: Buffer; now: () => Date; chunkSize: number }): AsyncGenerator<EventChunk> {
  const writer = new ColumnWriter(options.chunkSize);
  try {
    for await (const { line, value, error } of readRecords(body, format)) {
      const parsed = error ? { error } : parseEvent(value, options.now());
      if (parsed.error) writer.refuse(line, parsed.error);
      else writer.add(line, parsed.event, pseudonym(parsed.event.subject, options.key));
      if (!writer.isFull) continue;
      yield writer.chunk(0);
      writer.restart();
    }
  } catch (error) {
    if (!writer.isEmpty) yield writer.chunk(0);
    throw error;
  }
  if (!writer.isEmpty) yield writer.chunk(0);
}

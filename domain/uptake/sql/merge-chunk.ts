import type { EventColumns } from '@/domain/uptake/columns';
import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import { type Entry, IdStore, leadLength, readEntries, writeEntry } from '@/domain/uptake/engine/entries';
import type { Facts } from '@/domain/uptake/engine/facts';
import { BusyTimeline, arrive, fewEntries } from '@/domain/uptake/engine/merge';
import type { MoveSink } from '@/domain/uptake/engine/moves';
import { SegmentWriter } from '@/domain/uptake/engine/segment';
import type { TallySink } from '@/domain/uptake/engine/tallies';
import type { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import type { TimelineWriter } from '@/domain/uptake/sql/timeline-writer';
import type { IsErased } from '@/domain/uptake/sql/tombstones';
import type { Words } from '@/domain/uptake/sql/words';

/** A chunk whose words have their numbers: `cells[columns.cell[i]]` and `acts[columns.act[i]]`; below 0 where there is none left. */
export type NumberedChunk = { columns: EventColumns; cells: Float64Array; acts: Int32Array; words: Words };
/** The rows of a chunk by subject: subject i's are `order` from `starts[i]` up to `starts[i + 1]`. */
export type Subjects = { order: Int32Array; starts: Int32Array; count: number };
export type Judged = { facts: Facts; sink: MoveSink; /** Null while they are not kept. */ tallies: { facts: TallyFacts; sink: TallySink } | null };
export type Merged = { segment: SegmentWriter; stored: number; /** Lines whose id was taken by other content. */ conflicts: number[]; /** Lines about people who were erased. */ erased: number[]; /** Lines that name something for which the campaign has no number left (`faultOf`). */ unnamed: { line: number; number: number }[] };

/** Subjects, or entries of their timelines, between two turns of the server and of whoever else waits: some hundredths of a second. */
const sliceSubjects = 4_096;
const sliceEntries = 32_768;

/** Merges the chunk into the timelines, subject by subject, so that what is made of a row does not outlive it, and gives them to the writer. `known` are those that some subjects have already. */
export async function mergeChunk(chunk: NumberedChunk, segment: number, { order, starts, count }: Subjects, known: ReadonlyMap<number, Uint8Array>, isErased: IsErased | null, { facts, sink, tallies }: Judged, writer: TimelineWriter): Promise<Merged> {
  const { columns } = chunk;
  const kept = new SegmentWriter(columns.size);
  const bytes = new ByteWriter(1024);
  const ids = new IdStore(idBytes(columns));
  const conflicts: number[] = [];
  const erased: number[] = [];
  const unnamed: Merged['unnamed'] = [];
  let stored = 0;
  let handled = 0;
  for (let i = 0; i < count; i += 1) {
    if (i % sliceSubjects === sliceSubjects - 1 || handled > sliceEntries) {
      await writer.send();
      handled = 0;
    }
    const held = known.get(i);
    const before = held === undefined ? [] : readEntries(new ByteReader(held));
    const timeline = before.slice();
    const end = starts[i + 1] ?? 0;
    const most = before.length + end - (starts[i] ?? 0);
    handled += most;
    const at = (order[starts[i] ?? 0] ?? 0) * leadLength * 2;
    // Whoever has a timeline was not erased.
    if (isErased && held === undefined && isErased(columns.subject, at)) {
      for (let place = starts[i] ?? 0; place < end; place += 1) erased.push(columns.line[order[place] ?? 0] ?? 0);
      continue;
    }
    const busy = most > fewEntries ? new BusyTimeline(timeline) : null;
    for (let place = starts[i] ?? 0; place < end; place += 1) {
      const row = order[place] ?? 0;
      const entry = entryOf(chunk, ids, row, segment);
      if (entry.cell < 0 || entry.act < 0) {
        unnamed.push({ line: columns.line[row] ?? 0, number: Math.min(entry.cell, entry.act) });
        continue;
      }
      const arrival = busy ? busy.arrive(entry) : arrive(timeline, entry);
      if (arrival === 'stored') stored += 1;
      if (arrival === 'conflict') conflicts.push(columns.line[row] ?? 0);
      else kept.add(entry, columns.subject, at, columns.line[row] ?? 0);
    }
    if (timeline.length === before.length) continue;
    busy?.settle();
    bytes.length = 0;
    bytes.bytes(columns.subject, at + leadLength, at + leadLength * 2);
    for (const entry of timeline) writeEntry(bytes, entry);
    if (held === undefined) writer.add(columns.subject, at, bytes.view());
    else writer.replace(columns.subject, at, bytes.view());
    sink.change(before, timeline, facts);
    tallies?.sink.change(before, timeline, tallies.facts);
  }
  const inOrder = (lines: number[]) => lines.sort((a, b) => a - b);
  return { segment: kept, stored, conflicts: inOrder(conflicts), erased: inOrder(erased), unnamed };
}

/** Bytes that a chunk's ids take, written out. */
const idBytes = ({ size, idStart, idLength }: EventColumns) => (size === 0 ? 0 : (idStart[size - 1] ?? 0) + (idLength[size - 1] ?? 0));

function entryOf({ columns, cells, acts }: NumberedChunk, ids: IdStore, row: number, segment: number): Entry {
  const { id, isUuid } = ids.add(columns.ids, columns.idStart[row] ?? 0, columns.idLength[row] ?? 0);
  return { at: columns.at[row] ?? 0, id, isUuid, cell: cells[columns.cell[row] ?? 0] ?? 0, act: acts[columns.act[row] ?? 0] ?? 0, segment };
}

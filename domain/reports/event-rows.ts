import { columns } from '@/domain/reports/columns';
import type { ReportCell, ReportColumn, RowStream } from '@/domain/reports/document';
import { defuse } from '@/domain/reports/formats/formula';
import type { Act, Cell } from '@/domain/uptake/columns';
import { ByteWriter } from '@/domain/uptake/engine/bytes';
import { idText, type Entry, writeUuidText } from '@/domain/uptake/engine/entries';
import { EntryCursor } from '@/domain/uptake/engine/entry-cursor';
import { showPseudonym } from '@/domain/uptake/pseudonym';
import { type TimelineRow, subjectOf } from '@/domain/uptake/sql/timelines';
import type { Words } from '@/domain/words/catalogue';

/** Where the rows of an extract come from: the standing events that are asked for, subject by subject in the order of their pseudonyms, each subject's by (instant, id). */
export type EventSource = {
  count: number;
  timelines: () => AsyncIterable<TimelineRow[]>;
  isAsked: (entry: Pick<Entry, 'at' | 'cell' | 'segment'>) => boolean;
  cell: (number: number) => Cell;
  act: (number: number) => Act;
  origin: (segment: number) => { recordedAt: Date; batch: number | null };
};

export const eventColumns = (words: Words): ReportColumn[] =>
  columns(words, [
    ['subject', 'text'], ['event_id', 'text'], ['occurred_at', 'instant'], ['region', 'text'], ['platform', 'text'], ['channel', 'text'], ['app_version', 'text'], ['locale', 'text'], ['event', 'text'], ['notice', 'text'], ['variant', 'text'], ['actor', 'text'],
    ['answer', 'text'], ['arrived_at', 'instant'], ['batch', 'integer'],
  ]);

const orNull = (text: string): string | null => (text === '' ? null : text);
const rowsAtOnce = 250;
const bytesAtOnce = 256 * 1024;

/** The events as rows: cells for a workbook, lines for a CSV file. What repeats (places, acts, chunks) is worded once. */
export function eventRows(source: EventSource): RowStream {
  return { count: source.count, rows: () => cellRows(source), csv: (illustrative) => csvLines(source, illustrative) };
}

const placeCells = ({ region, platform, channel, appVersion, locale }: Cell): ReportCell[] => [region, platform, channel, orNull(appVersion), orNull(locale)];
const actCells = ({ type, notice, variant, actor, purposes }: Act): ReportCell[] => [type, orNull(notice), orNull(variant), actor, purposes === null ? null : JSON.stringify(purposes)];

async function* cellRows(source: EventSource): AsyncGenerator<ReportCell[][]> {
  const place = remembered((cell) => placeCells(source.cell(cell)));
  const act = remembered((number) => actCells(source.act(number)));
  const origin = remembered((segment): ReportCell[] => [source.origin(segment).recordedAt.toISOString(), source.origin(segment).batch]);
  const instant = instantWriter();
  let batch: ReportCell[][] = [];
  for await (const page of source.timelines()) {
    for (const row of page) {
      const shown = showPseudonym(subjectOf(row));
      for (const entry = new EntryCursor(row.entries); entry.next(); ) {
        if (source.isAsked(entry)) batch.push([shown, idText(entry), instant(entry.at), ...place(entry.cell), ...act(entry.act), ...origin(entry.segment)]);
      }
      if (batch.length < rowsAtOnce) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Lines are put together as bytes: a string for each of a million events costs more than everything else. */
async function* csvLines(source: EventSource, illustrative: boolean): AsyncGenerator<Uint8Array> {
  const place = remembered((cell) => Buffer.from(`",${written(placeCells(source.cell(cell)))},`));
  const act = remembered((number) => Buffer.from(`${written(actCells(source.act(number)))},`));
  const end = `${illustrative ? ',"yes"' : ''}\r\n`;
  const origin = remembered((segment) => Buffer.from(`"${source.origin(segment).recordedAt.toISOString()}",${source.origin(segment).batch ?? ''}${end}`));
  const instant = instantWriter();
  const out = new ByteWriter(bytesAtOnce * 2);
  for await (const page of source.timelines()) {
    for (const row of page) {
      const shown = Buffer.from(`"${showPseudonym(subjectOf(row))}",`);
      for (const entry = new EntryCursor(row.entries); entry.next(); ) {
        if (!source.isAsked(entry)) continue;
        out.bytes(shown);
        if (entry.isUuid) {
          out.ascii('"');
          writeUuidText(out, entry.bytes, entry.idStart);
          out.ascii('","');
        } else out.bytes(Buffer.from(`${quoted(idText(entry))},"`));
        out.ascii(instant(entry.at));
        out.bytes(place(entry.cell));
        out.bytes(act(entry.act));
        out.bytes(origin(entry.segment));
      }
      if (out.length < bytesAtOnce) continue;
      yield out.take();
      out.length = 0;
    }
  }
  if (out.length > 0) yield out.take();
}

/** Text cells as fields of a CSV line, as `formats/csv.ts` writes them. */
const written = (cells: ReportCell[]): string => cells.map((cell) => (typeof cell === 'string' ? quoted(cell) : '')).join(',');
const quoted = (text: string): string => `"${defuse(text).replaceAll('"', '""')}"`;

function remembered<Value>(make: (number: number) => Value): (number: number) => Value {
  const kept = new Map<number, Value>();
  return (number) => {
    const known = kept.get(number);
    if (known !== undefined) return known;
    const value = make(number);
    kept.set(number, value);
    return value;
  };
}

const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const dayMicros = 86_400_000_000;

/** Microseconds since 1970 as RFC 3339 text in UTC with six fraction digits, like `instantText`; a day's date is written once. */
function instantWriter(): (micros: number) => string {
  let known = Number.NaN;
  let date = '';
  return (micros) => {
    const day = Math.floor(micros / dayMicros);
    if (day !== known) [known, date] = [day, new Date(day * 86_400_000).toISOString().slice(0, 11)];
    const rest = micros - day * dayMicros;
    const seconds = Math.floor(rest / 1_000_000);
    const minutes = Math.floor(seconds / 60);
    return `${date}${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}.${String(rest - seconds * 1_000_000 + 1_000_000).slice(1)}Z`;
  };
}

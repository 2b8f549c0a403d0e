import { type ReportChart, type ReportDocument, type ReportSection, type ReportTable, rowCount } from '@/domain/reports/document';
import { tablesOf, typedRows } from './cell';
import { csvName } from './csv';
import { isWide, textSize } from './column-widths';
import { pdfColumns, type PdfLayout } from './pdf-columns';
import { breakable, drawable } from './pdf-text';
import { cellWriter, mostPrintedColumns, printedLabel, recordNames, saysTheSame } from './written-cell';

/** The words the PDF needs beyond those of the document, in the document's language. */
export type PdfLabels = {
  contents: string;
  /** The footer, with `{page}` and `{pages}`. */
  page: string;
  /** Stands in a cell that was withheld. */
  suppressed: string;
  /** Stands above a table that was cut, with `{shown}`, `{total}`, `{csv}` and `{xlsx}` (file names and digests). */
  cut: string;
  /** Stands in place of a table whose rows are elsewhere, with `{total}`, `{csv}` and `{xlsx}`. */
  elsewhere: string;
  /** A file with its digest, with `{name}` and `{sha256}`. */
  named: string;
  /** What the attached `report.json` is. */
  attachment: string;
  /** Stands in place of a table without rows that says nothing of it. */
  empty: string;
};

/** The SHA-256 of the other files of the run, by name: how a table that was cut names the whole. */
export type FileDigests = ReadonlyMap<string, string>;

/** Rows of all tables together; beyond, every table gives as much as leaves the others room (reports of thousands of pages are not read). */
export const mostPdfRows = 2_000;
const mostPdfRecords = 400;
/** A row printed as a list takes the room, and the memory, of so many rows of a table. */
const rowsPerRecord = 4;

/** A table of no more rows, none of them long, is kept on one page. */
const shortRows = 16;

type Pair = { label: string; value: string };
type PdfBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; facts: Pair[] }
  | { kind: 'chart'; file: string; caption: string; alternative: string; width: number }
  | ({ kind: 'table'; size: number; rows: (string | true)[][]; short: boolean; withheld: string; note: string | null; cut: string | null } & PdfLayout);

/** What `pdf-template.typ` draws: every word ready to print, pages already grouped by orientation. */
export type PdfContent = {
  language: string;
  region: string | null;
  title: string;
  subtitle: string;
  illustrative: string | null;
  provenanceTitle: string;
  provenance: Pair[];
  labels: { contents: string; page: string; attachment: string };
  contents: boolean;
  parts: PdfPart[];
  /** What stands after the pages for a board; then contents and provenance stand between the two. */
  annexes: PdfPart[];
};
type PdfPart = { landscape: boolean; blocks: PdfBlock[] };

/**
 * How many rows each table may show so that all show at most `most` together: the long ones alike, the short ones whole.
 * Returns the limit; a table shows the smaller of it and its own rows.
 */
export function rowLimit(counts: readonly number[], most: number = mostPdfRows): number {
  let [left, tables] = [most, counts.length];
  for (const count of counts.toSorted((a, b) => a - b)) {
    if (count * tables > left) return Math.floor(left / tables);
    left -= count;
    tables -= 1;
  }
  return most;
}

/** Lays a document out for the template. A table of more than seven columns, and the words of its section, go on landscape pages. */
export function pdfContent(document: ReportDocument, labels: PdfLabels, digests: FileDigests = new Map()): PdfContent {
  const limit = rowLimit(tablesOf(document).filter(({ stream }) => stream === undefined).map(rowCount));
  const writing: Writing = { language: document.language, labels, digests, limit };
  const laid = (sections: ReportSection[]) => grouped(sections.flatMap((section) => blocksOf(section, writing)));
  const locale = new Intl.Locale(document.language);
  return {
    language: locale.language,
    region: locale.region ?? null,
    title: drawable(document.title),
    subtitle: drawable(document.subtitle),
    illustrative: document.illustrative === null ? null : drawable(document.illustrative),
    provenanceTitle: drawable(document.provenanceTitle),
    provenance: pairs(document.provenance),
    labels: { contents: drawable(labels.contents), page: drawable(labels.page), attachment: drawable(labels.attachment) },
    contents: document.sections.length > 3,
    parts: laid(document.sections.filter(({ annex }) => !annex)),
    annexes: document.sections.some(({ annex }) => annex) ? laid(document.sections.filter(({ annex }) => annex)) : [],
  };
}

/** The drawings of a document by the file name the template opens. */
export function pdfImages(document: ReportDocument): [name: string, svg: string][] {
  return document.sections.flatMap((section) => section.charts.map((chart): [string, string] => [imageName(chart), drawable(chart.svg)]));
}

function imageName(chart: ReportChart): string {
  return `chart-${Buffer.from(chart.id, 'utf8').toString('hex')}.svg`;
}

/** `landscape` is null for what may stand on either. */
type Placed = { landscape: boolean | null; block: PdfBlock };
type Writing = { language: string; labels: PdfLabels; digests: FileDigests; limit: number };

const isDrawn = ({ rows, stream }: ReportTable) => rows.length > 0 && stream === undefined;
const isSpread = (table: ReportTable) => isDrawn(table) && isWide(table.columns) && table.columns.length <= mostPrintedColumns;

/** A section's words stand on the pages of its first table, and where it has none on whatever page is open: a page turned for three lines is a page wasted. */
function blocksOf(section: ReportSection, writing: Writing): Placed[] {
  const first = section.tables.find(isDrawn);
  const words = section.charts.length > 0 ? false : first === undefined ? null : isSpread(first);
  const placed = (block: PdfBlock): Placed => ({ landscape: words, block });
  const upright = (block: PdfBlock): Placed => ({ landscape: false, block });
  return [
    placed({ kind: 'heading', level: 1, text: drawable(section.heading) }),
    ...section.paragraphs.map((text) => placed({ kind: 'text', text: drawable(text) })),
    ...(section.facts.length > 0 ? [placed({ kind: 'facts', facts: pairs(section.facts) })] : []),
    ...section.charts.map((chart) => upright(chartBlock(chart))),
    ...section.tables.flatMap((table): Placed[] => {
      const heading: PdfBlock[] = saysTheSame(section, table) ? [] : [{ kind: 'heading', level: 2, text: drawable(table.title) }];
      if (!isDrawn(table)) return [...heading, { kind: 'text' as const, text: cutSentence(table, 0, writing) ?? drawable(table.note ?? writing.labels.empty) }].map((block) => ({ landscape: null, block }));
      if (table.columns.length > mostPrintedColumns) return [...heading, ...recordBlocks(table, writing)].map(upright);
      return [...heading, tableBlock(table, writing)].map((block) => ({ landscape: isSpread(table), block }));
    }),
  ];
}

function grouped(placed: Placed[]): PdfPart[] {
  const parts: PdfPart[] = [];
  for (const { landscape, block } of placed) {
    const last = parts.at(-1);
    if (last && (landscape === null || last.landscape === landscape)) last.blocks.push(block);
    else parts.push({ landscape: landscape ?? false, blocks: [block] });
  }
  return parts.length > 0 ? parts : [{ landscape: false, blocks: [] }];
}

function pairs(list: Pair[]): Pair[] {
  return list.map(({ label, value }) => ({ label: breakable(drawable(label)), value: breakable(drawable(value)) }));
}

function chartBlock(chart: ReportChart): PdfBlock {
  return { kind: 'chart', file: imageName(chart), caption: drawable(chart.caption), alternative: chart.alternative, width: chart.width };
}

/** The rows of a wide table one under the other, each headed by its first two cells. */
function recordBlocks(table: ReportTable, writing: Writing): PdfBlock[] {
  const { labels } = writing;
  const written = drawnWriter(writing.language);
  const shown = Math.min(table.rows.length, mostPdfRecords, Math.floor(writing.limit / rowsPerRecord));
  const cut = cutSentence(table, shown, writing);
  const heads = table.columns.map((column) => breakable(drawable(printedLabel(column))));
  const rows = [...typedRows({ ...table, rows: table.rows.slice(0, shown) })].map((row) => row.map((cell, at) => written(cell, table.columns[at]?.type)));
  const value = (cell: string | true | undefined) => (cell === true ? drawable(labels.suppressed) : (cell ?? ''));
  const names = recordNames(rows.map((row) => row.slice(0, 2).map(value)));
  return [
    ...[cut, table.note].filter((text) => text !== null).map((text): PdfBlock => ({ kind: 'text', text: drawable(text) })),
    ...rows.flatMap((row, at): PdfBlock[] => [
      { kind: 'heading', level: 3, text: names[at] ?? '' },
      { kind: 'facts', facts: row.slice(2).map((cell, column) => ({ label: heads[column + 2] ?? '', value: value(cell) })) },
    ]),
  ];
}

function cutSentence(table: ReportTable, shown: number, { language, labels, digests }: Writing): string | null {
  const count = new Intl.NumberFormat(language);
  const all = rowCount(table);
  if (shown === all && !table.stream) return null;
  const file = (name: string) => {
    const sha256 = digests.get(name);
    return sha256 === undefined ? name : filled(labels.named, { name, sha256 });
  };
  return breakable(drawable(filled(table.stream ? labels.elsewhere : labels.cut, { shown: count.format(shown), total: count.format(all), csv: file(csvName(table)), xlsx: file('report.xlsx') })));
}

/** A sentence with its `{places}` filled. */
function filled(sentence: string, words: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
}

function tableBlock(table: ReportTable, writing: Writing): PdfBlock {
  const { labels } = writing;
  const written = drawnWriter(writing.language);
  const shown = Math.min(table.rows.length, writing.limit);
  const rows = [...typedRows({ ...table, rows: table.rows.slice(0, shown) })].map((row) =>
    row.map((cell, at) => written(cell, table.columns[at]?.type)),
  );
  const cut = cutSentence(table, shown, writing);
  const note = table.note === null ? null : drawable(table.note);
  const withheld = drawable(labels.suppressed);
  const short = rows.length <= shortRows && rows.every((row) => row.every((cell) => cell === true || cell.length <= 60));
  return { kind: 'table', size: textSize(table.columns), ...pdfColumns(table.columns, rows, withheld), rows, short, withheld, note, cut };
}

function drawnWriter(language: string): ReturnType<typeof cellWriter> {
  const write = cellWriter(language);
  return (cell, type) => {
    const written = write(cell, type);
    return written === true ? true : cell.kind === 'text' ? breakable(drawable(written)) : drawable(written);
  };
}

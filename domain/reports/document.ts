import type { RunEnding } from '@/domain/reports/vocabulary';

/**
 * The one shape every report is made in before it becomes a file. Each format is a function of this value alone,
 * so that the formats cannot disagree and the same inputs give the same bytes.
 */
export type ReportDocument = {
  /** Stable name of the report type, e.g. `campaign_uptake`. */
  type: string;
  /** BCP 47 language of every word in the document. */
  language: string;
  title: string;
  subtitle: string;
  /** The sentence that must stand on every page and sheet of an illustrative report, or null. */
  illustrative: string | null;
  /** Where the numbers come from: as-of, known-at, zone, filters, versions, digest of the inputs. */
  provenance: { label: string; value: string }[];
  /** Heading over the provenance, in the document's language. */
  provenanceTitle: string;
  sections: ReportSection[];
  /** The machine-readable twin: everything the report says, as plain JSON. */
  data: JsonValue;
  /** The same as JSON-LD 1.1, where the report has such a form. */
  linked?: JsonValue;
};

/** An earlier report of the same scope that stands no longer: superseded by `successor`, or withdrawn. `at` is RFC 3339 in UTC. */
export type EarlierEnding = { report: number; ending: RunEnding; at: string; reason: string; successor: number | null };

export type ReportSection = {
  /** Stands after the pages for a board, on a page of its own; so do the contents and where it all comes from. */
  annex?: true;
  /** Lower-case ASCII, unique in the document. */
  id: string;
  heading: string;
  paragraphs: string[];
  facts: { label: string; value: string }[];
  charts: ReportChart[];
  tables: ReportTable[];
};

/** A vector drawing made by `charts/`, with the sentence that says the same in words. */
export type ReportChart = { id: string; caption: string; alternative: string; svg: string; width: number; height: number };

export type ReportTable = {
  /** Lower-case ASCII, unique in the document: names the CSV file and the worksheet's data. */
  id: string;
  title: string;
  columns: ReportColumn[];
  rows: ReportCell[][];
  /** Stands in for `rows` where they are too many to hold: they go to CSV and XLSX alone, the other formats name those. */
  stream?: RowStream;
  note: string | null;
};

/** Rows read anew for each file, a batch at a time. `csv` gives the same rows as the lines of a CSV file, head row and byte order mark not included. */
export type RowStream = { count: number; rows: () => AsyncIterable<ReportCell[][]>; csv: (illustrative: boolean) => AsyncIterable<Uint8Array> };

/** How many rows a table has. */
export const rowCount = ({ rows, stream }: Pick<ReportTable, 'rows' | 'stream'>): number => stream?.count ?? rows.length;

export type ReportColumn = {
  /** Machine name, never translated. */
  id: string;
  label: string;
  /** What the column means, for the data dictionary. */
  description: string;
  type: 'text' | 'integer' | 'rate' | 'date' | 'instant';
};

/** `text`: string; `integer`, `rate` (0..1, unrounded): number; `date`: `YYYY-MM-DD`; `instant`: RFC 3339 in UTC. `null` is "no value"; `suppressed` a small cell withheld. */
export type ReportCell = string | number | null | typeof suppressed;
export const suppressed = Object.freeze({ suppressed: true as const });

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** One file of a run, complete in memory-bounded chunks. */
export type ReportFile = { name: string; mediaType: string; chunks: AsyncIterable<Uint8Array> };

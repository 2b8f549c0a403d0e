import { columns as columnsOf } from '@/domain/reports/columns';
import { inputsDigest } from '@/domain/reports/digest';
import type { EarlierEnding, JsonValue, ReportDocument, ReportSection } from '@/domain/reports/document';
import type { ChosenColumn } from '@/domain/reports/schemas';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import { type Language, languages } from '@/domain/words/vocabulary';

export const section = (id: string, heading: string, parts: Partial<ReportSection> = {}): ReportSection => ({ id, heading, paragraphs: [], facts: [], charts: [], tables: [], ...parts });

/** The heads of a table, by their words. */
export const heads = columnsOf;

type Framed = { type: ReportDocument['type']; language: Language; as_of: string; known_at: string; illustrative: boolean };
type Pair = { label: string; value: string };

/** What every report says of itself: language, whether it is illustrative, and where it comes from; `between` stands after the two instants. */
export function frame(data: Framed & { [name: string]: JsonValue }, words: Words, { zone, before = [], between = [] }: { zone: string; before?: Pair[]; between?: Pair[] }) {
  const { provenance: p } = words.reports;
  const format = formatter(data.language);
  const instant = (text: string) => p.inZone(format.endInstant(new Date(text), zone), text);
  return {
    type: data.type, language: data.language, illustrative: illustrativeLine(data.illustrative, words), provenanceTitle: p.title, data,
    provenance: [
      ...before,
      { label: p.asOf, value: instant(data.as_of) },
      { label: p.knownAt, value: p.knownAtMeans(instant(data.known_at)) },
      ...between,
      { label: p.inputs, value: inputsDigest(data) },
      { label: p.language, value: p.languageName },
    ],
  };
}

export const illustrativeLine = (illustrative: boolean, { shell }: Words): string | null => (illustrative ? `${shell.illustrativeShort}: ${shell.illustrative}` : null);

/**
 * The document with the columns of one table as they were chosen: those named, in their order, under their own label where one was given.
 * Only that table changes; `data` keeps everything, and the provenance says what was left out. Columns the table does not have are passed over.
 */
export function arranged(document: ReportDocument, tableId: string | null, chosen: ChosenColumn[] | null, { reports }: Words): ReportDocument {
  if (tableId === null || chosen === null || chosen.length === 0) return document;
  const { provenance: p } = reports;
  let said: Pair[] = [];
  const sections = document.sections.map((part) => ({
    ...part,
    tables: part.tables.map((table) => {
      if (table.id !== tableId) return table;
      const places = chosen.flatMap(({ id, label }) => {
        const at = table.columns.findIndex((column) => column.id === id);
        return at < 0 ? [] : [{ at, label }];
      });
      if (places.length === 0) return table;
      const left = table.columns.filter((_, at) => !places.some((place) => place.at === at)).map(({ label }) => label);
      said = [{ label: p.columns, value: p.columnsOf(table.title, left.join(', ') || reports.none) }];
      return {
        ...table,
        columns: places.flatMap(({ at, label }) => table.columns.slice(at, at + 1).map((column) => (label === undefined || label === '' ? column : { ...column, label }))),
        rows: table.rows.map((row) => places.map(({ at }) => row[at] ?? null)),
      };
    }),
  }));
  return { ...document, sections, provenance: [...document.provenance, ...said] };
}

/** The document saying which earlier reports of its scope stand no longer, since when and why: in `data`, so that the digest of the inputs covers it, and for people where it says where it comes from. */
export function recalling(document: ReportDocument, earlier: EarlierEnding[], { reports: { provenance: p } }: Words): ReportDocument {
  if (earlier.length === 0 || document.data === null || typeof document.data !== 'object' || Array.isArray(document.data)) return document;
  const data = { ...document.data, earlier_reports: earlier };
  const format = formatter(languages.find((language) => language === document.language) ?? 'en');
  const said = earlier.map(({ report, successor, at, reason }) => {
    const instant = format.instant(new Date(at), 'UTC');
    return { label: p.earlier, value: successor === null ? p.withdrawnEarlier(report, instant, reason) : p.supersededEarlier(report, successor, instant, reason) };
  });
  const provenance = document.provenance.map((pair) => (pair.label === p.inputs ? { ...pair, value: inputsDigest(data) } : pair));
  return { ...document, data, provenance: [...provenance, ...said] };
}

import { filtersOf } from '@/domain/reports/campaign-uptake';
import type { ReportDocument, RowStream } from '@/domain/reports/document';
import { eventColumns } from '@/domain/reports/event-rows';
import { frame, section } from '@/domain/reports/frame';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import type { Language } from '@/domain/words/vocabulary';

/** What an extract says of itself, as plain JSON; its rows are in CSV and XLSX alone. */
export type ExtractData = {
  type: 'event_extract';
  language: Language;
  campaign: string;
  title: string;
  zone: string;
  illustrative: boolean;
  as_of: string;
  known_at: string;
  from: string | null;
  filters: { [dimension: string]: string };
  events_deleted_at: string | null;
  subjects: number;
  events: number;
};

/** The events of a campaign, pseudonymous, one row each, with a summary in front. */
export function eventExtract(data: ExtractData, stream: RowStream, words: Words): ReportDocument {
  const { reports } = words;
  const { extract: e, provenance: p } = reports;
  const format = formatter(data.language);
  const instant = (text: string) => format.endInstant(new Date(text), data.zone);
  const filters = filtersOf(data, words);
  return {
    ...frame(data, words, { zone: data.zone, before: [{ label: p.campaign, value: reports.with(data.title, data.campaign) }], between: [{ label: p.filters, value: filters || p.noFilters }, { label: p.cells, value: p.exact }] }),
    title: reports.types.event_extract,
    subtitle: e.subtitle(data.title, instant(data.as_of)),
    sections: [
      section('summary', e.summary, {
        paragraphs: [e.about, ...(data.events_deleted_at === null ? [] : [e.deleted(instant(data.events_deleted_at))])],
        facts: [
          { label: p.period, value: data.from === null ? p.until(instant(data.as_of)) : p.fromTo(instant(data.from), instant(data.as_of)) },
          { label: e.subjects, value: format.count(data.subjects) },
          { label: e.events, value: format.count(data.events) },
        ],
      }),
      section('events', e.table, { tables: [{ id: 'events', title: e.table, columns: eventColumns(words), rows: [], stream, note: null }] }),
    ],
  };
}

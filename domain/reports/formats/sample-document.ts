import { suppressed, type ReportCell, type ReportColumn, type ReportDocument } from '@/domain/reports/document';
import type { PdfLabels } from './pdf-content';
import type { XlsxLabels } from './xlsx-content';

/** Test support: a report with every kind of content, in German, and the words the writers need. */
export const germanXlsx: XlsxLabels = {
  about: 'Über diesen Bericht',
  dictionary: 'Datenverzeichnis',
  sheet: 'Blatt',
  column: 'Spalte',
  label: 'Bezeichnung',
  description: 'Bedeutung',
  type: 'Art',
  note: 'Hinweis',
  types: { text: 'Text', integer: 'ganze Zahl', rate: 'Anteil', date: 'Datum', instant: 'Zeitpunkt' },
  utc: 'UTC',
  suppressed: 'unterdrückt',
};

export const englishXlsx: XlsxLabels = {
  about: 'About',
  dictionary: 'Data dictionary',
  sheet: 'Sheet',
  column: 'Column',
  label: 'Label',
  description: 'Description',
  type: 'Type',
  note: 'Note',
  types: { text: 'text', integer: 'integer', rate: 'rate', date: 'date', instant: 'instant' },
  utc: 'UTC',
  suppressed: 'suppressed',
};

export const germanPdf: PdfLabels = {
  contents: 'Inhalt',
  page: 'Seite {page} von {pages}',
  suppressed: 'unterdrückt',
  cut: 'Gezeigt sind die ersten {shown} von {total} Zeilen. Alle Zeilen stehen in {csv} und {xlsx}.',
  elsewhere: '{total}: {csv}, {xlsx}',
  named: '{name} {sha256}',
  attachment: 'Der Bericht in maschinenlesbarer Form', empty: 'Hier ist nichts aufzuführen.',
};

export const englishPdf: PdfLabels = {
  contents: 'Contents',
  page: 'Page {page} of {pages}',
  suppressed: 'suppressed',
  cut: 'These are the first {shown} of {total} rows. All rows are in {csv} and {xlsx}.',
  elsewhere: '{total}: {csv}, {xlsx}',
  named: '{name} {sha256}',
  attachment: 'The report in machine-readable form', empty: 'There is nothing to list here.',
};

function column(id: string, label: string, type: ReportColumn['type']): ReportColumn {
  return { id, label, type, description: `${label}: Bedeutung der Spalte ${id}.` };
}

const narrow = [
  column('segment', 'Segment', 'text'),
  column('population', 'Personen', 'integer'),
  column('accepted', 'Zugestimmt', 'integer'),
  column('rate', 'Zustimmungsquote', 'rate'),
  column('since', 'Gilt seit', 'date'),
];

const wide = [
  column('purpose', 'Zweck der Verarbeitung', 'text'),
  column('basis', 'Rechtsgrundlage der Verarbeitung', 'text'),
  column('recipient', 'Empfänger', 'text'),
  column('region', 'Region', 'text'),
  column('version', 'Fassung', 'text'),
  column('valid_from', 'Gültig ab', 'date'),
  column('last_answer', 'Letzte Antwort', 'instant'),
  column('shown', 'Angezeigt', 'integer'),
  column('accepted', 'Zugestimmt', 'integer'),
  column('declined', 'Abgelehnt', 'integer'),
  column('open', 'Offen', 'integer'),
  column('rate', 'Quote', 'rate'),
  column('remark', 'Bemerkung', 'text'),
];

const chart = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="220" viewBox="0 0 640 220" font-family="Noto Sans" font-size="12">
<line x1="140" y1="190" x2="620" y2="190" stroke="#57606a"/>
${[['Filialkunden', 420], ['Online-Kunden', 310], ['Geschäftskunden', 180]]
  .map(([label, length], at) => `<text x="132" y="${48 + at * 52}" text-anchor="end" fill="#1b1f24">${label}</text><rect x="140" y="${28 + at * 52}" width="${length}" height="30" fill="#1f3a5f"/>`)
  .join('\n')}
</svg>`;

function wideRow(index: number): ReportCell[] {
  const shown = 1_000 + index * 137;
  const accepted = 600 + index * 91;
  return [
    index % 3 === 0 ? 'Marketing gegenüber Bestandskundinnen und Bestandskunden' : 'Vertragsdurchführung',
    index % 2 === 0 ? 'Art. 6 Abs. 1 lit. a DSGVO (Einwilligung)' : 'Art. 6 Abs. 1 lit. b DSGVO',
    index % 4 === 0 ? 'Versanddienstleister Musterlogistik GmbH & Co. KG' : 'keiner',
    index % 2 === 0 ? 'Deutschland' : 'Österreich',
    `2026-0${1 + (index % 9)}`,
    '2026-11-22',
    `2026-10-${String(1 + (index % 28)).padStart(2, '0')}T13:05:42.250Z`,
    shown,
    accepted,
    index % 5 === 0 ? suppressed : 12 + index,
    shown - accepted,
    accepted / shown,
    index % 6 === 0 ? 'Nachfrage der Aufsichtsbehörde zur Datenschutzgrundverordnung' : null,
  ];
}

/** A German report with a chart, a table of 5 and one of 13 columns; `wideRows` rows in the wide one. */
export function sampleDocument(illustrative: string | null, wideRows: number): ReportDocument {
  return {
    type: 'campaign_uptake',
    language: 'de',
    title: 'Zustimmung zu den geänderten Nutzungsbedingungen 2026',
    subtitle: 'Stand der Kampagne zum 22. November 2026',
    illustrative,
    provenanceTitle: 'Herkunft der Zahlen',
    provenance: [
      { label: 'Stand', value: '2026-11-22T00:00:00+01:00 (Europe/Berlin)' },
      { label: 'Bekannt bis', value: '2026-11-22T06:00:00Z' },
      { label: 'Fassung der Regeln', value: 'noticeboard 0.1.0' },
      { label: 'Prüfsumme der Eingaben', value: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
    ],
    sections: [
      {
        id: 'summary',
        heading: 'Zusammenfassung',
        paragraphs: ['Von 12.480 Personen haben 9.102 zugestimmt. Die Frist endet am 2026-12-15; bei gleichem Verlauf wird die Zielmarke erreicht.', 'Zwei Segmente liegen deutlich unter dem Durchschnitt.'],
        facts: [{ label: 'Personen in der Kampagne', value: '12.480' }, { label: 'Zustimmungsquote', value: '72,9 %' }, { label: 'Tage bis zur Frist', value: '23' }],
        charts: [{ id: 'by-segment', caption: 'Zustimmungen nach Segment', alternative: 'Filialkunden liegen vorn, gefolgt von Online-Kunden und Geschäftskunden.', svg: chart, width: 640, height: 220 }],
        tables: [],
      },
      {
        id: 'segments',
        heading: 'Segmente',
        paragraphs: ['Die Quote bezieht sich auf alle Personen, denen die Fassung angezeigt wurde.'],
        facts: [],
        charts: [],
        tables: [
          {
            id: 'segments',
            title: 'Zustimmung nach Segment',
            columns: narrow,
            rows: [
              ['Filialkunden', 5_200, 4_310, 0.82884, '2026-03-01'],
              ['Online-Kunden', 4_900, 3_480, 0.71020, '2026-03-01'],
              ['=HYPERLINK("https://example.com")', 2_380, 1_312, 0.55126, '2026-06-01'],
              ['Mitarbeitende 社員', 8, suppressed, suppressed, null],
            ],
            note: 'Zellen mit weniger als fünf Personen sind unterdrückt.',
          },
        ],
      },
      {
        id: 'register',
        heading: 'Verzeichnis der Verarbeitungen',
        paragraphs: [],
        facts: [],
        charts: [],
        tables: [{ id: 'register', title: 'Verarbeitungen mit Rechtsgrundlage', columns: wide, rows: Array.from({ length: wideRows }, (_, index) => wideRow(index)), note: null }],
      },
      { id: 'method', heading: 'Methode', paragraphs: ['Tage sind Kalendertage in der Zeitzone der Kampagne.'], facts: [], charts: [], tables: [] },
    ],
    data: { zahl: 1, aber: ['a', null, true, { z: 1, a: 2 }] },
  };
}

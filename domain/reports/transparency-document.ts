import { type TransparencyTable, transparencyColumns } from '@/domain/purposes/transparency';
import type { ReportDocument } from '@/domain/reports/document';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import type { Language } from '@/domain/words/vocabulary';

export type TransparencyRequest = { table: TransparencyTable; language: Language; asOf: Date; illustrative: boolean };

/** The transparency table as a document: parties above, rights below, every hole marked as one. */
export function transparencyDocument({ table, language, asOf, illustrative }: TransparencyRequest, words: Words): ReportDocument {
  const { transparency: t, reports, shell } = words;
  const format = formatter(language);
  const named = (values: string[]) => values.join('; ') || t.notNamed;
  const rows = table.rows.map(({ cells }) => transparencyColumns.map((column) => [...cells[column].lines, ...(cells[column].hole === null ? [] : [`[${t.hole}: ${cells[column].hole}]`])].join('\n') || '–'));
  return {
    type: 'transparency_table', language, title: t.title, subtitle: `${table.jurisdiction}, ${format.instant(asOf, 'UTC')}`, illustrative: illustrative ? `${shell.illustrativeShort}: ${shell.illustrative}` : null,
    provenanceTitle: reports.provenance.title,
    provenance: [{ label: reports.provenance.asOf, value: asOf.toISOString() }, { label: reports.provenance.register, value: [...new Set(table.rows.map(({ key, version }) => `${key} v${version}`))].join(', ') || reports.none }],
    sections: [
      {
        id: 'parties', heading: table.jurisdiction, paragraphs: [t.holesFound(format.count(table.holes))], charts: [], tables: [],
        facts: [{ label: t.controller, value: named(table.controllers) }, { label: t.representative, value: named(table.representatives) }, { label: t.officer, value: named(table.officers) }],
      },
      {
        id: 'table', heading: t.title, paragraphs: [], facts: [], charts: [],
        tables: [{ id: 'transparency', title: t.caption(table.jurisdiction), note: null, columns: transparencyColumns.map((id) => ({ id, label: t.columns[id], description: t.columns[id], type: 'text' })), rows }],
      },
      { id: 'rights', heading: t.rights, paragraphs: [table.rights.join(', ') || t.notNamed, t.complaint], facts: [], charts: [], tables: [] },
    ],
    data: null,
  };
}

import { type TransparencyTable, transparencyColumns } from '@/domain/purposes/transparency';
import type { ReportDocument } from '@/domain/reports/document';
import { frame, section } from '@/domain/reports/frame';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';
import type { Language } from '@/domain/words/vocabulary';

/** Everything the transparency table is built from, as plain JSON; its holes are named in the report's language. */
export type TransparencyData = { type: 'transparency_table'; language: Language; as_of: string; known_at: string; illustrative: boolean; table: TransparencyTable };

/** The transparency table of one jurisdiction as a document (Art 13, 14 GDPR): parties above, rights below, every hole marked as one. */
export function transparencyDocument(data: TransparencyData, words: Words): ReportDocument {
  const { transparency: t, reports } = words;
  const { table } = data;
  const format = formatter(data.language);
  const place = placeName(table.jurisdiction, words.law.places);
  const named = (values: string[]) => values.join('; ') || t.notNamed;
  const rows = table.rows.map(({ cells }) => transparencyColumns.map((column) => [...cells[column].lines, ...(cells[column].hole === null ? [] : [`[${t.hole}: ${cells[column].hole}]`])].join('\n') || '–'));
  const versions = [...new Set(table.rows.map(({ key, version }) => `${key} v${version}`))];
  return {
    ...frame(data, words, { zone: 'UTC', before: [{ label: reports.provenance.register, value: reports.provenance.versionsOf(format.count(versions.length), versions.join(', ') || reports.none) }] }),
    title: t.caption(place),
    subtitle: reports.record.subtitle(format.instant(new Date(data.as_of), 'UTC')),
    sections: [
      section('parties', t.parties, {
        paragraphs: [t.explains, table.rows.length === 0 ? t.none : t.holesFound(format.count(table.holes))],
        facts: [{ label: t.jurisdiction, value: place }, { label: t.controller, value: named(table.controllers) }, { label: t.representative, value: named(table.representatives) }, { label: t.officer, value: named(table.officers) }],
      }),
      section('table', t.title, {
        tables: [{ id: 'transparency', title: t.title, note: null, columns: transparencyColumns.map((id) => ({ id, label: t.columns[id], description: t.columns[id], type: 'text' })), rows }],
      }),
      section('rights', t.rights, { paragraphs: [table.rights.length === 0 ? t.notNamed : t.rightsOf(table.rights.map(words.law.cite).join(', ')), t.complaint] }),
    ],
  };
}

import { stringify } from 'csv-stringify/sync';
import type { Actor } from '@/domain/access/permissions';
import { registerJsonLd } from '@/domain/purposes/exchange/json-ld';
import { type Layout, type LayoutTable, cnilLayout, flatLayout, fullLayout, icoLayout } from '@/domain/purposes/exchange/layouts';
import { registerFile } from '@/domain/purposes/exchange/register-file';
import { type RegisterEntry, type RegisterReading, readRegister } from '@/domain/purposes/queries';
import { firstRecorded } from '@/domain/purposes/version-queries';
import type { ReportDocument, ReportTable } from '@/domain/reports/document';
import { defuse } from '@/domain/reports/formats/formula';
import { toXlsx } from '@/domain/reports/formats/xlsx';
import { words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import type { Language } from '@/domain/words/vocabulary';

export const exportFormats = ['json', 'jsonld', 'csv', 'xlsx'] as const;
export type ExportRequest = { format: (typeof exportFormats)[number]; layout: Layout; language: Language; reading: RegisterReading };
export type ExportFile = { name: string; mediaType: string; bytes: Buffer };

/** The register as it stood, as one file. JSON is the whole of it, without loss; JSON-LD says it in DPV terms; CSV and XLSX are laid out for people and authorities. */
export async function exportRegister(actor: Actor, { format, layout, language, reading }: ExportRequest): Promise<ExportFile> {
  const entries = await readRegister(actor, reading);
  if (format === 'json') return { name: 'register.json', mediaType: 'application/json', bytes: Buffer.from(registerFile(entries)) };
  if (format === 'jsonld') return { name: 'register.jsonld', mediaType: 'application/ld+json', bytes: Buffer.from(`${JSON.stringify(registerJsonLd(entries), null, 2)}\n`) };
  const all = words(language);
  const tables = layout === 'full' ? (format === 'csv' ? [flatLayout(entries)] : fullLayout(entries, all)) : layout === 'ico' ? icoLayout(entries, all, formatter(language)) : cnilLayout(await withCreation(actor, entries), all);
  if (format === 'csv') {
    const table = (layout === 'cnil' ? tables.at(-1) : tables[0]) ?? { columns: [], rows: [] };
    const rows = [table.columns.map(({ label }) => label), ...table.rows].map((row) => row.map(defuse));
    return { name: `register-${layout}.csv`, mediaType: 'text/csv; charset=utf-8; header=present', bytes: Buffer.from(stringify(rows, { bom: true, record_delimiter: 'windows' })) };
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of toXlsx(documentOf(tables, entries, { language, reading }), all.reports.xlsx).chunks) chunks.push(chunk);
  return { name: `register-${layout}.xlsx`, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: Buffer.concat(chunks) };
}

async function withCreation(actor: Actor, entries: RegisterEntry[]): Promise<(RegisterEntry & { createdAt: Date })[]> {
  const first = await firstRecorded(actor);
  return entries.map((entry) => ({ ...entry, createdAt: first.get(entry.key) ?? entry.recordedAt }));
}

function documentOf(tables: LayoutTable[], entries: RegisterEntry[], { language, reading }: Pick<ExportRequest, 'language' | 'reading'>): ReportDocument {
  const all = words(language);
  const format = formatter(language);
  const illustrative = entries.some((entry) => entry.illustrative);
  const tableOf = ({ id, title, columns, rows }: LayoutTable, n: number): ReportTable => ({
    id: `t${n}_${id.toLowerCase()}`, title, note: null, columns: columns.map(({ label }, at) => ({ id: `c${at + 1}`, label, description: label, type: 'text' })), rows,
  });
  return {
    type: 'register', language, title: all.register.title, subtitle: all.reports.record.subtitle(format.instant(reading.asOf, 'UTC')), illustrative: illustrative ? `${all.shell.illustrativeShort}: ${all.shell.illustrative}` : null,
    provenanceTitle: all.reports.provenance.title,
    provenance: [{ label: all.reports.provenance.asOf, value: reading.asOf.toISOString() }, { label: all.reports.provenance.knownAt, value: reading.knownAt.toISOString() }],
    sections: [{ id: 'register', heading: all.register.title, paragraphs: [], facts: [], charts: [], tables: tables.map(tableOf) }],
    data: null,
  };
}

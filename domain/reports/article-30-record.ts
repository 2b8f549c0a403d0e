import { purposeStatuses } from '@/domain/purposes/vocabulary';
import { detailsTable } from '@/domain/reports/article-30-details';
import { categoryTable, overviewTable, recipientTable, recordTable, rowsOf, securityTable } from '@/domain/reports/article-30-tables';
import { inputsDigest } from '@/domain/reports/digest';
import type { ReportDocument, ReportSection } from '@/domain/reports/document';
import type { RecordData } from '@/domain/reports/record-data';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

const zone = 'UTC';

/** The record of processing activities as a document: a function of its data and of the words alone. It repeats the register and judges nothing. */
export function article30Record(data: RecordData, words: Words): ReportDocument {
  const { reports, shell } = words;
  const format = formatter(data.language);
  const { provenance: p } = reports;
  const asOf = format.instant(new Date(data.as_of), zone);
  const { record } = reports;
  const section = (id: string, heading: string, parts: Partial<ReportSection>): ReportSection => ({ id, heading, paragraphs: [], facts: [], charts: [], tables: [], ...parts });
  return {
    type: data.type,
    language: data.language,
    title: reports.types.article_30_record,
    subtitle: record.subtitle(asOf),
    illustrative: data.illustrative ? `${shell.illustrativeShort}: ${shell.illustrative}` : null,
    provenanceTitle: p.title,
    provenance: [
      { label: p.register, value: p.versionsOf(format.count(data.purposes.length), data.purposes.map((purpose) => `${purpose.key} v${purpose.version}`).join(', ') || reports.none) },
      { label: p.asOf, value: p.inZone(asOf, data.as_of) },
      { label: p.knownAt, value: p.knownAtMeans(p.inZone(format.instant(new Date(data.known_at), zone), data.known_at)) },
      { label: p.filters, value: reports.none },
      { label: p.inputs, value: inputsDigest(data) },
      { label: p.language, value: p.languageName },
    ],
    sections: [
      section('summary', record.sections.summary, { paragraphs: [record.notAFinding, ...(data.purposes.length === 0 ? [record.empty] : [])], facts: facts(data, words), tables: data.purposes.length === 0 ? [] : [overviewTable(data, words)] }),
      section('record', record.sections.record, { tables: [recordTable(data, words)] }),
      section('data-categories', record.sections.categories, { tables: [categoryTable(data, words)] }),
      section('recipients', record.sections.recipients, { tables: [recipientTable(data, words)] }),
      section('security-measures', record.sections.security, { tables: [securityTable(data, words)] }),
      section('details', record.sections.details, { tables: [detailsTable(data, words)] }),
    ],
    data,
  };
}

function facts(data: RecordData, { reports, register }: Words): ReportSection['facts'] {
  const { count } = formatter(data.language);
  const labels = reports.record.facts;
  const rows = rowsOf(data);
  const byStatus = purposeStatuses.map((status) => ({ status, n: data.purposes.filter((purpose) => purpose.status === status).length })).filter(({ n }) => n > 0);
  return [
    { label: labels.purposes, value: count(data.purposes.length) },
    { label: labels.rows, value: count(rows.length) },
    { label: labels.noBasis, value: count(rows.filter(({ basis }) => basis.basis === 'not_stated').length) },
    { label: labels.statuses, value: byStatus.map(({ status, n }) => `${register.statuses[status]} ${count(n)}`).join(', ') || reports.none },
  ];
}

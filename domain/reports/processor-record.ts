import { detailsTable } from '@/domain/reports/article-30-details';
import { partyFacts, recordFrame } from '@/domain/reports/article-30-record';
import { securityTable } from '@/domain/reports/article-30-tables';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportDocument, ReportTable } from '@/domain/reports/document';
import { section } from '@/domain/reports/frame';
import type { RecordData } from '@/domain/reports/record-data';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

const text = (value: string): ReportCell => (value === '' ? null : value);
const list = (values: string[]): ReportCell => text([...new Set(values.filter((value) => value !== ''))].join('; '));

/** The record of what is processed for others (Art 30(2) GDPR), one row per entry and controller. It repeats the register and judges nothing. */
export function processorRecord(data: RecordData, words: Words): ReportDocument {
  const { reports } = words;
  const { processor, record } = reports;
  const { count, instant } = formatter(data.language);
  const controllers = new Set(data.purposes.flatMap((purpose) => purpose.record.processedFor.map(({ name }) => name)));
  return {
    ...recordFrame(data, words),
    title: reports.types.processor_record,
    subtitle: processor.subtitle(instant(new Date(data.as_of), 'UTC')),
    sections: [
      section('summary', record.sections.summary, {
        paragraphs: [processor.about, ...(data.purposes.length === 0 ? [processor.empty] : [])],
        facts: [...partyFacts(data, reports).map((fact, at) => (at === 0 ? { ...fact, label: processor.self } : fact)), { label: processor.entries, value: count(data.purposes.length) }, { label: processor.controllers, value: count(controllers.size) }],
      }),
      section('processing', processor.sections.processing, { tables: [processingTable(data, words)] }),
      section('security-measures', record.sections.security, { tables: [securityTable(data, words)] }),
      section('details', record.sections.details, { tables: [detailsTable(data, words)] }),
    ],
  };
}

function processingTable(data: RecordData, words: Words): ReportTable {
  const { law, register, reports } = words;
  const rows = data.purposes.flatMap(({ key, status, version, record }) => {
    const abroad = record.recipients.filter(({ transfer }) => transfer.tool !== 'none');
    const shared = (tail: ReportCell[]): ReportCell[] => [
      ...tail.slice(0, 5), list(abroad.map(({ country }) => country)), list(abroad.map(({ transfer }) => law.transferTools[transfer.tool])), list(record.securityMeasures.map(({ measure }) => measure)), ...tail.slice(5), register.statuses[status], version,
    ];
    const none = record.processedFor.length === 0 ? [{ name: reports.record.retentionNotStated, contact: '', representative: '', officer: '', categories: '', contractReference: '' }] : record.processedFor;
    return none.map((one): ReportCell[] => [key, ...shared([one.name, text(one.contact), text(one.representative), text(one.officer), text(one.categories || record.description || record.title), text(one.contractReference)])]);
  });
  return table(
    'processing', reports.processor.table,
    columns(words, [
      ['key', 'text'], ['on_behalf_of', 'text'], ['contact', 'text'], ['representative', 'text'], ['officer', 'text'], ['processing', 'text'], ['countries', 'text'], ['safeguards', 'text'], ['security', 'text'], ['contract', 'text'], ['status', 'text'], ['version', 'integer'],
    ]),
    rows, reports.processor.note,
  );
}

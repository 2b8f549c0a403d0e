import type { PurposeRecord } from '@/domain/purposes/schemas';
import { basisCitations } from '@/domain/purposes/vocabulary';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportTable } from '@/domain/reports/document';
import type { RecordData } from '@/domain/reports/record-data';
import type { Words } from '@/domain/words/catalogue';

type Purpose = RecordData['purposes'][number];
type Basis = PurposeRecord['bases'][number];
type Row = { purpose: Purpose; basis: Basis };

/** One row per purpose and jurisdiction: what Article 30(1) is about. */
export const rowsOf = (data: RecordData): Row[] => data.purposes.flatMap((purpose) => purpose.record.bases.map((basis) => ({ purpose, basis })));

const text = (value: string): ReportCell => (value === '' ? null : value);
const list = (values: string[]): ReportCell => text(values.join('; '));
const none = (entries: unknown[], { reports }: Words) => (entries.length === 0 ? reports.record.nothing : null);
const unique = (values: string[]) => [...new Set(values)];

export function overviewTable(data: RecordData, words: Words): ReportTable {
  const { record } = words.reports;
  return table(
    'overview', record.tables.overview, columns(words, [['key', 'text'], ['title', 'text'], ['jurisdiction', 'text'], ['basis', 'text'], ['status', 'text'], ['version', 'integer'], ['review_due', 'date']]),
    rowsOf(data).map(({ purpose, basis }) => [purpose.key, purpose.record.title, basis.jurisdiction, words.law.bases[basis.basis], record.statuses[purpose.record.status], purpose.version, purpose.record.reviewDue]),
  );
}

/** The record itself, in the column order of the ICO's controller template as far as the register holds its columns. */
export function recordTable(data: RecordData, words: Words): ReportTable {
  const { reports } = words;
  return table(
    'record', reports.record.tables.record,
    columns(words, [
      ['key', 'text'], ['jurisdiction', 'text'], ['business_function', 'text'], ['title', 'text'], ['purpose', 'text'], ['beneficiary', 'text'], ['purpose_terms', 'text'], ['joint_controllers', 'text'],
      ['data_subjects', 'text'], ['data_categories', 'text'], ['data_linked', 'text'], ['recipients', 'text'], ['countries', 'text'], ['safeguards', 'text'], ['retention', 'text'], ['security', 'text'],
      ['basis', 'text'], ['basis_reference', 'text'], ['justification', 'text'], ['special_condition', 'text'], ['legitimate_interests', 'text'], ['review_due', 'date'], ['status', 'text'], ['version', 'integer'], ['recorded_at', 'instant'],
    ]),
    rowsOf(data).map((row) => recordRow(row, words)),
    reports.record.columnsNote,
  );
}

function recordRow({ purpose, basis }: Row, words: Words): ReportCell[] {
  const { law, reports } = words;
  const { record } = purpose;
  const named = (name: string, detail: string) => reports.with(name, detail);
  return [
    purpose.key, basis.jurisdiction, record.owner, record.title, text(record.description), text(record.beneficiary), list(record.purposeTerms),
    list(record.recipients.filter((recipient) => recipient.role === 'joint_controller').map((recipient) => recipient.name)),
    list(record.dataSubjects),
    list(record.dataCategories.map((category) => (category.special ? named(category.name, reports.record.special) : category.name))),
    record.dataLinked ? reports.record.linkedShort : reports.record.unlinked,
    list(record.recipients.map((recipient) => named(recipient.name, law.recipientRoles[recipient.role]))),
    list(unique(record.recipients.map((recipient) => recipient.country).filter((country) => country !== ''))),
    list(unique(record.recipients.map((recipient) => law.transferTools[recipient.transferTool]))),
    retentionOf(record, words),
    list(record.securityMeasures.map((measure) => named(measure.measure, law.security[measure.letter]))),
    law.bases[basis.basis], list(unique([basisCitations[basis.basis], basis.legalReference].filter((reference) => reference !== ''))), text(basis.justification),
    law.specialConditions[record.specialCondition],
    basis.basis === 'legitimate_interests' ? text(basis.justification) : null,
    record.reviewDue, reports.record.statuses[record.status], purpose.version, purpose.recorded_at,
  ];
}

function retentionOf({ dataCategories }: PurposeRecord, { reports }: Words): ReportCell {
  const limits = unique(dataCategories.map((category) => category.retention));
  if (limits.length <= 1) return limits[0] || reports.record.retentionNotStated;
  return list(dataCategories.map((category) => `${category.name}: ${category.retention || reports.record.retentionNotStated}`));
}

export function categoryTable(data: RecordData, words: Words): ReportTable {
  const { reports } = words;
  return table(
    'data_categories', reports.record.tables.data_categories, columns(words, [['key', 'text'], ['category', 'text'], ['terms', 'text'], ['special', 'text'], ['data_linked', 'text'], ['retention', 'text']]),
    data.purposes.flatMap(({ key, record }) => record.dataCategories.map((category) => [
      key, category.name, list(category.terms), category.special ? reports.yes : reports.no, record.dataLinked ? reports.record.linkedShort : reports.record.unlinkedShort, category.retention || reports.record.retentionNotStated,
    ])),
    none(data.purposes.flatMap(({ record }) => record.dataCategories), words),
  );
}

export function recipientTable(data: RecordData, words: Words): ReportTable {
  const { law, reports } = words;
  return table(
    'recipients', reports.record.tables.recipients, columns(words, [['key', 'text'], ['title', 'text'], ['recipient', 'text'], ['role', 'text'], ['country', 'text'], ['transfer_tool', 'text']]),
    data.purposes.flatMap(({ key, record }) => record.recipients.map((recipient) => [key, record.title, recipient.name, law.recipientRoles[recipient.role], text(recipient.country), law.transferTools[recipient.transferTool]])),
    none(data.purposes.flatMap(({ record }) => record.recipients), words),
  );
}

export function securityTable(data: RecordData, words: Words): ReportTable {
  const { law, reports } = words;
  return table(
    'security_measures', reports.record.tables.security_measures, columns(words, [['key', 'text'], ['title', 'text'], ['letter', 'text'], ['measure', 'text']]),
    data.purposes.flatMap(({ key, record }) => record.securityMeasures.map((measure) => [key, record.title, law.security[measure.letter], measure.measure])),
    none(data.purposes.flatMap(({ record }) => record.securityMeasures), words),
  );
}

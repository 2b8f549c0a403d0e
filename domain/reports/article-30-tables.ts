import { termLabel } from '@/domain/purposes/labels';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { basisCitations } from '@/domain/purposes/vocabulary';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportTable } from '@/domain/reports/document';
import type { RecordData } from '@/domain/reports/record-data';
import type { Words } from '@/domain/words/catalogue';
import { placeName } from '@/domain/words/place-name';

type Purpose = RecordData['purposes'][number];
type Basis = PurposeRecord['bases'][number];
type Row = { purpose: Purpose; basis: Basis };

/** One row per purpose and jurisdiction: what Article 30(1) is about. */
export const rowsOf = (data: RecordData): Row[] => data.purposes.flatMap((purpose) => (purpose.record.bases.length === 0 ? [{ purpose, basis: noBasis }] : purpose.record.bases.map((basis) => ({ purpose, basis }))));

/** Stands where a purpose has no basis at all, so that it is not left out of its own record. */
const noBasis: Basis = PurposeRecord.shape.bases.parse([{ jurisdiction: '–', basis: 'not_stated' }])[0] as Basis;

const text = (value: string): ReportCell => (value === '' ? null : value);
const list = (values: string[]): ReportCell => text(values.join('; '));
const none = (entries: unknown[], { reports }: Words) => (entries.length === 0 ? reports.record.nothing : null);
const unique = (values: string[]) => [...new Set(values)];

export function overviewTable(data: RecordData, words: Words): ReportTable {
  const { record } = words.reports;
  return table(
    'overview', record.tables.overview, columns(words, [['key', 'text'], ['title', 'text'], ['jurisdiction', 'text'], ['basis', 'text'], ['status', 'text'], ['version', 'integer'], ['review_due', 'date']]),
    rowsOf(data).map(({ purpose, basis }) => [purpose.key, purpose.record.title, placeName(basis.jurisdiction, words.law.places), words.law.bases[basis.basis], words.register.statuses[purpose.status], purpose.version, purpose.record.timing.reviewDue]),
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
    purpose.key, placeName(basis.jurisdiction, law.places), record.owner, record.title, text(record.description), text(benefitOf(record, words)), list(record.purposeTerms.map((term) => termLabel(term, words))),
    list(unique([...record.jointControllers.map(({ name, contact }) => (contact === '' ? name : named(name, contact))), ...record.recipients.filter((recipient) => recipient.role === 'joint_controller').map((recipient) => recipient.name)])),
    list(unique(record.dataUses.flatMap((use) => use.subjects))),
    list(record.dataUses.map((use) => (use.special ? named(use.category, reports.record.special) : use.category))),
    record.dataLinked ? reports.record.linkedShort : reports.record.unlinked,
    list(record.recipients.map((recipient) => named(recipient.name, law.recipientRoles[recipient.role]))),
    list(unique(record.recipients.map((recipient) => recipient.country).filter((country) => country !== ''))),
    list(unique(record.recipients.map((recipient) => law.transferTools[recipient.transfer.tool]))),
    retentionOf(record, words),
    list(record.securityMeasures.map((measure) => named(measure.measure, law.security[measure.letter]))),
    law.bases[basis.basis], list(unique([law.cite(basisCitations[basis.basis]), basis.legalReference].filter((reference) => reference !== ''))), text(basis.justification),
    list(unique(record.dataUses.filter((use) => use.special).map((use) => law.specialConditions[use.specialCondition]))),
    text(basis.interest),
    record.timing.reviewDue, words.register.statuses[purpose.status], purpose.version, purpose.recorded_at,
  ];
}

const benefitOf = ({ benefits }: PurposeRecord, { record }: Words) =>
  [benefits.note, benefits.controller ? record.fields['benefits.controller'] : '', benefits.dataSubject ? record.fields['benefits.dataSubject'] : '', benefits.recipients.join(', ')].filter((part) => part !== '').join('; ');

const limitOf = ({ retention }: PurposeRecord['dataUses'][number]) => [retention.duration, retention.criterion].filter((part) => part !== '').join('; ');

function retentionOf({ dataUses }: PurposeRecord, { reports }: Words): ReportCell {
  const limits = unique(dataUses.map(limitOf));
  if (limits.length <= 1) return limits[0] || reports.record.retentionNotStated;
  return list(dataUses.map((use) => `${use.category}: ${limitOf(use) || reports.record.retentionNotStated}`));
}

export function categoryTable(data: RecordData, words: Words): ReportTable {
  const { reports } = words;
  return table(
    'data_categories', reports.record.tables.data_categories, columns(words, [['key', 'text'], ['category', 'text'], ['terms', 'text'], ['data_subjects', 'text'], ['special', 'text'], ['data_linked', 'text'], ['retention', 'text']]),
    data.purposes.flatMap(({ key, record }) => record.dataUses.map((use) => [
      key, use.category, list(use.terms.map((term) => termLabel(term, words))), list(use.subjects), use.special ? reports.record.special : null, record.dataLinked ? reports.record.linkedShort : reports.record.unlinkedShort, text(limitOf(use)) ?? reports.record.retentionNotStated,
    ])),
    none(data.purposes.flatMap(({ record }) => record.dataUses), words),
  );
}

export function recipientTable(data: RecordData, words: Words): ReportTable {
  const { law, reports } = words;
  return table(
    'recipients', reports.record.tables.recipients, columns(words, [['key', 'text'], ['title', 'text'], ['recipient', 'text'], ['role', 'text'], ['country', 'text'], ['transfer_tool', 'text']]),
    data.purposes.flatMap(({ key, record }) => record.recipients.map((recipient) => [key, record.title, recipient.name, law.recipientRoles[recipient.role], text(recipient.country), law.transferTools[recipient.transfer.tool]])),
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

import { lawfulBases } from '@/domain/purposes/vocabulary';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportTable } from '@/domain/reports/document';
import type { PeriodicData } from '@/domain/reports/periodic-data';
import type { RecordData } from '@/domain/reports/record-data';
import type { Words } from '@/domain/words/catalogue';
import { placeName } from '@/domain/words/place-name';

const text = (value: string): ReportCell => (value === '' ? null : value);

/** Purposes by jurisdiction and basis: a purpose with two bases in one jurisdiction counts under both. */
export function basisTable({ purposes }: RecordData, words: Words): ReportTable {
  const pairs = purposes.flatMap(({ key, record }) => (record.bases.length === 0 ? [{ key, jurisdiction: '–', basis: 'not_stated' as const }] : record.bases.map(({ jurisdiction, basis }) => ({ key, jurisdiction, basis }))));
  const jurisdictions = [...new Set(pairs.map(({ jurisdiction }) => jurisdiction))].sort();
  const rows = jurisdictions.flatMap((jurisdiction) =>
    lawfulBases.flatMap((basis): ReportCell[][] => {
      const keys = new Set(pairs.filter((pair) => pair.jurisdiction === jurisdiction && pair.basis === basis).map(({ key }) => key));
      return keys.size === 0 ? [] : [[placeName(jurisdiction, words.law.places), words.law.bases[basis], keys.size]];
    }),
  );
  return table('bases', words.reports.periodic.tables.bases, columns(words, [['jurisdiction', 'text'], ['basis', 'text'], ['purposes', 'integer']]), rows);
}

/** What was recorded in the register during the period. */
export function changeTable({ changes }: PeriodicData, words: Words): ReportTable {
  const { periodic: t } = words.reports;
  return table(
    'changes', t.tables.changes, columns(words, [['key', 'text'], ['title', 'text'], ['version', 'integer'], ['change_reason', 'text'], ['recorded_at', 'instant']]),
    changes.map(({ key, title, version, reason, recorded_at: at }) => [key, title, version, text(reason), at]), changes.length === 0 ? t.noChanges : null,
  );
}

/** Assessments under Art 6(1)(f), 35 and Chapter V: what was assessed, with which outcome, and what is open. */
export function assessmentTable({ purposes }: RecordData, words: Words): ReportTable {
  const { record, reports } = words;
  const { periodic: t } = reports;
  const rows = purposes.flatMap(({ key, record: { bases, impactAssessment, recipients } }): ReportCell[][] => [
    ...bases.filter(({ basis }) => basis === 'legitimate_interests').map(({ jurisdiction, assessment }): ReportCell[] => [key, t.assessments.interests(placeName(jurisdiction, words.law.places)), record.codes.assessmentOutcomes[assessment.outcome], text(assessment.reference), assessment.reviewDue]),
    [key, t.assessments.impact, record.codes.dpiaStatuses[impactAssessment.status], text(impactAssessment.reference), null],
    ...recipients.filter(({ transfer }) => !['none', 'not_stated', 'adequacy_decision'].includes(transfer.tool)).map(({ name, transfer }): ReportCell[] => [key, t.assessments.transfer(name), record.codes.transferOutcomes[transfer.assessmentOutcome], null, transfer.assessmentReviewDue]),
  ]);
  return table('assessments', t.tables.assessments, columns(words, [['key', 'text'], ['assessment', 'text'], ['outcome', 'text'], ['reference', 'text'], ['review_due', 'date']]), rows);
}

/** Arrangements between joint controllers (Art 26 GDPR), as far as the register names them. */
export function arrangementTable({ purposes }: RecordData, words: Words): ReportTable {
  const { periodic: t } = words.reports;
  const rows = purposes.flatMap(({ key, record }) =>
    record.recipients.filter(({ role }) => role === 'joint_controller').map(({ name, arrangement }): ReportCell[] => [key, name, text(arrangement.reference), arrangement.date, text(arrangement.informing), text(arrangement.rights), text(arrangement.contactPoint), text(arrangement.essenceUrl)]),
  );
  return table(
    'arrangements', t.tables.arrangements, columns(words, [['key', 'text'], ['recipient', 'text'], ['reference', 'text'], ['arranged_on', 'date'], ['informs', 'text'], ['answers_rights', 'text'], ['contact', 'text'], ['essence', 'text']]), rows, rows.length === 0 ? t.noArrangements : null,
  );
}

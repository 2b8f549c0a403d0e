import { findingStatuses, severities } from '@/domain/findings/vocabulary';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportDocument, ReportTable } from '@/domain/reports/document';
import type { ClearanceRow, FindingRow, FindingsData } from '@/domain/reports/findings-data';
import { frame, section } from '@/domain/reports/frame';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

/** Which rules fired and which sharing may go ahead for how many: what the rules say, never that anything is lawful. */
export function findingsAndClearance(data: FindingsData, words: Words): ReportDocument {
  const { reports } = words;
  const { findings: f, provenance: p } = reports;
  const format = formatter(data.language);
  const asOf = format.endInstant(new Date(data.as_of), data.zone);
  const scope = data.campaign === null ? p.wholeRegister : reports.with(data.title ?? data.campaign, data.campaign);
  const open = data.findings.filter(({ status }) => status !== 'resolved');
  return {
    ...frame(data, words, { zone: data.zone, before: [{ label: p.scope, value: scope }], between: [{ label: p.rules, value: data.rules }, { label: p.cells, value: p.exact }] }),
    title: reports.types.findings_and_clearance,
    subtitle: f.subtitle(asOf),
    sections: [
      section('summary', f.sections.summary, {
        paragraphs: [f.notALegalOpinion],
        facts: [
          ...severities.map((severity) => ({ label: f.severities[severity], value: format.count(open.filter((one) => one.severity === severity).length) })),
          { label: f.overridden, value: format.count(data.findings.filter(({ status }) => status === 'overridden').length) },
          { label: f.clearedFor, value: f.clearedOf(format.count(data.clearance.filter(({ may }) => (may ?? 0) > 0).length), format.count(data.clearance.length)) },
        ],
        tables: [tallyTable(data.findings, words)],
      }),
      section('findings', f.sections.findings, { tables: [findingsTable(data.findings, words)] }),
      section('clearance', f.sections.clearance, { paragraphs: [f.clearanceMeans], tables: [clearanceTable(data.clearance, words)] }),
      section('method', f.sections.method, { paragraphs: f.method }),
    ],
  };
}

/** How many findings stand where, by severity. */
export function tallyTable(findings: readonly FindingRow[], words: Words): ReportTable {
  const { findings: f } = words.reports;
  return table(
    'tally', f.tables.tally, [...columns(words, [['severity', 'text']]), ...findingStatuses.map((status) => ({ id: status, label: f.statuses[status], description: f.statusMeans[status], type: 'integer' as const }))],
    severities.map((severity): ReportCell[] => [f.severities[severity], ...findingStatuses.map((status) => findings.filter((one) => one.severity === severity && one.status === status).length)]),
  );
}

/** Gravest first, then by rule and object. */
export function findingsTable(findings: readonly FindingRow[], words: Words): ReportTable {
  const { findings: f } = words.reports;
  const order = (row: FindingRow) => `${severities.indexOf(row.severity)} ${row.rule} ${row.object}`;
  const sorted = findings.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  return table(
    'findings', f.tables.findings,
    columns(words, [['rule', 'text'], ['severity', 'text'], ['finding_status', 'text'], ['object', 'text'], ['finding', 'text'], ['citation', 'text'], ['found_at', 'instant'], ['decision', 'text']]),
    sorted.map((row) => [row.rule, f.severities[row.severity], f.statuses[row.status], row.object, row.sentence, row.citation, row.found_at, row.decision]),
    findings.length === 0 ? f.none : null,
  );
}

export function clearanceTable(rows: readonly ClearanceRow[], words: Words): ReportTable {
  const { findings: f } = words.reports;
  return table(
    'clearance', f.tables.clearance,
    columns(words, [['key', 'text'], ['title', 'text'], ['jurisdiction', 'text'], ['basis', 'text'], ['in_scope', 'integer'], ['may_proceed', 'integer'], ['held_back', 'integer'], ['held_by', 'text'], ['ground', 'text']]),
    rows.map((row) => [row.purpose, row.title, row.jurisdiction, row.basis, row.population, row.may, row.held, row.held_by === '' ? null : row.held_by, row.ground]),
    rows.length === 0 ? f.noClearance : null,
  );
}

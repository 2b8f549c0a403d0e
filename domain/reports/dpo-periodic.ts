import { overviewTable } from '@/domain/reports/article-30-tables';
import { burnUpChart } from '@/domain/reports/campaign-charts';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportDocument, ReportSection, ReportTable } from '@/domain/reports/document';
import { findingsTable, tallyTable } from '@/domain/reports/findings-and-clearance';
import { frame, section } from '@/domain/reports/frame';
import { campaignBrief, campaignTables } from '@/domain/reports/periodic-campaigns';
import { clearanceBrief, clearanceDetails } from '@/domain/reports/periodic-clearance';
import type { Due, PeriodicData } from '@/domain/reports/periodic-data';
import { arrangementTable, assessmentTable, basisTable, changeTable } from '@/domain/reports/periodic-register';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

/** What a board reads is at most so many decisions (legal model of a data protection officer's report). */
const mostDecisions = 5;

/**
 * The report of the data protection officer to the highest management level (Art 38(3), 39(1)(b) GDPR): two pages, then annexes. A function
 * of its data and of the words alone.
 */
export function dpoPeriodic(data: PeriodicData, words: Words): ReportDocument {
  const { periodic: t, provenance: p, ...reports } = words.reports;
  const format = formatter(data.language);
  const [from, to] = [format.instant(new Date(data.from), data.zone), format.endInstant(new Date(data.as_of), data.zone)];
  const annex = (id: string, heading: string, parts: Partial<ReportSection>): ReportSection => ({ ...section(id, heading, parts), annex: true });
  return {
    ...frame(data, words, { zone: data.zone, before: [{ label: p.period, value: p.fromTo(from, to) }], between: [{ label: p.rules, value: data.rules }, { label: p.cells, value: p.exact }] }),
    title: reports.types.dpo_periodic,
    subtitle: p.fromTo(from, to),
    sections: [
      section('decisions', t.sections.decisions, { paragraphs: data.decisions.length === 0 ? [t.noDecisions] : [], tables: data.decisions.length === 0 ? [] : [dueTable('decisions', t.sections.decisions, data.decisions.slice(0, mostDecisions), words)] }),
      findings(data, words),
      campaignBrief(data, data.from, words),
      clearanceBrief(data, words),
      register(data, words),
      section('people', t.sections.people, { facts: arrivalFacts(data, words) }),
      annex('annex-campaigns', t.annexes.campaigns, { charts: data.campaigns.map(({ now }, at) => ({ ...burnUpChart(now, words), id: `burn-up-${at + 1}` })), paragraphs: data.campaigns.length === 0 ? [t.noCampaigns] : [], tables: campaignTables(data, words) }),
      annex('annex-clearance', t.annexes.clearance, { tables: [clearanceDetails(data, words)] }),
      annex('annex-findings', t.annexes.findings, { tables: [{ ...findingsTable(data.findings.rows, words), id: 'all_findings' }, tallyTable(data.findings.rows, words)] }),
      annex('annex-register', t.annexes.register, { tables: [basisTable(data.register, words), overviewTable(data.register, words), changeTable(data, words), dueTable('reviews', t.tables.due, data.due, words)] }),
      annex('annex-assessments', t.annexes.assessments, { tables: [assessmentTable(data.register, words), arrangementTable(data.register, words)] }),
      annex('annex-method', t.annexes.method, { paragraphs: t.method }),
    ],
  };
}

export function dueTable(id: string, title: string, rows: readonly Due[], words: Words): ReportTable {
  return table(id, title, columns(words, [['matter', 'text'], ['object', 'text'], ['owner', 'text'], ['due', 'date']]), rows.map(({ what, object, owner, due }) => [what, object, owner === '' ? null : owner, due]), rows.length === 0 ? words.reports.periodic.nothingDue : null);
}

/** How findings moved in the period, by severity. */
function findings({ findings: { decided, trend, rows }, as_of: asOf, language }: PeriodicData, words: Words): ReportSection {
  const { periodic: t, findings: f } = words.reports;
  const { count } = formatter(language);
  const later = rows.filter(({ steps }) => steps.every(({ at }) => at >= asOf)).length;
  const heads = columns(words, [['severity', 'text'], ['open_before', 'integer'], ['newly_open', 'integer'], ['resolved', 'integer'], ['acknowledged', 'integer'], ['overridden', 'integer'], ['open_after', 'integer']]);
  return section('findings', t.sections.findings, {
    paragraphs: [[t.findingsOf(count(decided), count(rows.length)), ...(later === 0 ? [] : [t.foundLater(count(later))])].join(' ')],
    tables: [table('finding_trend', t.sections.findings, heads, trend.map((one): ReportCell[] => [f.severities[one.severity], one.open_before, one.opened, one.resolved, one.acknowledged, one.overridden, one.open_after]), t.findingsNote)],
  });
}

function register(data: PeriodicData, words: Words): ReportSection {
  const { periodic: t } = words.reports;
  const { count } = formatter(data.language);
  const records = data.register.purposes.map(({ record }) => record);
  const having = (test: (record: (typeof records)[number]) => boolean) => count(records.filter(test).length);
  return section('register', t.sections.register, {
    facts: [
      { label: t.facts.purposes, value: t.before(count(records.length), count(data.purposes_before)) },
      { label: t.facts.changes, value: count(data.changes.length) },
      { label: t.facts.overdue, value: count(data.due.length) },
      {
        label: t.facts.among,
        value: t.among(
          having(({ dataUses }) => dataUses.some(({ special }) => special)), having(({ children }) => children.affected === 'yes'),
          having(({ recipients }) => recipients.some(({ transfer }) => !['none', 'not_stated'].includes(transfer.tool))),
        ),
      },
    ],
  });
}

function arrivalFacts({ arrivals, erased, language }: PeriodicData, { reports: { periodic: t } }: Words): ReportSection['facts'] {
  const { count } = formatter(language);
  return [
    { label: t.facts.received, value: t.receivedOf(count(arrivals.received), count(arrivals.batches), count(arrivals.stored), count(arrivals.duplicates), count(arrivals.rejected)) },
    { label: t.facts.withdrawn, value: count(arrivals.withdrawn) },
    { label: t.facts.erased, value: t.erasedOf(count(erased.people), count(erased.campaigns_deleted)) },
  ];
}

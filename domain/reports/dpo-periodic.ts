import { overviewTable } from '@/domain/reports/article-30-tables';
import { burnUpChart } from '@/domain/reports/campaign-charts';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportDocument, ReportSection, ReportTable } from '@/domain/reports/document';
import { findingsTable, tallyTable } from '@/domain/reports/findings-and-clearance';
import { frame, section } from '@/domain/reports/frame';
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
      section('decisions', t.sections.decisions, { paragraphs: data.decisions.length === 0 ? [t.noDecisions] : [], tables: data.decisions.length === 0 ? [] : [dueTable('decisions', t.tables.decisions, data.decisions.slice(0, mostDecisions), words)] }),
      section('findings', t.sections.findings, { paragraphs: [t.findingsOf(format.count(data.findings.opened), format.count(data.findings.decided))], tables: [tallyTable(data.findings.rows, words)] }),
      campaigns(data, words),
      register(data, words),
      section('people', t.sections.people, { facts: arrivalFacts(data, words) }),
      annex('annex-campaigns', t.annexes.campaigns, { charts: data.campaigns.map(({ now }, at) => ({ ...burnUpChart(now, words), id: `burn-up-${at + 1}` })), paragraphs: data.campaigns.length === 0 ? [t.noCampaigns] : [], tables: data.campaigns.length === 0 ? [] : [campaignTable(data, words)] }),
      annex('annex-findings', t.annexes.findings, { tables: [{ ...findingsTable(data.findings.rows, words), id: 'all_findings' }] }),
      annex('annex-register', t.annexes.register, { tables: [overviewTable(data.register, words), changeTable(data, words), dueTable('reviews', t.tables.due, data.due, words)] }),
      annex('annex-assessments', t.annexes.assessments, { tables: [assessmentTable(data.register, words), arrangementTable(data.register, words)] }),
      annex('annex-method', t.annexes.method, { paragraphs: t.method }),
    ],
  };
}

export function dueTable(id: string, title: string, rows: readonly Due[], words: Words): ReportTable {
  return table(id, title, columns(words, [['matter', 'text'], ['object', 'text'], ['owner', 'text'], ['due', 'date']]), rows.map(({ what, object, owner, due }) => [what, object, owner === '' ? null : owner, due]), rows.length === 0 ? words.reports.periodic.nothingDue : null);
}

type Standing = PeriodicData['campaigns'][number];
const total = (counts: readonly (number | null)[]) => counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
const refused = ({ now: { counts } }: Standing) => total([counts.declined, counts.withdrawn, counts.objected]);
const undecided = ({ now: { counts } }: Standing) => total([counts.displayed, counts.dismissed, counts.deferred, counts.delivered, counts.not_reached]);
const late = ({ now }: Standing) => total(now.deadlines.filter(({ in_force: inForce }) => inForce).map(({ accepted_late: accepted }) => accepted));

function campaigns({ campaigns: all }: PeriodicData, words: Words): ReportSection {
  const { periodic: t } = words.reports;
  if (all.length === 0) return section('campaigns', t.sections.campaigns, { paragraphs: [t.noCampaigns] });
  const rows = all.map((one): ReportCell[] => [one.now.title, one.now.population, one.now.counts.accepted, one.now.rates.of_due, refused(one), undecided(one), late(one)]);
  const heads = columns(words, [['campaign', 'text'], ['population', 'integer'], ['accepted', 'integer'], ['of_due', 'rate'], ['refused', 'integer'], ['undecided', 'integer'], ['accepted_late', 'integer']]);
  return section('campaigns', t.sections.campaigns, { paragraphs: [words.uptake.acceptedMeans], tables: [table('campaigns', t.tables.campaigns, heads, rows)] });
}

/** What the brief leaves out of each campaign. */
function campaignTable({ campaigns: all }: PeriodicData, words: Words): ReportTable {
  const { periodic: t } = words.reports;
  const rows = all.map(({ now, accepted_before: before }): ReportCell[] => [
    now.title, before, now.counts.accepted === null || before === null ? null : now.counts.accepted - before, now.counts.unproven, now.counts.closed, now.counts.not_reached, now.deadlines.findLast(({ in_force: inForce }) => inForce)?.at ?? null,
  ]);
  return table('campaign_changes', t.tables.campaignChanges, columns(words, [['campaign', 'text'], ['accepted_before', 'integer'], ['accepted_more', 'integer'], ['unproven', 'integer'], ['closed', 'integer'], ['not_reached', 'integer'], ['at', 'instant']]), rows);
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
      { label: t.facts.special, value: having(({ dataUses }) => dataUses.some(({ special }) => special)) },
      { label: t.facts.children, value: having(({ children }) => children.affected === 'yes') },
      { label: t.facts.abroad, value: having(({ recipients }) => recipients.some(({ transfer }) => !['none', 'not_stated'].includes(transfer.tool))) },
    ],
    tables: [basisTable(data.register, words)],
  });
}

function arrivalFacts({ arrivals, erased, language }: PeriodicData, { reports: { periodic: t } }: Words): ReportSection['facts'] {
  const { count } = formatter(language);
  return [
    { label: t.facts.received, value: t.receivedOf(count(arrivals.received), count(arrivals.batches), count(arrivals.stored), count(arrivals.duplicates), count(arrivals.rejected)) },
    { label: t.facts.withdrawn, value: count(arrivals.withdrawn) },
    { label: t.facts.erased, value: count(erased.people) },
    { label: t.facts.deleted, value: count(erased.campaigns_deleted) },
  ];
}

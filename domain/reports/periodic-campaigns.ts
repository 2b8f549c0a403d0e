import { burnUpChart } from '@/domain/reports/campaign-charts';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportChart, ReportSection, ReportTable } from '@/domain/reports/document';
import { section } from '@/domain/reports/frame';
import type { PeriodicData } from '@/domain/reports/periodic-data';
import type { Counts } from '@/domain/uptake/rates';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

type Standing = PeriodicData['campaigns'][number];

/** Beyond, a board reads how many accepted, and everything else in the annex. */
const mostInFull = 1;
const mostInWords = 3;
const mostInBrief = 6;
/** Low enough for two pages to hold the brief. */
const briefHeight = 230;

const total = (counts: readonly (number | null)[]) => counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
const measures = {
  accepted: ({ accepted }: Counts) => accepted,
  declined: ({ declined }: Counts) => declined,
  withdrawn: ({ withdrawn }: Counts) => withdrawn,
  objected: ({ objected }: Counts) => objected,
  undecided: ({ displayed, dismissed, deferred, delivered, not_reached: notReached }: Counts) => total([displayed, dismissed, deferred, delivered, notReached]),
} as const;
type Measure = keyof typeof measures;
const all: Measure[] = ['accepted', 'declined', 'withdrawn', 'objected', 'undecided'];
const late = ({ now }: Standing) => total(now.deadlines.filter(({ in_force: inForce }) => inForce).map(({ accepted_late: accepted }) => accepted));
const less = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);
/** Before a campaign was announced nobody had answered. */
const startOf = ({ before }: Standing, measure: Measure) => (before ? measures[measure](before.counts) : measure === 'undecided' ? null : 0);

/** Where each campaign stands and how it came there over the period, for a board. */
export function campaignBrief({ campaigns }: Pick<PeriodicData, 'campaigns'>, from: string, words: Words): ReportSection {
  const { periodic: t } = words.reports;
  if (campaigns.length === 0) return section('campaigns', t.sections.campaigns, { paragraphs: [t.noCampaigns] });
  const inFull = campaigns.length <= mostInFull;
  return section('campaigns', t.sections.campaigns, {
    paragraphs: [[...(campaigns.length <= mostInWords ? campaigns.map((one) => sentence(one, words)) : []), words.uptake.acceptedMeans].join(' ')],
    charts: campaigns.length === 1 ? campaigns.flatMap((one) => periodChart(one, from, words)) : [],
    tables: [trendTable('campaigns', t.tables.campaigns, campaigns.slice(0, mostInBrief), inFull ? all : ['accepted'], words)],
  });
}

/** What the brief leaves out of each campaign. */
export function campaignTables({ campaigns }: Pick<PeriodicData, 'campaigns'>, words: Words): ReportTable[] {
  const { periodic: t } = words.reports;
  if (campaigns.length === 0) return [];
  const rows = campaigns.map((one): ReportCell[] => [
    one.now.title, one.before ? one.before.population : null, one.now.population, late(one), one.now.counts.unproven, one.now.counts.closed, one.now.deadlines.findLast(({ in_force: inForce }) => inForce)?.at ?? null,
  ]);
  const heads = columns(words, [['campaign', 'text'], ['population_before', 'integer'], ['population', 'integer'], ['accepted_late', 'integer'], ['unproven', 'integer'], ['closed', 'integer'], ['deadline_at', 'instant']]);
  return [...(campaigns.length > mostInFull ? [trendTable('campaign_trends', t.tables.trends, campaigns, all, words)] : []), table('campaign_changes', t.tables.campaignChanges, heads, rows)];
}

function trendTable(id: string, title: string, campaigns: readonly Standing[], shown: readonly Measure[], words: Words): ReportTable {
  const { periodic: t } = words.reports;
  const names: Record<Measure, string> = { ...words.uptake.counts, undecided: t.undecided };
  const named = (one: Standing): ReportCell[] => (campaigns.length > 1 ? [one.now.title] : []);
  const rows = campaigns.flatMap((one) =>
    shown.map((measure): ReportCell[] => {
      const [before, now] = [startOf(one, measure), measures[measure](one.now.counts)];
      return [...named(one), names[measure], before, now, less(now, before), one.now.population, now === null || !one.now.population ? null : now / one.now.population];
    }),
  );
  return table(id, title, columns(words, [...(campaigns.length > 1 ? [['campaign', 'text'] as const] : []), ['name', 'text'], ['at_start', 'integer'], ['at_end', 'integer'], ['change', 'integer'], ['population', 'integer'], ['share', 'rate']]), rows);
}

function sentence(one: Standing, words: Words): string {
  const { periodic: t } = words.reports;
  const format = formatter(one.now.language);
  const of = (accepted: number | null, population: number | null, rate: number | null) => t.acceptedOf(format.count(accepted), format.count(population), format.rate(rate));
  const { now, before } = one;
  const end = of(now.counts.accepted, now.population, now.rates.of_due);
  if (before === null) return t.announcedIn(now.title, end);
  const points = less(now.rates.of_due, before.rates.of_due);
  const change = less(now.counts.accepted, before.counts.accepted);
  return t.rose(now.title, of(before.counts.accepted, before.population, before.rates.of_due), end, change === null ? '–' : `${change > 0 ? '+' : ''}${format.count(change)}`, format.points(points));
}

/** The days of the period alone, where something happened in it. */
function periodChart({ now, before }: Standing, from: string, words: Words): ReportChart[] {
  const first = formatter(now.language).isoDay(new Date(from), now.zone);
  const series = now.series.filter(({ date }) => date >= first);
  if (series.length < 2 || now.counts.accepted === (before?.counts.accepted ?? 0)) return [];
  return [{ ...burnUpChart({ ...now, series, marks: now.marks.filter(({ date }) => date >= first) }, words, briefHeight), id: 'uptake-in-period' }];
}

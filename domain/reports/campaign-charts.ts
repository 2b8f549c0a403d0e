import { burnUp } from '@/charts/burn-up';
import { partsBar } from '@/charts/parts-bar';
import { burnUpSvg, partsBarHeight, partsBarSvg } from '@/charts/svg';
import { textWidth } from '@/charts/text-width';
import { type CampaignData, type DayData, seenOf } from '@/domain/reports/campaign-data';
import type { ReportChart } from '@/domain/reports/document';
import type { CountName } from '@/domain/uptake/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

const width = 640;
const members = {
  accepted: ['accepted'], pending: ['displayed', 'dismissed', 'deferred'], unseen: ['delivered', 'not_reached'], refused: ['declined', 'withdrawn', 'objected'], closed: ['closed'],
} as const satisfies Record<string, readonly CountName[]>;
type PartName = keyof typeof members;
const partNames: PartName[] = ['accepted', 'pending', 'unseen', 'refused', 'closed'];

const sumOf = (data: CampaignData, part: PartName) => members[part].reduce<number | null>((sum, name) => (sum === null || data.counts[name] === null ? null : sum + (data.counts[name] ?? 0)), 0);

/** The parts of the population in one bar. */
export function partsChart(data: CampaignData, words: Words): ReportChart {
  const { uptake, reports } = words;
  const format = formatter(data.language);
  const names: Record<PartName, string> = { accepted: uptake.parts.accepted, pending: uptake.parts.pending, unseen: uptake.parts.unseen, refused: uptake.parts.refused, closed: uptake.counts.closed };
  const bar = partsBar({ width, height: 30, total: data.population, parts: partNames.map((id) => ({ id, value: sumOf(data, id) })) });
  const list = partNames.map((id) => {
    const value = sumOf(data, id);
    return `${names[id]} ${value === null ? uptake.suppressed : format.count(value)}`;
  });
  const alternative = reports.campaign.partsAlternative(list.join('; '));
  const legend = { title: uptake.parts.title, description: alternative, names, withheld: uptake.suppressed, number: format.count, percent: format.rate };
  const svg = partsBarSvg(bar, legend);
  return { id: 'parts', caption: uptake.parts.title, alternative, svg, width, height: partsBarHeight(bar, legend) };
}

/** How many accepted and had opened, day by day, against population, target, reminders and every deadline. */
export function burnUpChart(data: CampaignData, words: Words, height = 320): ReportChart {
  const { uptake, reports } = words;
  const format = formatter(data.language);
  const days = trimmed(data).map((day) => ({ date: day.date, accepted: day.counts.accepted, seen: seenOf(day.counts) }));
  const names = {
    accepted: uptake.burnUp.accepted,
    seen: uptake.burnUp.seen,
    target: data.target === null ? '' : `${uptake.burnUp.target} ${format.count(data.target * (data.population ?? 0))}`,
    population: `${uptake.burnUp.population} ${format.count(data.population)}`,
  };
  const right = Math.max(...Object.values(names).map((name) => textWidth(name, 11))) + 14;
  const chart = burnUp({ width, height, days, population: data.population, target: data.target, marks: data.marks, right });
  const [from, to] = [format.date(days[0]?.date ?? data.as_of.slice(0, 10)), format.date(days.at(-1)?.date ?? data.as_of.slice(0, 10))];
  const last = days.at(-1);
  const accepted = last?.accepted ?? null;
  const caption = accepted === null ? uptake.burnUp.captionWithheld(from, to) : uptake.burnUp.caption(format.count(accepted), from, to);
  const seen = last?.seen ?? null;
  const alternative = seen === null ? caption : `${caption} ${reports.campaign.seenAlternative(format.count(seen), to)}`;
  const svg = burnUpSvg(chart, {
    title: uptake.burnUp.title, description: alternative, ...names, number: format.count, date: (date) => format.shortDate(date),
  });
  return { id: 'burn-up', caption, alternative, svg, width, height: chart.height };
}

/** The days worth drawing: up to a fortnight after the last change or the last deadline, whichever is later. */
function trimmed({ series, marks }: CampaignData): DayData[] {
  const isSame = (a: DayData, b: DayData | undefined) => b !== undefined && JSON.stringify(a.counts) === JSON.stringify(b.counts);
  const lastChange = series.findLastIndex((day, i) => !isSame(day, series[i - 1]));
  const lastMark = marks.reduce((latest, mark) => (mark.date > latest ? mark.date : latest), '');
  const markDay = series.findLastIndex((day) => day.date <= lastMark);
  return series.slice(0, Math.max(lastChange, markDay) + 15);
}

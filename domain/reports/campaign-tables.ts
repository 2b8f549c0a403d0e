import { type CampaignData, type CellData, type GroupData, fractionOf } from '@/domain/reports/campaign-data';
import { columns, table } from '@/domain/reports/columns';
import { type ReportCell, type ReportTable, suppressed } from '@/domain/reports/document';
import { type CountName, type RateName, countNames, rateNames } from '@/domain/uptake/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';
import { segmentName } from '@/domain/words/segment-name';

type Shown = { withheld: string[] };
const shown = (cell: Shown, name: string, value: number | null): ReportCell => (cell.withheld.includes(name) ? suppressed : value);

const integerColumns = (names: readonly (CountName | 'population')[]) => names.map((name) => [name, 'integer'] as const);

/** The counts of the whole, then every rate with the two numbers it was made from. */
export function totalTables(data: CampaignData, words: Words): ReportTable[] {
  const { campaign, columns: names } = words.reports;
  return [
    table('counts', campaign.tables.counts, columns(words, [['name', 'text'], ['value', 'integer']]), [
      [names.population.label, shown(data, 'population', data.population)],
      ...countNames.map((name): ReportCell[] => [words.uptake.counts[name], shown(data, name, data.counts[name])]),
    ]),
    table(
      'rates', campaign.tables.rates, columns(words, [['name', 'text'], ['numerator', 'integer'], ['denominator', 'integer'], ['rate', 'rate']]),
      rateNames.map((rate) => [campaign.rates[rate], shown(data, 'accepted', data.counts.accepted), denominatorOf(data, rate), rateOf(data, rate)]),
      campaign.ratesNote,
    ),
  ];
}

/** A denominator that was not withheld by itself is withheld all the same when its rate is. */
function denominatorOf(cell: CellData, rate: RateName): ReportCell {
  const { denominator, withheld } = fractionOf(cell, rate);
  if (rate === 'of_due') return shown(cell, 'population', denominator);
  return withheld ? suppressed : denominator;
}

/** A rate whose denominator cannot be told is not printed: it would stand without one (rule STA-01). */
const rateOf = (cell: CellData, rate: RateName): ReportCell => shown(cell, rate, fractionOf(cell, rate).denominator === null ? null : cell.rates[rate]);

type Dimension = 'region' | 'platform';

/** Counts and rates of the groups of one table. */
export function groupTables(name: 'region' | 'platform' | 'region_platform', groups: GroupData[], words: Words, asOf: string): ReportTable[] {
  if (groups.length === 0) return [];
  const titles = words.reports.campaign.tables;
  const dimensions: Dimension[] = name === 'region_platform' ? ['region', 'platform'] : [name];
  const key = (group: GroupData): ReportCell[] => dimensions.map((dimension) => (group.key[dimension] === undefined ? null : segmentName(dimension, group.key[dimension], words)));
  const heads = dimensions.map((dimension) => [dimension, 'text'] as const);
  return [
    table(
      `counts_by_${name}`, `${titles[`counts_by_${name}`]}, ${asOf}`, columns(words, [...heads, ...integerColumns(['population', ...countNames])]),
      groups.map((group) => [...key(group), shown(group, 'population', group.population), ...countNames.map((count) => shown(group, count, group.counts[count]))]),
    ),
    table(
      `rates_by_${name}`, `${titles[`rates_by_${name}`]}, ${asOf}`,
      columns(words, [...heads, ['accepted', 'integer'], ['population', 'integer'], ['of_due', 'rate'], ['reached', 'integer'], ['of_reached', 'rate'], ['opened', 'integer'], ['of_opened', 'rate'], ['decided', 'integer'], ['of_decided', 'rate']]),
      groups.map((group) => [...key(group), shown(group, 'accepted', group.counts.accepted), ...rateNames.flatMap((rate): ReportCell[] => [denominatorOf(group, rate), rateOf(group, rate)])]),
      words.reports.campaign.ratesNote,
    ),
  ];
}

export function seriesTable(data: CampaignData, words: Words): ReportTable {
  return table(
    'series', words.reports.campaign.tables.series, columns(words, [['date', 'date'], ...integerColumns(countNames)]),
    data.series.map((day) => [day.date, ...countNames.map((name) => shown(day, name, day.counts[name]))]),
  );
}

export function deadlineTable(data: CampaignData, words: Words): ReportTable {
  const { campaign } = words.reports;
  const format = formatter(data.language);
  return table(
    'deadlines', campaign.tables.deadlines,
    columns(words, [['deadline', 'text'], ['at', 'instant'], ['area', 'text'], ['since', 'instant'], ['standing', 'text'], ['reason', 'text'], ['accepted_by', 'integer'], ['accepted_late', 'integer']]),
    data.deadlines.map((entry) => [
      format.endInstant(new Date(entry.at), data.zone), entry.at, entry.area === null ? words.uptake.deadlines.everywhere : placeName(entry.area, words.law.places), entry.since, entry.in_force ? campaign.inForce : campaign.replaced, entry.reason,
      entry.suppressed ? suppressed : entry.accepted_by, entry.suppressed ? suppressed : entry.accepted_late,
    ]),
    Object.keys(data.filters).length > 0 ? campaign.deadlineWhole : null,
  );
}

export function noticeTable(data: CampaignData, words: Words): ReportTable {
  const { reports, law } = words;
  return table(
    'notices', reports.campaign.tables.notices,
    columns(words, [['id', 'text'], ['legal_nature', 'text'], ['area', 'text'], ['locale', 'text'], ['published_at', 'instant'], ['sha256', 'text']]),
    data.notices.map((notice) => [notice.id, law.natures[notice.legal_nature], notice.area === null ? reports.everywhere : placeName(notice.area, law.places), notice.locale, notice.published_at, notice.sha256]),
  );
}

import type { ExportFacts, StatedCell, StatedCounts, StatedLine, StatedRate } from '@/domain/findings/export-facts';
import { packVersion } from '@/domain/findings/pack';
import type { CampaignData, CellData } from '@/domain/reports/campaign-data';
import { inputsDigest } from '@/domain/reports/digest';
import type { ReportCell, ReportDocument, ReportTable } from '@/domain/reports/document';
import type { RecordData } from '@/domain/reports/record-data';
import { countNames, rateNames, states } from '@/domain/uptake/vocabulary';
import { formatter } from '@/domain/words/format';

/** An earlier export, where there is one: what it printed about the same instant can be set against this one. */
export type EarlierExport = Pick<ExportFacts, 'id' | 'metadata' | 'cells'>;

/**
 * What a finished report states, read off its tables where something is printed and off its data where a table says the same in words; null for a report that
 * states neither numbers of a campaign nor a record of processing. Pure.
 */
export function exportFactsOf(document: ReportDocument, run: { number: number }, earlier: EarlierExport | null = null): ExportFacts | null {
  const id = String(run.number);
  if (document.type === 'campaign_uptake') return campaignFacts(document, document.data as unknown as CampaignData, id, earlier);
  return document.type === 'article_30_record' || document.type === 'processor_record' ? registerFacts(document, document.data as unknown as RecordData, id) : null;
}

/** The rule pack by which the report says it was judged. */
const packOf = ({ provenance }: ReportDocument): string | null => (provenance.some(({ value }) => value.includes(packVersion)) ? packVersion : null);

const nothing = { counts: {}, population: { count: null, definition: null, day: null, decidedBefore: null }, rates: [], segments: [], groupings: [], deadlines: [], cells: [], lines: [] };
const address = /^\s*https?:\/\/\S+\s*$/i;

function registerFacts(document: ReportDocument, data: RecordData, id: string): ExportFacts {
  const required = data.purposes.flatMap(({ key, record }) => [
    [`${key} description`, record.description], [`${key} controller`, record.controller.name],
    ...record.dataUses.flatMap((use, i) => [[`${key} dataUses.${i}.category`, use.category], [`${key} dataUses.${i}.retention`, use.retention.duration || use.retention.criterion], ...use.subjects.map((subject) => [`${key} dataUses.${i}.subjects`, subject])]),
    ...record.recipients.map((recipient, i) => [`${key} recipients.${i}.name`, recipient.name]), ...record.securityMeasures.map(({ measure }, i) => [`${key} securityMeasures.${i}.measure`, measure]),
  ]);
  return {
    id, ...nothing, isStatistic: false, isRegister: true, isRestricted: false,
    metadata: { generatedAt: new Date(data.known_at), asOf: new Date(data.as_of), register: data.purposes.map(({ key, version }) => `${key} v${version}`).join(', ') || 'none', pack: packOf(document), filters: 'none', digest: inputsDigest(data) },
    addressOnly: required.filter(([, text = '']) => address.test(text)).map(([field = '']) => field),
  };
}

const numberIn = (cell: ReportCell | undefined): number | null => (typeof cell === 'number' ? cell : null);
const at = (table: ReportTable, row: ReportCell[], column: string) => numberIn(row[table.columns.findIndex(({ id }) => id === column)]);

/** A group or the whole as printed: its counts and, for each rate, the three numbers beside each other. */
type Printed = { id: string; population: number | null; counts: StatedCounts; rates: StatedRate[] };
const denominators = { of_due: 'population', of_reached: 'reached', of_opened: 'opened', of_decided: 'decided' } as const;

function printed(id: string, cell: CellData, read: (rate: (typeof rateNames)[number]) => Pick<StatedRate, 'numerator' | 'denominator' | 'value'>): Printed {
  const rates = rateNames.map((rate): StatedRate => {
    const stated = read(rate);
    return { id: id === 'total' ? rate : `${id} ${rate}`, rate, ...stated, counts: stated.numerator !== null && stated.numerator !== cell.counts.accepted ? null : ['accepted'], of: cell.counts };
  });
  return { id, population: cell.population, counts: cell.counts, rates };
}

function campaignFacts(document: ReportDocument, data: CampaignData, id: string, earlier: EarlierExport | null): ExportFacts {
  const tables = new Map(document.sections.flatMap((section) => section.tables).map((table) => [table.id, table]));
  const rates = tables.get('rates');
  const total = printed('total', data, (rate) => {
    const row = rates?.rows[rateNames.indexOf(rate)] ?? [];
    return rates ? { numerator: at(rates, row, 'numerator'), denominator: at(rates, row, 'denominator'), value: at(rates, row, 'rate') } : { numerator: null, denominator: null, value: null };
  });
  const groups = (['region', 'platform', 'region_platform'] as const).map((name) => {
    const table = tables.get(`rates_by_${name}`);
    return { name, rows: data.groups[name].map((group, i) => printed(`${name}=${Object.values(group.key).join(' ')}`, group, (rate) => {
      const row = table?.rows[i] ?? [];
      return table ? { numerator: at(table, row, 'accepted'), denominator: at(table, row, denominators[rate]), value: at(table, row, rate) } : { numerator: null, denominator: null, value: null };
    })) };
  });
  const all = [total, ...groups.flatMap(({ rows }) => rows)];
  const asOf = new Date(data.as_of);
  const cells = [...all.flatMap(cellsOf), ...seriesCells(data)];
  const printedBefore = new Map(earlier?.metadata.asOf?.getTime() === asOf.getTime() ? earlier.cells.map((cell) => [cell.id, cell.n]) : []);
  const again = cells.flatMap(({ id: cell, n }): StatedCell[] => (printedBefore.has(cell) ? [{ id: `${cell} since report ${earlier?.id ?? ''}`, n, of: null, before: printedBefore.get(cell) ?? null }] : []));
  return {
    id, isStatistic: true, isRegister: false, isRestricted: data.exact, addressOnly: [], counts: data.counts,
    metadata: { generatedAt: new Date(data.known_at), asOf, register: null, pack: packOf(document), filters: Object.entries(data.filters).map(([name, value]) => `${name} ${value}`).join(', ') || 'none', digest: inputsDigest(data) },
    population: populationOf(data),
    rates: all.flatMap((one) => one.rates),
    segments: all.map(({ id: segment, population, counts }) => ({ id: segment, population, reached: sumOf(states.map((state) => counts[state] ?? null)) })),
    groupings: groups.flatMap(({ name, rows }) => {
      const sum = sumOf(rows.map(({ population }) => population));
      return rows.length === 0 || sum === null || data.population === null ? [] : [{ id: `counts_by_${name}`, sum, total: data.population }];
    }),
    deadlines: deadlinesOf(data),
    cells: [...cells, ...again],
    lines: [...all.map(rowLine), ...groups.flatMap(({ name, rows }) => columnLines(name, total, rows))],
  };
}

const sumOf = (numbers: readonly (number | null)[]): number | null => numbers.reduce<number | null>((sum, n) => (sum === null || n === null ? null : sum + n), 0);
const parts = [...states, 'not_reached'] as const;

/** Every count that is printed, and every numerator that a printed rate and its denominator tell. */
function cellsOf({ id, population, counts, rates }: Printed): StatedCell[] {
  const own = countNames.flatMap((name): StatedCell[] => (typeof counts[name] === 'number' ? [{ id: `${id} ${name}`, n: counts[name], of: population, before: null }] : []));
  const told = rates.flatMap(({ id: rate, value, denominator }): StatedCell[] => (value === null || denominator === null ? [] : [{ id: rate, n: Math.round(value * denominator), of: denominator, before: null }]));
  return [...own, ...(population === null ? [] : [{ id: `${id} population`, n: population, of: null, before: null }]), ...told];
}

/** The days in order, each number beside the one printed last before it. */
function seriesCells({ series }: CampaignData): StatedCell[] {
  return countNames.flatMap((name) => {
    let last: number | null = null;
    return series.flatMap(({ date, counts }): StatedCell[] => {
      const n = counts[name];
      if (n === null) return [];
      const cell = { id: `${date} ${name}`, n, of: null, before: last };
      last = n;
      return [cell];
    });
  });
}

const rowLine = ({ id, population, counts }: Printed): StatedLine => ({ id: `${id} row`, total: population, parts: parts.map((name) => counts[name] ?? null) });
const columnLines = (table: string, total: Printed, rows: readonly Printed[]): StatedLine[] =>
  rows.length === 0 ? [] : countNames.map((name) => ({ id: `${table} ${name}`, total: total.counts[name] ?? null, parts: rows.map(({ counts }) => counts[name] ?? null) }));

/** The population in force, and how many had decided at the last day end before it was recorded. */
function populationOf(data: CampaignData): ExportFacts['population'] {
  const row = data.population_rows.at(-1);
  if (!row) return { count: data.population, definition: null, day: null, decidedBefore: null };
  const day = formatter(data.language).isoDay(new Date(row.as_of), data.zone);
  const before = data.series.findLast(({ date }) => date < day);
  const decided = before && sumOf([before.counts.accepted, before.counts.declined, before.counts.withdrawn, before.counts.objected]);
  return { count: data.population, definition: row.definition, day, decidedBefore: before === undefined ? 0 : (decided ?? null) };
}

/** The days tell who had accepted only at a day's end, and only of everybody under one deadline: a report of one segment repeats the deadlines of the whole campaign, and joiners have one of their own. */
function deadlinesOf(data: CampaignData): ExportFacts['deadlines'] {
  const isoDay = (instant: Date) => formatter(data.language).isoDay(instant, data.zone);
  return data.deadlines.map(({ area, at: instant, accepted_by: acceptedBy }) => {
    const passing = new Date(instant);
    const lastDay = isoDay(new Date(passing.getTime() - 1));
    const isDayEnd = isoDay(passing) !== lastDay;
    const then = passing > new Date(data.as_of) ? data.counts.accepted : isDayEnd ? (data.series.find(({ date }) => date === lastDay)?.counts.accepted ?? null) : null;
    return { area, at: passing, lastDay, acceptedBy, acceptedThen: Object.keys(data.filters).length > 0 || data.joiner_days !== null ? null : then };
  });
}

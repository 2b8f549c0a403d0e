import { z } from 'zod';
import { one, searchDay } from '@/app/search-query';
import type { ChosenColumn } from '@/domain/reports/schemas';
import { type ReportType, choosableColumns, recordLayouts, reportScopes, reportTypes } from '@/domain/reports/vocabulary';
import { languages } from '@/domain/words/vocabulary';

export const steps = ['type', 'scope', 'period', 'columns', 'language', 'check'] as const;
export type Step = (typeof steps)[number];

const word = z.preprocess(one, z.string().trim().min(1).max(64)).optional().catch(undefined);
const choice = <const Names extends readonly [string, ...string[]]>(names: Names) => z.preprocess(one, z.enum(names)).optional().catch(undefined);

const Search = z.object({
  step: z.preprocess(one, z.enum(steps)).catch('type'),
  type: choice(reportTypes), campaign: word, jurisdiction: word, layout: choice(recordLayouts), region: word, platform: word, channel: word,
  from: searchDay, to: searchDay, zone: word, language: choice(languages), columns: z.preprocess(one, z.string().max(8000)).optional().catch(undefined),
  countersign: z.preprocess((value) => String(one(value)), z.literal('true')).optional().catch(undefined),
});

/** What the builder knows so far: all of it in the address, so that every step is a link and works without scripts. */
export type Builder = z.output<typeof Search> & { chosen: ChosenColumn[] };
type Params = Record<string, string | string[] | undefined>;

/** The columns of a form of the columns step (`col`, and a place and a label for each), or as a later step carries them on. */
function columnsIn(params: Params, compact: string | undefined, type: ReportType | undefined): ChosenColumn[] {
  const offered = choosableColumns[(type && reportScopes[type].columns) ?? ''] ?? [];
  const ticked = new Set([params.col ?? []].flat());
  const text = (name: string) => String(one(params[name]) ?? '').trim();
  if (ticked.size > 0) {
    const placed = offered.filter((id) => ticked.has(id)).map((id, n) => ({ id, label: text(`as_${id}`).slice(0, 120), at: Number(text(`at_${id}`)) || n + 1, n }));
    return placed.sort((a, b) => a.at - b.at || a.n - b.n).map(({ id, label }) => (label === '' ? { id } : { id, label }));
  }
  return (compact ?? '').split(',').flatMap((part) => {
    const [id = '', label] = part.split('~');
    return offered.includes(id) ? [label ? { id, label: decodeURIComponent(label) } : { id }] : [];
  });
}

const compactOf = (chosen: ChosenColumn[]): string => chosen.map(({ id, label }) => (label ? `${id}~${encodeURIComponent(label).replaceAll('~', '%7E')}` : id)).join(',');

export function builderOf(params: Params): Builder {
  const search = Search.parse(params);
  return { ...search, chosen: columnsIn(params, search.columns, search.type) };
}

/** The steps a type of report needs, in order. */
export function stepsOf(type: ReportType | undefined): Step[] {
  if (type === undefined) return ['type'];
  const scope = reportScopes[type];
  const isScoped = scope.campaign !== 'none' || scope.jurisdiction !== 'none' || scope.filters || scope.layouts.length > 1;
  return ['type', ...(isScoped ? (['scope'] as const) : []), 'period', ...(scope.columns === null ? [] : (['columns'] as const)), 'language', 'check'];
}

/** The step to show: the one asked for, unless an earlier one lacks something; then that one, with what it lacks. */
export function stepOf(builder: Builder): { step: Step; lacks: 'type' | 'campaign' | 'jurisdiction' | 'from' | 'order' | null } {
  const { type, campaign, jurisdiction, from, to } = builder;
  if (type === undefined) return { step: 'type', lacks: builder.step === 'type' ? null : 'type' };
  const order = stepsOf(type);
  const at = (step: Step) => order.indexOf(step);
  const asked = at(builder.step) < 0 ? order[order.findIndex((step) => steps.indexOf(step) > steps.indexOf(builder.step))] ?? 'check' : builder.step;
  const scope = reportScopes[type];
  const isPast = (step: Step) => at(asked) > at(step);
  if (isPast('scope') && scope.campaign === 'needed' && !campaign) return { step: 'scope', lacks: 'campaign' };
  if (isPast('scope') && scope.jurisdiction === 'needed' && !jurisdiction) return { step: 'scope', lacks: 'jurisdiction' };
  if (isPast('period') && scope.period === 'needed' && !from) return { step: 'period', lacks: 'from' };
  if (isPast('period') && from && to && from > to) return { step: 'period', lacks: 'order' };
  return { step: asked, lacks: null };
}

/** The builder as fields of a form or parts of an address, without those a step asks for itself. */
export function fieldsOf({ step: _step, columns: _columns, chosen, ...builder }: Builder, without: readonly string[] = []): [string, string][] {
  const given = Object.entries({ ...builder, columns: compactOf(chosen) });
  return given.flatMap(([name, value]): [string, string][] => (value === undefined || value === '' || without.includes(name) ? [] : [[name, value]]));
}

export const hrefOf = (builder: Builder, step: Step): string => `/reports/new?${new URLSearchParams([['step', step], ...fieldsOf(builder)]).toString()}`;

/** What is kept of it for a run, a preset or a schedule: everything but when. Fields of another type of report are left out. */
export function keptOf({ type, campaign, jurisdiction, layout, region, platform, channel, zone, language, countersign, chosen }: Builder): Record<string, unknown> {
  const scope = type === undefined ? null : reportScopes[type];
  const filters = Object.fromEntries(Object.entries({ region: region?.toUpperCase(), platform, channel }).filter(([, value]) => value));
  return {
    type, language,
    ...(scope?.campaign !== 'none' && campaign ? { campaign } : {}), ...(scope?.jurisdiction !== 'none' && jurisdiction ? { jurisdiction } : {}), ...(layout && scope?.layouts.includes(layout) ? { layout } : {}),
    ...(scope?.filters && Object.keys(filters).length > 0 ? { filters } : {}), ...(chosen.length > 0 && (layout ?? 'full') === 'full' ? { columns: chosen } : {}), ...(zone ? { zone } : {}), ...(countersign ? { countersign: true } : {}),
  };
}

/** The builder of something kept: where a preset begins. */
export const builderFrom = ({ filters, columns, ...kept }: { type: ReportType; filters?: Record<string, string | undefined>; columns?: ChosenColumn[]; [name: string]: unknown }): Builder =>
  ({ ...builderOf({ ...(kept as Params), ...filters, ...(kept.countersign === true ? { countersign: 'true' } : {}) }), chosen: columns ?? [] });

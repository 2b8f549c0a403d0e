import type { Homeless, ImportPlan, Planned } from '@/domain/purposes/exchange/plan-import';
import { PurposeRecord } from '@/domain/purposes/schemas';

/** An entry made from another tool's file, before it is judged. */
export type ForeignEntry = { key: string; where: string; row: number; raw: Record<string, unknown> };

/** A key made from a name: what a key may hold, at most 64 characters. */
export const keyFrom = (name: string, fallback: string): string => name.normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '').slice(0, 64) || fallback;

/** Foreign entries as a plan: new ones only, each judged as a whole. An entry whose key is taken is refused, since another tool's file knows nothing of our versions. */
export function planForeign(entries: ForeignEntry[], taken: ReadonlySet<string>, homeless: Homeless[]): ImportPlan {
  const plan: ImportPlan = { entries: [], problems: [], homeless };
  const seen = new Set<string>();
  for (const { key, where, row, raw } of entries) {
    const parsed = PurposeRecord.safeParse(raw);
    const planned: Planned = { key, title: String(raw.title ?? ''), sheet: where, row, does: 'create', record: parsed.data ?? null, basedOn: null, changes: 0 };
    const refuse = (column: string, problem: string, written = '') => {
      plan.problems.push({ sheet: where, row, column, problem, written, nearest: null });
      Object.assign(planned, { does: 'refuse', record: null });
    };
    if (taken.has(key) || seen.has(key)) refuse('key', 'taken', key);
    for (const issue of parsed.error?.issues ?? []) refuse(issue.path.join('.'), issue.message);
    seen.add(key);
    plan.entries.push(planned);
  }
  return plan;
}

/** The values of an object by name, with a note of every name nobody asked for. */
export function reader(source: Record<string, unknown>, where: string, homeless: Homeless[]) {
  const asked = new Set<string>();
  const get = (name: string): unknown => {
    asked.add(name);
    return source[name];
  };
  return {
    text: (name: string): string => {
      const value = get(name);
      return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    },
    flag: (name: string): boolean => get(name) === true,
    list: (name: string): string[] => {
      const value = get(name);
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string').map((one) => one.trim()).filter((one) => one !== '') : typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
    },
    /** Notes everything that was not asked for and says something. */
    rest: () => {
      for (const [name, value] of Object.entries(source)) {
        const isEmpty = value === null || value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
        if (!asked.has(name) && !isEmpty) homeless.push({ where, field: name, value: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 300) });
      }
    },
  };
}

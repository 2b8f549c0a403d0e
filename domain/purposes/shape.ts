import type { z } from 'zod';
import { PurposeRecord } from '@/domain/purposes/schemas';

/**
 * The shape of a record as data, read off its schema: what the form, the page, the differences and the workbook walk along, so that a
 * field added to the schema appears in all of them.
 */
export type Leaf = { kind: 'line' | 'text' | 'lines' | 'date' | 'number' | 'flag' | 'code' | 'codes'; path: string; part: string; required: boolean; max: number; codes: readonly string[] };
export type Section = { kind: 'section'; path: string; part: string; parts: Leaf[] };
export type Group = { kind: 'group'; path: string; part: string; parts: (Leaf | Section)[]; leaves: Leaf[] };
export type ShapeNode = Leaf | Section | Group;

/** The part that names an entry of each list to people. */
export const entryNames: Record<string, string> = { bases: 'jurisdiction', dataUses: 'category', recipients: 'name', jointControllers: 'name', processedFor: 'name', securityMeasures: 'measure' };

type Schema = z.core.$ZodType;
type Definition = { type: string; innerType?: Schema; element?: Schema; shape?: Record<string, Schema>; entries?: Record<string, string> };
const definition = (schema: Schema): Definition => schema._zod.def as unknown as Definition;

/** The schema under its defaults and its null. */
function bare(schema: Schema): { schema: Schema; optional: boolean } {
  let [inner, optional] = [schema, false];
  for (let def = definition(inner); def.innerType; def = definition(inner)) [inner, optional] = [def.innerType, true];
  return { schema: inner, optional };
}

const longestLine = 500;

function node(part: string, given: Schema, prefix: string): ShapeNode {
  const path = prefix === '' ? part : `${prefix}.${part}`;
  const { schema, optional } = bare(given);
  const def = definition(schema);
  const leaf = (kind: Leaf['kind'], codes: readonly string[] = []): Leaf => ({ kind, path, part, required: !optional, max: maximum(schema), codes });
  if (def.type === 'object') return { kind: 'section', path, part, parts: Object.entries(def.shape ?? {}).map(([name, inner]) => node(name, inner, path)).filter(isLeaf) };
  if (def.type === 'boolean') return leaf('flag');
  if (def.type === 'number') return leaf('number');
  if (def.type === 'enum') return leaf('code', Object.values(def.entries ?? {}));
  if (def.type === 'array' && def.element) {
    const element = bare(def.element).schema;
    const inner = definition(element);
    if (inner.type === 'enum') return leaf('codes', Object.values(inner.entries ?? {}));
    if (inner.type !== 'object') return { ...leaf('lines'), max: maximum(element) };
    const parts = Object.entries(inner.shape ?? {}).map(([name, one]) => node(name, one, path)).filter((one) => one.kind !== 'group');
    return { kind: 'group', path, part, parts, leaves: parts.flatMap((one) => (one.kind === 'section' ? one.parts : [one])) };
  }
  if (isDate(schema)) return leaf('date');
  return leaf(maximum(schema) > longestLine ? 'text' : 'line');
}

const isLeaf = (one: ShapeNode): one is Leaf => one.kind !== 'section' && one.kind !== 'group';
const isDate = (schema: Schema): boolean => 'format' in definition(schema) && (definition(schema) as { format?: string }).format === 'date';
const maximum = (schema: Schema): number => ('maxLength' in schema && typeof schema.maxLength === 'number' ? schema.maxLength : 300);

/** Every field of a record in the order of its schema: leaves, sections of leaves, lists of entries. */
export const recordShape: readonly ShapeNode[] = Object.entries(PurposeRecord.shape).map(([part, schema]) => node(part, schema, ''));

export const groups: readonly Group[] = recordShape.filter((one) => one.kind === 'group');
export const sections: readonly Section[] = recordShape.filter((one) => one.kind === 'section');

/** Leaves outside the lists: what a row of the workbook's first sheet holds. */
export const plainLeaves: readonly Leaf[] = recordShape.flatMap((one) => (one.kind === 'group' ? [] : one.kind === 'section' ? one.parts : [one]));

/** Every leaf by its path, such as `bases.assessment.purpose`. */
export const leaves: ReadonlyMap<string, Leaf> = new Map([...plainLeaves, ...groups.flatMap((group) => group.leaves)].map((leaf) => [leaf.path, leaf]));

export type Value = string | number | boolean | null | readonly string[];

/** The value at a path below an object; undefined where there is none. */
export function valueAt(holder: unknown, path: string): Value | undefined {
  let found: unknown = holder;
  for (const part of path.split('.')) found = isRecord(found) ? found[part] : undefined;
  return found as Value | undefined;
}

/** The entries of a list of a record. */
export function entriesOf(record: PurposeRecord, group: Group): Record<string, unknown>[] {
  const list: unknown = record[group.part as keyof PurposeRecord];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** The path of a leaf below the entry or record that holds it. */
export const within = (leaf: Leaf, group: Group | null): string => (group ? leaf.path.slice(group.path.length + 1) : leaf.path);

/** Sets the value at a path below an object, making the sections on the way. */
export function setAt(holder: Record<string, unknown>, path: string, value: unknown): void {
  const [part = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    holder[part] = value;
    return;
  }
  const inner = isRecord(holder[part]) ? holder[part] : {};
  holder[part] = inner;
  setAt(inner, rest.join('.'), value);
}

/** Whether a value says nothing: empty, none, or the code that stands for "not said". */
export function isBlank(leaf: Leaf, value: Value | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return leaf.kind === 'code' && ['not_stated', 'not_assessed', 'not_done', 'not_screened', 'none'].includes(String(value));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

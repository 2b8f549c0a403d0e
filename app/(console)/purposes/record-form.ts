import { type FieldValues, rowsOf } from '@/app/(console)/purposes/form-rows';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { type Group, type Leaf, type Value, entriesOf, entryNames, groups, leaves, plainLeaves, setAt, valueAt, within } from '@/domain/purposes/shape';

const lines = (written: string) => written.split(/\r?\n/).map((part) => part.trim()).filter((part) => part !== '');

/** What a field's text means, nothing judged yet: what cannot be read stays as it was typed, for the schema to refuse. */
function read(leaf: Leaf, name: string, values: FieldValues): unknown {
  const written = values[name] ?? '';
  if (leaf.kind === 'flag') return written === 'true';
  if (leaf.kind === 'lines') return lines(written);
  if (leaf.kind === 'codes') return leaf.codes.filter((code) => values[`${name}.${code}`] === 'true');
  if (leaf.kind === 'date') return written.trim() || null;
  if (leaf.kind === 'number') return written.trim() === '' ? null : Number.isFinite(Number(written)) ? Number(written) : written;
  if (leaf.part === 'country') return written.trim().toUpperCase();
  return leaf.kind === 'code' && written === '' ? undefined : written;
}

/** A form's fields as a record to be parsed. */
export function recordOf(values: FieldValues): unknown {
  const record: Record<string, unknown> = {};
  for (const leaf of plainLeaves) setAt(record, leaf.path, read(leaf, `record.${leaf.path}`, values));
  for (const group of groups) {
    record[group.part] = rowsOf(values, group.part).map((row) => {
      const entry: Record<string, unknown> = {};
      for (const leaf of group.leaves) setAt(entry, within(leaf, group), read(leaf, `record.${group.part}.${row}.${within(leaf, group)}`, values));
      return entry;
    });
  }
  return record;
}

/** The field of the form that a path of the record stands in: a list's positions become the numbers of its rows, a position in a text of lines is dropped. */
export function fieldOf(path: string, values: FieldValues): string {
  const [record, ...parts] = path.split('.');
  if (record !== 'record') return path;
  const group = groups.find((one) => one.part === parts[0]);
  if (!group) return `record.${leafPath(parts)}`;
  const [, position, ...rest] = parts;
  if (position === undefined) return `record.${group.part}`;
  const row = rowsOf(values, group.part)[Number(position)] ?? position;
  const inner = rest.length === 0 ? entryNames[group.part] : leafPath([group.part, ...rest]).slice(group.part.length + 1);
  return `record.${group.part}.${row}.${inner}`;
}

/** The longest beginning of a path that is a field. */
function leafPath(parts: string[]): string {
  for (let end = parts.length; end > 0; end -= 1) {
    const path = parts.slice(0, end).join('.');
    if (leaves.has(path)) return path;
  }
  return parts.join('.');
}

function write(leaf: Leaf, name: string, value: Value | undefined, values: FieldValues): void {
  if (Array.isArray(value)) {
    if (leaf.kind === 'codes') for (const code of value) values[`${name}.${String(code)}`] = 'true';
    else values[name] = value.join('\n');
  } else if (value !== undefined && value !== null && value !== false) values[name] = String(value);
}

/** A record as the fields that would give it: what a form starts from. */
export function valuesOf(record: PurposeRecord): FieldValues {
  const values: FieldValues = {};
  for (const leaf of plainLeaves) write(leaf, `record.${leaf.path}`, valueAt(record, leaf.path), values);
  for (const group of groups) entriesOf(record, group).forEach((entry, row) => writeEntry(group, entry, row, values));
  return values;
}

function writeEntry(group: Group, entry: Record<string, unknown>, row: number, values: FieldValues): void {
  for (const leaf of group.leaves) write(leaf, `record.${group.part}.${row}.${within(leaf, group)}`, valueAt(entry, within(leaf, group)), values);
}

/** What the form of a new purpose starts from: one basis to fill in, nothing claimed. */
export const emptyValues: FieldValues = { 'record.dataLinked': 'true', 'record.kind': 'controller', 'record.bases.0.jurisdiction': '', 'record.bases.0.basis': 'not_stated' };

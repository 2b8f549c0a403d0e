import { differences } from '@/domain/purposes/diff';
import { type Cell, nearestOf, readCell } from '@/domain/purposes/exchange/cells';
import type { Sheet } from '@/domain/purposes/exchange/read-xlsx';
import { PurposeRecord, purposeKey } from '@/domain/purposes/schemas';
import { type Group, type Leaf, groups, leaves, setAt, within } from '@/domain/purposes/shape';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';

/** One wrong cell: where it stands, what is wrong as a code, what was written, and the nearest word the field knows. */
export type Problem = { sheet: string; row: number; column: string; problem: string; written: string; nearest: string | null };
/** What would happen to one entry. `record` is there unless it is refused. */
export type Planned = { key: string; title: string; sheet: string; row: number; does: 'create' | 'change' | 'same' | 'refuse'; record: PurposeRecord | null; basedOn: number | null; changes: number; illustrative?: boolean; validFrom?: Date };
/** Columns and fields of the file that nothing in the register stands for. */
export type Homeless = { where: string; field: string; value: string };
export type ImportPlan = { entries: Planned[]; problems: Problem[]; homeless: Homeless[] };
export type Existing = { key: string; version: number; record: PurposeRecord };

const keyNames = new Set(['key', ...languages.map((language) => words(language).register.columns.key.toLowerCase())]);
const ignored = new Set(['version', 'status', 'illustrative', 'recorded_at', 'valid_from']);

/** The list a sheet is about, by its name in any language; null for the sheet of purposes and for any other. */
function groupOf(sheet: string): Group | null {
  const name = sheet.toLowerCase();
  return groups.find(({ part }) => name === part.toLowerCase() || languages.some((language) => clipped(words(language).record.parts[part as 'bases']) === name)) ?? null;
}
const isPurposes = (sheet: string) => ['purposes', ...languages.map((language) => words(language).register.caption.toLowerCase())].includes(sheet.trim().toLowerCase());
const clipped = (text: string) => text.slice(0, 31).trim().toLowerCase();

/** The field a heading means: a path, or a label in any language; on a list's sheet its own fields come first. */
function leafOf(heading: string, group: Group | null): Leaf | null {
  const wanted = heading.trim().toLowerCase();
  const byPath = [...leaves.values()].find(({ path }) => path.toLowerCase() === wanted || (group && path.toLowerCase() === `${group.path}.${wanted}`.toLowerCase()));
  if (byPath) return byPath;
  const labelled = [...leaves.values()].filter(({ path }) => languages.some((language) => (words(language).record.fields as Record<string, string>)[path]?.toLowerCase() === wanted));
  const inGroup = labelled.filter((leaf) => (group ? leaf.path.startsWith(`${group.path}.`) : !groups.some(({ path }) => leaf.path.startsWith(`${path}.`))));
  return inGroup[0] ?? (labelled.length === 1 ? (labelled[0] ?? null) : null);
}

type Place = { sheet: string; row: number; column: string };
/** An entry as it is put together from rows: raw values, and where each came from. */
type Draft = { key: string; sheet: string; row: number; raw: Record<string, unknown>; places: Map<string, Place>; groupsGiven: Set<string>; unread: Set<string>; wrong: boolean };

/**
 * What importing these sheets would do, entry by entry, and every cell that cannot be taken, by sheet, row and column. A row gives fields of
 * the entry its key (or, without one, its title) names, and one entry of each list it has something for; so one flat file and a workbook
 * with a sheet per list read alike. A list is replaced where the file has an entry
 * of it, a field where it has its column. Nothing is written.
 */
export function planImport(sheets: Sheet[], existing: Existing[]): ImportPlan {
  const problems: Problem[] = [];
  const homeless: Homeless[] = [];
  const drafts = new Map<string, Draft>();
  const byKey = new Map(existing.map((entry) => [entry.key, entry]));
  const byTitle = new Map(existing.map((entry) => [entry.record.title.toLowerCase(), entry.key]));
  // A workbook of ours has sheets beside the entries (what it is, a data dictionary); only where no sheet is called as ours are, every sheet is read.
  const isNamed = sheets.some(({ name }) => isPurposes(name));
  for (const sheet of sheets) {
    if (!isNamed || isPurposes(sheet.name) || groupOf(sheet.name)) readSheet(sheet, { problems, homeless, drafts, byKey, byTitle });
    else if (!languages.some((language) => [words(language).reports.xlsx.about, words(language).reports.xlsx.dictionary].includes(sheet.name))) homeless.push({ where: sheet.name, field: '', value: '' });
  }
  const keys = [...byKey.keys(), ...[...drafts.values()].filter(({ places }) => places.has('title')).map(({ key }) => key)];
  const entries = [...drafts.values()].map((draft) => settle(draft, byKey.get(draft.key), keys, problems));
  return { entries, problems: problems.toSorted((a, b) => sheets.findIndex(({ name }) => name === a.sheet) - sheets.findIndex(({ name }) => name === b.sheet) || a.row - b.row), homeless };
}

type Reader = { problems: Problem[]; homeless: Homeless[]; drafts: Map<string, Draft>; byKey: Map<string, Existing>; byTitle: Map<string, string> };

function readSheet(sheet: Sheet, reader: Reader): void {
  const group = groupOf(sheet.name);
  const at = sheet.rows.findIndex(({ cells }) => cells.some(({ text }) => keyNames.has(text.trim().toLowerCase()) || leafOf(text, group)?.path === 'title'));
  const head = sheet.rows[at];
  if (!head) {
    if (sheet.rows.length > 0) reader.homeless.push({ where: sheet.name, field: '', value: '' });
    return;
  }
  const columns = head.cells.map(({ text }) => ({ heading: text.trim(), isKey: keyNames.has(text.trim().toLowerCase()), leaf: leafOf(text, group) }));
  for (const { heading, isKey, leaf } of columns) if (!isKey && !leaf && heading !== '' && !ignored.has(heading.toLowerCase())) reader.homeless.push({ where: sheet.name, field: heading, value: '' });
  for (const row of sheet.rows.slice(at + 1)) if (row.cells.some(({ text }) => text.trim() !== '')) readRow(sheet.name, row, columns, reader);
}

type Column = { heading: string; isKey: boolean; leaf: Leaf | null };

function readRow(sheet: string, { number, cells }: Sheet['rows'][number], columns: Column[], reader: Reader): void {
  const textAt = (wanted: (column: Column) => boolean) => cells[columns.findIndex(wanted)]?.text.trim() ?? '';
  const title = textAt(({ leaf }) => leaf?.path === 'title');
  const key = textAt(({ isKey }) => isKey) || (reader.byTitle.get(title.toLowerCase()) ?? '');
  const draft: Draft = reader.drafts.get(key) ?? { key, sheet, row: number, raw: {}, places: new Map(), groupsGiven: new Set(), unread: new Set(), wrong: false };
  if (!purposeKey.safeParse(key).success) {
    reader.problems.push({ sheet, row: number, column: columns.find(({ isKey }) => isKey)?.heading ?? 'key', problem: key === '' ? 'required' : 'key_form', written: key, nearest: null });
    draft.wrong = true;
  }
  reader.drafts.set(key, draft);
  const positions = new Map<string, number>();
  for (const group of groups) {
    const own = columns.flatMap(({ leaf }, n) => (leaf?.path.startsWith(`${group.path}.`) ? [n] : []));
    if (own.length === 0) continue;
    if (!own.some((n) => (cells[n]?.text.trim() ?? '') !== '')) continue;
    draft.groupsGiven.add(group.part);
    const held = draft.raw[group.part];
    const list: unknown[] = Array.isArray(held) ? held : [];
    draft.raw[group.part] = list;
    positions.set(group.part, list.push({}) - 1);
  }
  columns.forEach(({ leaf, heading }, n) => {
    if (leaf) readInto(draft, leaf, cells[n] ?? { text: '' }, { sheet, row: number, column: heading }, positions, reader.problems);
  });
}

function readInto(draft: Draft, leaf: Leaf, cell: Cell, place: Place, positions: Map<string, number>, problems: Problem[]): void {
  const group = groups.find(({ path }) => leaf.path.startsWith(`${path}.`)) ?? null;
  const position = group ? positions.get(group.part) : undefined;
  if (group && position === undefined) return;
  const path = group ? `${group.part}.${position}.${within(leaf, group)}` : leaf.path;
  const reading = readCell(leaf, cell);
  if ('problem' in reading) {
    problems.push({ ...place, ...reading });
    draft.unread.add(path);
    draft.wrong = true;
    return;
  }
  // A later row of the same entry that leaves a field of the entry itself empty does not empty it.
  if (!group && draft.places.has(path) && cell.text.trim() === '') return;
  draft.places.set(path, place);
  if (reading.value === undefined) return;
  if (group) setAt((draft.raw[group.part] as Record<string, unknown>[])[position ?? 0] ?? {}, within(leaf, group), reading.value);
  else setAt(draft.raw, leaf.path, reading.value);
}

function settle(draft: Draft, existing: Existing | undefined, keys: string[], problems: Problem[]): Planned {
  const parsed = PurposeRecord.safeParse(existing ? merged(existing.record, draft) : draft.raw);
  const about = { key: draft.key, title: String(draft.raw.title ?? existing?.record.title ?? ''), sheet: draft.sheet, row: draft.row, basedOn: existing?.version ?? null };
  if (!existing && groupOf(draft.sheet) && !draft.places.has('title')) {
    problems.push({ sheet: draft.sheet, row: draft.row, column: 'key', problem: 'no_entry', written: draft.key, nearest: nearestOf(draft.key, keys) });
    return { ...about, does: 'refuse', record: null, changes: 0 };
  }
  for (const issue of parsed.error?.issues ?? []) {
    const parts = issue.path.map(String);
    if (draft.unread.has(parts.join('.'))) continue;
    const place = placeOf(parts, draft);
    const leaf = leaves.get(parts.filter((part) => !/^\d+$/.test(part)).join('.'));
    if (problems.some((one) => one.sheet === place.sheet && one.row === place.row && one.column === place.column)) continue;
    problems.push({ ...place, problem: issue.message, written: '', nearest: leaf && leaf.codes.length > 0 ? nearestOf('', leaf.codes) : null });
  }
  if (draft.wrong || !parsed.success) return { ...about, does: 'refuse', record: null, changes: 0 };
  const changes = existing ? differences(existing.record, parsed.data).length : 0;
  return { ...about, does: existing ? (changes === 0 ? 'same' : 'change') : 'create', record: parsed.data, changes };
}

/** Where a field of an entry came from: its cell, else that of the field or entry around it, else the row the entry begins in. */
function placeOf(path: string[], draft: Draft): Place {
  for (let end = path.length; end > 0; end -= 1) {
    const start = path.slice(0, end).join('.');
    const exact = draft.places.get(start) ?? [...draft.places].find(([one]) => one.startsWith(`${start}.`))?.[1];
    if (exact) return end === path.length || leaves.has(path.filter((part) => !/^\d+$/.test(part)).slice(0, end).join('.')) ? exact : { ...exact, column: path.at(-1) ?? exact.column };
  }
  return { sheet: draft.sheet, row: draft.row, column: path.filter((part) => !/^\d+$/.test(part)).join('.') };
}

function merged(record: PurposeRecord, draft: Draft): Record<string, unknown> {
  const raw = structuredClone(record) as unknown as Record<string, unknown>;
  for (const [path] of draft.places) {
    const leaf = leaves.get(path);
    if (!leaf) continue;
    let value: unknown = draft.raw;
    for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
    setAt(raw, path, value);
  }
  for (const part of draft.groupsGiven) raw[part] = draft.raw[part];
  return raw;
}

import type { ConductKind } from '@/domain/campaigns/vocabulary';

/** How a field of an entry is asked for, and so how what was typed is read. */
export type EntryField = { name: FieldName; as: 'line' | 'text' | 'whole' | 'tick' | 'instant' | 'list' | 'area' | 'platform' | 'type' | 'prominence' | 'material' | 'nature'; required?: true };
export type FieldName =
  | 'name' | 'since' | 'at' | 'type' | 'text' | 'material' | 'purposes' | 'area' | 'platform' | 'dedicated' | 'check_page' | 'deadline' | 'variant' | 'accept_steps' | 'decline_steps' | 'accept_prominence' | 'decline_prominence'
  | 'dismissible' | 'deferrable' | 'cap' | 'per_days' | 'place' | 'natures' | 'source' | 'in_use';

const since: EntryField = { name: 'since', as: 'instant' };
const area: EntryField = { name: 'area', as: 'area' };
const source: EntryField = { name: 'source', as: 'line' };
const inUse: EntryField = { name: 'in_use', as: 'tick' };

/** What is asked for an entry of each kind, in order. */
export const entryFields: Record<ConductKind, readonly EntryField[]> = {
  change: [{ name: 'name', as: 'line', required: true }, { name: 'type', as: 'type' }, { name: 'text', as: 'text', required: true }, { name: 'material', as: 'material' }, { name: 'purposes', as: 'list' }, since, source, inUse],
  announcement: [{ name: 'at', as: 'instant', required: true }, area, { name: 'deadline', as: 'instant' }, { name: 'dedicated', as: 'tick' }, { name: 'check_page', as: 'tick' }, source, inUse],
  variant: [
    { name: 'variant', as: 'line', required: true }, area, { name: 'platform', as: 'platform' }, since, { name: 'accept_steps', as: 'whole', required: true }, { name: 'accept_prominence', as: 'prominence' },
    { name: 'decline_steps', as: 'whole' }, { name: 'decline_prominence', as: 'prominence' }, { name: 'dismissible', as: 'tick' }, { name: 'deferrable', as: 'tick' }, source, inUse,
  ],
  prompt_policy: [{ name: 'cap', as: 'whole', required: true }, { name: 'per_days', as: 'whole', required: true }, since, source],
  consequence: [area, { name: 'text', as: 'text' }, since, source],
  limitation: [{ name: 'at', as: 'instant', required: true }, area, { name: 'text', as: 'text', required: true }, source, inUse],
  label: [{ name: 'place', as: 'line', required: true }, { name: 'text', as: 'line', required: true }, { name: 'natures', as: 'nature' }, since, source, inUse],
};

/** What was typed for an entry, as its schema takes it: an empty field is not there, or null where there may be none. */
export function typedEntry(kind: ConductKind, typed: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(entryFields[kind].flatMap(({ name, as }): [string, unknown][] => {
    const text = (typed[name] ?? '').trim();
    if (as === 'tick') return [[name, text === 'true']];
    if (as === 'material') return [[name, text === '' ? null : text === 'true']];
    if (as === 'list' || as === 'nature') return [[name, text.split(',').map((item) => item.trim()).filter((item) => item !== '')]];
    if (as === 'area' || as === 'platform') return [[name, text || null]];
    if (as === 'whole') return text === '' ? [] : [[name, Number(text)]];
    if (as === 'instant' || as === 'prominence') return text === '' ? [] : [[name, text]];
    return [[name, text]];
  }));
}

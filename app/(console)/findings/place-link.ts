import { fieldLabel } from '@/domain/purposes/labels';
import type { Place } from '@/domain/findings/rule';
import type { Words } from '@/domain/words/catalogue';

export type PlaceLink = { href: string | null; label: string };

/** Where a place of a finding is seen, at the very field where the reader may edit it, and what it is called. */
export function placeLink({ type, id, path }: Place, { mayEdit, words }: { mayEdit: boolean; words: Words }): PlaceLink {
  const { places, detail } = words.findingPages;
  const object = `${places[type]} ${id}`;
  const label = type === 'purpose' && path ? detail.place(object, fieldName(path, words)) : object;
  return { href: addressOf(type, id, path, mayEdit), label };
}

function addressOf(type: Place['type'], id: string, path: string | undefined, mayEdit: boolean): string | null {
  const key = encodeURIComponent(id);
  if (type === 'purpose') return mayEdit ? `/purposes/${key}/edit${path ? `?field=${encodeURIComponent(path)}` : ''}` : `/purposes/${key}`;
  if (type === 'campaign') return path === undefined ? `/campaigns/${key}` : `/campaigns/${key}/settings`;
  if (type === 'batch') return `/batches/${key}`;
  if (type === 'report') return `/reports/${key}`;
  // A notice is named with its campaign.
  const [campaign = ''] = id.split('/');
  return `/campaigns/${encodeURIComponent(campaign)}/settings#notices`;
}

/** The name of a field by its path in a record: the list, the number of the entry, the field. */
function fieldName(path: string, words: Words): string {
  const position = path.match(/\.(\d+)(?:\.|$)/);
  const [group = ''] = path.split('.');
  if (!position) return path === group ? groupName(group, words) : fieldLabel(path, words);
  const entry = words.findingPages.detail.entry(groupName(group, words), String(Number(position[1]) + 1));
  const field = path.replace(/\.\d+(?=\.|$)/g, '');
  return field === group ? entry : `${entry}, ${fieldLabel(field, words)}`;
}

const groupName = (group: string, words: Words): string => (words.record.parts as Record<string, string>)[group] ?? fieldLabel(group, words);

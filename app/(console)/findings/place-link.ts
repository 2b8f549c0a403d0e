import { fieldLabel } from '@/domain/purposes/labels';
import { conductKinds, conductParts } from '@/domain/campaigns/vocabulary';
import type { Place } from '@/domain/findings/rule';
import type { Words } from '@/domain/words/catalogue';

export type PlaceLink = { href: string | null; label: string };

/** Where a place of a finding is seen, at the very field where the reader may edit it, and what it is called. */
export function placeLink({ type, id, path }: Place, { mayEdit, words }: { mayEdit: boolean; words: Words }): PlaceLink {
  const { places, detail } = words.findingPages;
  const object = `${places[type]} ${id}`;
  const kind = type === 'campaign' ? kindOf(path) : undefined;
  const label = kind ? detail.place(object, words.conduct.kinds[kind].title) : type === 'purpose' && path ? detail.place(object, fieldName(path, words)) : object;
  return { href: addressOf(type, id, path, mayEdit), label };
}

function addressOf(type: Place['type'], id: string, path: string | undefined, mayEdit: boolean): string | null {
  const key = encodeURIComponent(id);
  if (type === 'purpose') return mayEdit ? `/purposes/${key}/edit${path ? `?field=${encodeURIComponent(path)}` : ''}` : `/purposes/${key}`;
  if (type === 'campaign') return `/campaigns/${key}${sectionOf(path)}`;
  if (type === 'batch') return `/batches/${key}`;
  if (type === 'report') return `/reports/${key}`;
  // A notice is named with its campaign.
  const [campaign = ''] = id.split('/');
  return `/campaigns/${encodeURIComponent(campaign)}/settings#notices`;
}

/** Where a part of a campaign is seen and mended: how it is conducted, its deadlines, or what its events say. */
function sectionOf(path: string | undefined): string {
  const kind = kindOf(path);
  if (kind) return `/conduct#${kind}`;
  return path === 'deadlines' ? '/settings#deadlines' : path === 'events' ? '/fairness' : '';
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

const kindOf = (path: string | undefined) => conductKinds.find((name) => path?.split('.')[0] === conductParts[name]);

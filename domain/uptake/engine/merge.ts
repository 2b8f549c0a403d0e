import { type Entry, compareEntries, sameId } from '@/domain/uptake/engine/entries';

export type Arrival = 'stored' | 'duplicate' | 'conflict';

/** Among so many entries an id is looked for one by one. */
export const fewEntries = 64;

/**
 * Puts one event into a timeline that is in order. The same id with the same content is a duplicate, with other content a conflict
 * (judged against what was there first); both leave the timeline as it is.
 */
export function arrive(timeline: Entry[], entry: Entry): Arrival {
  for (const known of timeline) if (sameId(known, entry)) return arrivalOf(known, entry);
  let at = timeline.length;
  for (let before = timeline[at - 1]; before !== undefined && compareEntries(before, entry) > 0; before = timeline[at - 1]) at -= 1;
  if (at === timeline.length) timeline.push(entry);
  else timeline.splice(at, 0, entry);
  return 'stored';
}

/** A timeline of many entries while events come to it, by the same rules: what an event costs does not grow with it. */
export class BusyTimeline {
  private readonly ids: Map<string, Entry>;

  constructor(private readonly entries: Entry[]) {
    this.ids = new Map(entries.map((entry) => [idKey(entry), entry]));
  }

  arrive(entry: Entry): Arrival {
    const key = idKey(entry);
    const known = this.ids.get(key);
    if (known) return arrivalOf(known, entry);
    this.ids.set(key, entry);
    this.entries.push(entry);
    return 'stored';
  }

  /** Puts what came into its place. */
  settle(): void {
    this.entries.sort(compareEntries);
  }
}

/** An id as a text for maps: its bytes in Latin-1, and whether they are a UUID's. */
export const idKey = ({ id, isUuid }: Pick<Entry, 'id' | 'isUuid'>): string => `${isUuid ? 'u' : 't'}${Buffer.from(id.buffer, id.byteOffset, id.length).toString('latin1')}`;

const arrivalOf = (known: Entry, entry: Entry): Arrival => (known.at === entry.at && known.cell === entry.cell && known.act === entry.act ? 'duplicate' : 'conflict');

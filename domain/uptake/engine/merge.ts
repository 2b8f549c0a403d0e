import { type Entry, compareEntries, sameId } from '@/domain/uptake/engine/entries';

export type Arrival = 'stored' | 'duplicate' | 'conflict';

/**
 * Puts one event into a timeline that is in order. The same id with the same content is a duplicate, with other content a conflict
 * (judged against what was there first); both leave the timeline as it is.
 */
export function arrive(timeline: Entry[], entry: Entry): Arrival {
  for (const known of timeline) {
    if (sameId(known, entry)) return known.at === entry.at && known.cell === entry.cell && known.act === entry.act ? 'duplicate' : 'conflict';
  }
  let at = timeline.length;
  for (let before = timeline[at - 1]; before !== undefined && compareEntries(before, entry) > 0; before = timeline[at - 1]) at -= 1;
  if (at === timeline.length) timeline.push(entry);
  else timeline.splice(at, 0, entry);
  return 'stored';
}

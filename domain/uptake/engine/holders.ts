import { type Entry, leadLength, sameId } from '@/domain/uptake/engine/entries';
import type { SegmentEvent } from '@/domain/uptake/engine/segment';

type Content = Pick<Entry, 'at' | 'id' | 'isUuid' | 'cell' | 'act'>;
type Wanted = Content & { holder: number | null };

const keyOf = (subject: Uint8Array) => Buffer.from(subject.buffer, subject.byteOffset, leadLength).toString('latin1');
const isSame = (a: Content, b: Content) => a.at === b.at && a.cell === b.cell && a.act === b.act && sameId(a, b);

/**
 * For the events of some segments, which other segment holds the same event. Asked about a bounded number of events at a time, and
 * shown any number of segments, in the order of their ids: the first that holds an event is the one that is named.
 */
export class Holders {
  private readonly wanted = new Map<string, Wanted[]>();

  want(event: SegmentEvent): void {
    const key = keyOf(event.subject);
    const { at, id, isUuid, cell, act } = event;
    const own = this.wanted.get(key);
    if (own) own.push({ at, id, isUuid, cell, act, holder: null });
    else this.wanted.set(key, [{ at, id, isUuid, cell, act, holder: null }]);
  }

  see(event: SegmentEvent, segment: number): void {
    for (const one of this.wanted.get(keyOf(event.subject)) ?? []) {
      if (one.holder === null && isSame(one, event)) one.holder = segment;
    }
  }

  /** The first segment seen that holds this event of the subject (its pseudonym, or the first half), null when none does. */
  of(subject: Uint8Array, entry: Content): number | null {
    return this.wanted.get(keyOf(subject))?.find((one) => isSame(one, entry))?.holder ?? null;
  }

  /** The subjects asked about, as UUIDs in order. */
  subjects(): string[] {
    return [...this.wanted.keys()]
      .map((key) => Buffer.from(key, 'latin1').toString('hex'))
      .sort()
      .map((hex) => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`);
  }
}

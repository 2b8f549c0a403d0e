import type { Entry } from '@/domain/uptake/engine/entries';
import { idKey } from '@/domain/uptake/engine/merge';
import { type SegmentEvent, keyText } from '@/domain/uptake/engine/segment';

type Content = Pick<Entry, 'at' | 'id' | 'isUuid' | 'cell' | 'act'>;
type Wanted = Pick<Entry, 'at' | 'cell' | 'act'> & { holder: number | null };

const isSame = (a: Wanted, b: Content) => a.at === b.at && a.cell === b.cell && a.act === b.act;

/**
 * For the events of some segments, which other segment holds the same event. Asked about a bounded number of events at a time, and
 * shown any number of segments, in the order of their ids: the first that holds an event is the one that is named.
 */
export class Holders {
  /** By subject and id; one id may stand for other content in another batch. */
  private readonly wanted = new Map<string, Wanted[]>();
  private readonly keys = new Set<string>();

  want(event: SegmentEvent): void {
    const { at, cell, act } = event;
    const subject = keyText(event.subject);
    this.keys.add(subject);
    const key = subject + idKey(event);
    const own = this.wanted.get(key);
    if (!own) this.wanted.set(key, [{ at, cell, act, holder: null }]);
    else if (!own.some((one) => isSame(one, event))) own.push({ at, cell, act, holder: null });
  }

  see(event: SegmentEvent, segment: number): void {
    const subject = keyText(event.subject);
    if (!this.keys.has(subject)) return;
    const own = this.wanted.get(subject + idKey(event))?.find((one) => isSame(one, event));
    if (own) own.holder ??= segment;
  }

  /** The first segment seen that holds this event of the subject (its pseudonym, or the first half), null when none does. */
  of(subject: Uint8Array, entry: Content): number | null {
    return this.wanted.get(keyText(subject) + idKey(entry))?.find((one) => isSame(one, entry))?.holder ?? null;
  }

  /** The subjects asked about, as UUIDs in order. */
  subjects(): string[] {
    return [...this.keys]
      .map((key) => Buffer.from(key, 'latin1').toString('hex'))
      .sort()
      .map((hex) => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`);
  }
}

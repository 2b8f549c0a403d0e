import type { Act } from '@/domain/uptake/columns';
import type { UptakeEvent } from '@/domain/uptake/event';
import { type Fields, actSlots } from '@/domain/uptake/scan/fields';
import { RawTable } from '@/domain/uptake/scan/raw-table';

/** The distinct acts of a body. Their fields are judged together, since purposes stand on answers only. */
export class ActIndex {
  readonly acts: Act[] = [];
  /** Characters that the acts take when written out: some hold long lists of purposes. */
  size = 0;
  private readonly raw = new RawTable(actSlots.first, actSlots.last);
  private readonly known = new Map<string, number>();

  /** The index of the act in these fields, -1 if it was not accepted before in these bytes. */
  find(bytes: Uint8Array, fields: Fields): number {
    return this.raw.find(bytes, fields);
  }

  /** The index of an accepted event's act; with the fields it was recognised by, their bytes are remembered. */
  add({ type, notice, variant, actor, purposes }: UptakeEvent, bytes: Uint8Array, fields: Fields | null): number {
    const choices = purposes && Object.keys(purposes).sort().map((key) => [key, purposes[key]]);
    const text = JSON.stringify([type, notice, variant, actor, choices]);
    let index = this.known.get(text);
    if (index === undefined) {
      index = this.acts.push({ type, notice, variant, actor, purposes }) - 1;
      this.known.set(text, index);
      this.size += text.length;
    }
    if (fields !== null) this.raw.remember(bytes, fields, index);
    return index;
  }
}

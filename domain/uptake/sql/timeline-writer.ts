import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { leadLength } from '@/domain/uptake/engine/entries';
import { putTimelines } from '@/domain/uptake/sql/timelines';
import { TimelineCopy, WireArray } from '@/domain/uptake/sql/wire';

type Copy = { stream: Writable; done: Promise<void>; failure: Error | null };

/** Writes timelines as they are made: the server stores some of the new ones while the next are merged, and others who wait for this process have their turn in between. */
export class TimelineWriter {
  private readonly fresh: TimelineCopy;
  private readonly changed = { subjects: new WireArray('uuid'), entries: new WireArray('bytea') };
  private copy: Copy | null = null;

  constructor(private readonly client: pg.ClientBase, private readonly campaignId: number) {
    this.fresh = new TimelineCopy(campaignId);
  }

  /** Takes a subject's first timeline: `subjects` from `at` on is the key, `entries` the row's. */
  add(subjects: Uint8Array, at: number, entries: Uint8Array): void {
    this.fresh.add(subjects, at, entries);
  }

  /** Takes a timeline in place of the one its subject has. */
  replace(subjects: Uint8Array, at: number, entries: Uint8Array): void {
    this.changed.subjects.add(subjects, at, at + leadLength);
    this.changed.entries.add(entries);
  }

  /** Sends the first timelines gathered so far. Throws what the server said to those before, such as a unique violation. */
  async send(): Promise<void> {
    if (this.fresh.count > 0) {
      const copy = (this.copy ??= this.open());
      if (copy.failure) throw copy.failure;
      const sent = new Promise<void>((resolve) => copy.stream.write(this.fresh.takeRows(), () => resolve()));
      await Promise.race([copy.done, sent]);
    }
    await setImmediate();
  }

  /** Sends the rest and waits for the server. */
  async end(): Promise<void> {
    await this.send();
    const { copy } = this;
    if (copy) {
      if (copy.failure) throw copy.failure;
      copy.stream.end(TimelineCopy.end);
      await copy.done;
    }
    if (this.changed.subjects.count > 0) await this.client.query(putTimelines, [this.changed.subjects.parameter(), this.changed.entries.parameter(), this.campaignId]);
  }

  /** Gives up, so that the connection can be told to roll back. */
  async abandon(): Promise<void> {
    const { copy } = this;
    if (!copy || copy.failure) return;
    copy.stream.destroy();
    await copy.done.catch(() => undefined);
  }

  private open(): Copy {
    const stream = this.client.query(copyFrom('copy timelines (campaign_id, subject, entries) from stdin (format binary)'));
    const copy: Copy = { stream, done: finished(stream), failure: null };
    copy.done.catch((error: Error) => (copy.failure = error));
    stream.write(TimelineCopy.start);
    return copy;
  }
}

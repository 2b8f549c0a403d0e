import { hash } from 'node:crypto';
import type { Json } from '@/domain/evidence/canonical';
import { Range, hashLength } from '@/domain/evidence/merkle';
import { type Seed, secretLength, secretsOf } from '@/domain/evidence/secret-tree';
import type { Act, Cell } from '@/domain/uptake/columns';
import { idText, leadLength } from '@/domain/uptake/engine/entries';
import { type SegmentEvent, readSegment } from '@/domain/uptake/engine/segment';
import { instantText } from '@/domain/uptake/instant';

/** What proves a segment's events in their batch: the place of its first leaf there, how many leaves it has, what their secrets grow from, and the leaves of erased events by place in the segment. */
export type Seal = { first: number; events: number; seeds: Seed[]; gone: Map<number, Buffer> };
/** What all events of a segment share. `recordedAt` in RFC 3339. */
export type Origin = { batch: string; campaign: string; recordedAt: string };
type Dictionary = { cell(number: number): Cell; act(number: number): Act };

/** `s_` and the first half of the subject's pseudonym, in hex: what a segment keeps of it. */
const subjectText = (subject: Uint8Array) => `s_${Buffer.from(subject.buffer, subject.byteOffset, leadLength).toString('hex')}`;

/** An event as its leaf says it and as it is disclosed: the members of contract section 2 and where it came from. '' where the sender said nothing. */
export function leafEvent(event: SegmentEvent, { batch, campaign, recordedAt }: Origin, words: Dictionary): { [name: string]: Json } {
  const [{ region, platform, channel, appVersion, locale }, { type, notice, variant, actor, purposes }] = [words.cell(event.cell), words.act(event.act)];
  return {
    actor, app_version: appVersion, batch, campaign, channel, id: idText(event), locale, notice, occurred_at: instantText(event.at), platform, purposes: purposes === null ? null : { ...purposes },
    recorded_at: recordedAt, region, subject: subjectText(event.subject), type, variant,
  };
}

/** Writes events in canonical form (RFC 8785) and hashes their leaves: what `canonicalize(leafEvent(…))` gives, with all that events share written once. */
export class LeafWriter {
  private readonly frames = new Map<number, Map<number, [string, string, string, string]>>();
  private room = Buffer.alloc(1_024);

  constructor(private readonly origin: Origin, private readonly words: Dictionary) {}

  text(event: SegmentEvent): string {
    const [beforeId, beforeAt, beforeSubject, end] = this.frame(event.cell, event.act);
    return `${beforeId}${JSON.stringify(idText(event))}${beforeAt}${instantText(event.at)}${beforeSubject}${subjectText(event.subject)}${end}`;
  }

  /** SHA-256(0x00 ‖ secret ‖ canonical event): an RFC 6962 leaf whose data nobody can guess without the secret. */
  leaf(event: SegmentEvent, secret: Buffer): Buffer {
    const text = this.text(event);
    const most = 1 + secretLength + text.length * 3;
    if (this.room.length < most) this.room = Buffer.alloc(most * 2);
    this.room.set(secret, 1);
    const length = 1 + secretLength + this.room.write(text, 1 + secretLength, 'utf8');
    return hash('sha256', this.room.subarray(0, length), 'buffer');
  }

  private frame(cell: number, act: number): [string, string, string, string] {
    let own = this.frames.get(cell);
    if (!own) this.frames.set(cell, (own = new Map()));
    let frame = own.get(act);
    if (!frame) own.set(act, (frame = this.makeFrame(cell, act)));
    return frame;
  }

  private makeFrame(cellNumber: number, actNumber: number): [string, string, string, string] {
    const { batch, campaign, recordedAt } = this.origin;
    const [cell, act] = [this.words.cell(cellNumber), this.words.act(actNumber)];
    const text = JSON.stringify;
    const purposes = act.purposes === null ? 'null' : `{${Object.keys(act.purposes).sort().map((key) => `${text(key)}:${String(act.purposes?.[key])}`).join(',')}}`;
    return [
      `{"actor":${text(act.actor)},"app_version":${text(cell.appVersion)},"batch":${text(batch)},"campaign":${text(campaign)},"channel":${text(cell.channel)},"id":`,
      `,"locale":${text(cell.locale)},"notice":${text(act.notice)},"occurred_at":"`,
      `","platform":${text(cell.platform)},"purposes":${purposes},"recorded_at":${text(recordedAt)},"region":${text(cell.region)},"subject":"`,
      `","type":${text(act.type)},"variant":${text(act.variant)}}`,
    ];
  }
}

/** The places, in their segment, of the events that are still there, in the order in which it holds them. */
export function* placesLeft({ events, gone }: Pick<Seal, 'events' | 'gone'>): Generator<number> {
  for (let place = 0; place < events; place += 1) if (!gone.has(place)) yield place;
}

/** Every leaf of a segment by place: those of events that are there from the events, those of erased ones as kept. Throws a RangeError when the events are not those that were sealed. */
export function* leavesOf(payload: Buffer, seal: Seal, writer: LeafWriter): Generator<Buffer> {
  const secrets = secretsOf(seal.seeds, seal.events);
  const events = readSegment(payload);
  for (let place = 0; place < seal.events; place += 1) {
    const gone = seal.gone.get(place);
    if (gone) {
      yield gone;
      continue;
    }
    const [secret, event] = [secrets.next(), events.next()];
    if (secret.done || event.done || secret.value[0] !== place) throw new RangeError('The segment holds other events than were sealed.');
    yield writer.leaf(event.value, secret.value[1]);
  }
  if (!events.next().done) throw new RangeError('The segment holds more events than were sealed.');
}

/** The subtrees that a segment's leaves make up in their batch's tree. */
export function rangeOf(payload: Buffer, seal: Seal, writer: LeafWriter): Range {
  const range = new Range(seal.first);
  for (const leaf of leavesOf(payload, seal, writer)) range.push(leaf);
  return range;
}

const goneLength = 4 + hashLength;

export function writeGone(gone: ReadonlyMap<number, Buffer>): Buffer {
  const bytes = Buffer.alloc(gone.size * goneLength);
  [...gone].sort(([a], [b]) => a - b).forEach(([place, leaf], i) => {
    bytes.writeUInt32BE(place, i * goneLength);
    leaf.copy(bytes, i * goneLength + 4);
  });
  return bytes;
}

export function readGone(bytes: Buffer): Map<number, Buffer> {
  const gone = new Map<number, Buffer>();
  for (let at = 0; at < bytes.length; at += goneLength) gone.set(bytes.readUInt32BE(at), Buffer.from(bytes.subarray(at + 4, at + goneLength)));
  return gone;
}

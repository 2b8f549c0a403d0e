import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import { type Entry, epochShift, leadLength, readCell, readId, writeCell, writeId } from '@/domain/uptake/engine/entries';

const deflate = promisify(deflateRaw);

/** An event as a segment keeps it: the subject's key (16 bytes) and its line in the body. */
export type SegmentEvent = Omit<Entry, 'segment'> & { subject: Uint8Array; line: number };

/**
 * A chunk's events as bytes: version, count, keys and ids as they are (nothing makes random bytes shorter), then instants, cells,
 * acts and lines, deflated (RFC 1951). Events come by subject, as the chunk was merged.
 */
export class SegmentWriter {
  private readonly raw: ByteWriter;
  private readonly rest: ByteWriter;
  private line = 0;
  count = 0;

  constructor(room = 16) {
    this.raw = new ByteWriter(room * 40);
    this.rest = new ByteWriter(room * 16);
  }

  /** `subjects` from `at` on is the subject's key. */
  add(entry: Omit<Entry, 'segment'>, subjects: Uint8Array, at: number, line: number): void {
    this.raw.bytes(subjects, at, at + leadLength);
    writeId(this.raw, entry);
    this.rest.seven(entry.at + epochShift);
    writeCell(this.rest, entry.cell);
    this.rest.uint(entry.act);
    this.rest.int(line - this.line);
    this.line = line;
    this.count += 1;
  }

  /** The segment's bytes, deflated beside this thread. */
  async take(): Promise<Buffer> {
    const head = new ByteWriter(16);
    head.uint(1);
    head.uint(this.count);
    head.uint(this.raw.length);
    return Buffer.concat([head.view(), this.raw.view(), await deflate(this.rest.view(), { level: 1 })]);
  }
}

/** The events of a segment, in the order in which they were written. Throws a RangeError for bytes that are no segment. */
export function* readSegment(payload: Buffer): Generator<SegmentEvent> {
  const head = new ByteReader(payload);
  if (head.uint() !== 1) throw new RangeError('These bytes are no segment of version 1.');
  const count = head.uint();
  const rawLength = head.uint();
  const raw = new ByteReader(payload, head.at, head.at + rawLength);
  const rest = new ByteReader(inflateRawSync(payload.subarray(head.at + rawLength)));
  let line = 0;
  for (let i = 0; i < count; i += 1) {
    const subject = raw.bytes(leadLength);
    const id = readId(raw);
    const event = { subject, ...id, at: rest.seven() - epochShift, cell: readCell(rest), act: rest.uint(), line: 0 };
    line += rest.int();
    yield { ...event, line };
  }
}

/** A subject's key as a text for sets: 16 bytes in Latin-1. */
export const keyText = (subject: Uint8Array): string => Buffer.from(subject.buffer, subject.byteOffset, leadLength).toString('latin1');

/** The keys, among those wanted, whose events a segment holds. Reads keys and ids only, nothing is inflated. */
export function keysIn(payload: Buffer, wanted: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const subject of subjectsIn(payload)) {
    const key = keyText(subject);
    if (wanted.has(key)) found.add(key);
  }
  return found;
}

function* subjectsIn(payload: Buffer): Generator<Uint8Array> {
  const head = new ByteReader(payload);
  if (head.uint() !== 1) throw new RangeError('These bytes are no segment of version 1.');
  const count = head.uint();
  const rawLength = head.uint();
  const raw = new ByteReader(payload, head.at, head.at + rawLength);
  for (let i = 0; i < count; i += 1) {
    yield raw.bytes(leadLength);
    readId(raw);
  }
}

/** The events of the subjects whose keys (16 bytes) lie from one to another, both included. Where there are none, nothing is inflated. */
export function* eventsBetween(payload: Buffer, from: Uint8Array, to: Uint8Array): Generator<SegmentEvent> {
  const lies = (subject: Uint8Array) => Buffer.compare(subject, from) >= 0 && Buffer.compare(subject, to) <= 0;
  for (const subject of subjectsIn(payload)) {
    if (!lies(subject)) continue;
    for (const event of readSegment(payload)) if (lies(event.subject)) yield event;
    return;
  }
}

/** The same segment without the events of some subjects (keys by `keyText`): its bytes, and how many events it holds now. */
export async function withoutSubjects(payload: Buffer, gone: ReadonlySet<string>): Promise<{ payload: Buffer; events: number }> {
  const kept = new SegmentWriter();
  for (const event of readSegment(payload)) if (!gone.has(keyText(event.subject))) kept.add(event, event.subject, 0, event.line);
  return { payload: await kept.take(), events: kept.count };
}

import { ByteWriter } from '@/domain/uptake/engine/bytes';

const uuid = 2950;
const bytea = 17;

/** PostgreSQL's binary form of arrays and of COPY rows (manual, 53.7 "COPY" and array_send): far cheaper for the server to read than text. */
class Wire extends ByteWriter {
  int32(value: number): void {
    this.reserve(4);
    const { buffer, length } = this;
    buffer[length] = value >>> 24;
    buffer[length + 1] = value >>> 16;
    buffer[length + 2] = value >>> 8;
    buffer[length + 3] = value;
    this.length = length + 4;
  }

  int16(value: number): void {
    this.reserve(2);
    this.buffer.writeInt16BE(value, this.length);
    this.length += 2;
  }
}

/** Gathers a `uuid[]` or `bytea[]` parameter. */
export class WireArray extends Wire {
  count = 0;

  constructor(kind: 'uuid' | 'bytea', room = 1 << 16) {
    super(room);
    for (const value of [1, 0, kind === 'uuid' ? uuid : bytea, 0, 1]) this.int32(value);
  }

  /** The parameter of these values. */
  static of(values: readonly Uint8Array[]): Buffer {
    const array = new WireArray('bytea', 20 + values.reduce((sum, value) => sum + value.length + 4, 0));
    for (const value of values) array.add(value);
    return array.parameter();
  }

  add(source: Uint8Array, from = 0, to = source.length): void {
    this.int32(to - from);
    this.bytes(source, from, to);
    this.count += 1;
  }

  /** The whole parameter, as a view. */
  parameter(): Buffer {
    this.buffer.writeInt32BE(this.count, 12);
    return this.view();
  }
}

/** Gathers rows of `COPY timelines (campaign_id, subject, entries) FROM STDIN BINARY`, which begins with `start` and ends with `end`. */
export class TimelineCopy extends Wire {
  static readonly start = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
  static readonly end = Buffer.from([0xff, 0xff]);
  count = 0;
  /** What begins each row: three fields, the campaign, and the length of the key. */
  private readonly lead: Buffer;

  constructor(campaignId: number, room = 1 << 16) {
    super(room);
    const lead = new Wire(16);
    lead.int16(3);
    lead.int32(4);
    lead.int32(campaignId);
    lead.int32(16);
    this.lead = lead.take();
  }

  /** `subjects` from `at` on is the key's 16 bytes; `entries` the row's. */
  add(subjects: Uint8Array, at: number, entries: Uint8Array): void {
    this.bytes(this.lead);
    this.bytes(subjects, at, at + 16);
    this.int32(entries.length);
    this.bytes(entries);
    this.count += 1;
  }

  /** The rows gathered since they were last taken, as bytes of their own. */
  takeRows(): Buffer {
    const rows = this.take();
    this.length = this.count = 0;
    return rows;
  }
}

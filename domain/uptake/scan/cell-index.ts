import type { Channel, Platform } from '@/domain/notices/vocabulary';
import type { Cell } from '@/domain/uptake/columns';
import type { UptakeEvent } from '@/domain/uptake/event';
import { type Fields, slots } from '@/domain/uptake/scan/fields';
import { grown } from '@/domain/uptake/engine/grown';
import { RawTable } from '@/domain/uptake/scan/raw-table';

const width = 5;

/** The values one dimension has had, numbered as they came. */
class Dimension<Value extends string> {
  readonly values: Value[] = [];
  private readonly raw: RawTable;
  private readonly codes = new Map<Value, number>();

  constructor(slot: number) {
    this.raw = new RawTable(slot, slot);
  }

  /** The number of the value in these fields, -1 if it was not accepted before in these bytes. */
  find(bytes: Uint8Array, fields: Fields): number {
    return this.raw.find(bytes, fields);
  }

  /** The number of an accepted value; with the fields it was recognised by, their bytes are remembered. */
  add(value: Value, bytes: Uint8Array, fields: Fields | null): number {
    const code = this.codes.get(value) ?? this.values.push(value) - 1;
    this.codes.set(value, code);
    if (fields !== null) this.raw.remember(bytes, fields, code);
    return code;
  }
}

/**
 * The distinct cells of a body. Each dimension is judged for itself, so a cell of values that were all accepted before needs no
 * judging: a body has few values, and may have hundreds of thousands of cells.
 */
export class CellIndex {
  readonly cells: Cell[] = [];
  private readonly region = new Dimension<string>(slots.region);
  private readonly platform = new Dimension<Platform>(slots.platform);
  private readonly channel = new Dimension<Channel>(slots.channel);
  private readonly appVersion = new Dimension<string>(slots.appVersion);
  private readonly locale = new Dimension<string>(slots.locale);
  /** By place in the table, a cell's index + 1; by index, the five codes of the cell. */
  private places = new Int32Array(2048);
  private codes = new Int32Array(1024 * width);

  /** The index of the cell in these fields; -1 if one of its values was not accepted before in these bytes. */
  find(bytes: Uint8Array, fields: Fields): number {
    const region = this.region.find(bytes, fields);
    const platform = this.platform.find(bytes, fields);
    const channel = this.channel.find(bytes, fields);
    const appVersion = this.appVersion.find(bytes, fields);
    const locale = this.locale.find(bytes, fields);
    return (region | platform | channel | appVersion | locale) < 0 ? -1 : this.indexOf(region, platform, channel, appVersion, locale);
  }

  /** The index of an accepted event's cell; with the fields it was recognised by, their bytes are remembered. */
  add(event: UptakeEvent, bytes: Uint8Array, fields: Fields | null): number {
    return this.indexOf(
      this.region.add(event.region, bytes, fields),
      this.platform.add(event.platform, bytes, fields),
      this.channel.add(event.channel, bytes, fields),
      this.appVersion.add(event.appVersion, bytes, fields),
      this.locale.add(event.locale, bytes, fields),
    );
  }

  private indexOf(region: number, platform: number, channel: number, appVersion: number, locale: number): number {
    const mask = this.places.length - 1;
    let place = hashOf(region, platform, channel, appVersion, locale) & mask;
    for (let entry = this.places[place] ?? 0; entry !== 0; entry = this.places[place] ?? 0) {
      const at = (entry - 1) * width;
      const { codes } = this;
      if (codes[at] === region && codes[at + 1] === platform && codes[at + 2] === channel && codes[at + 3] === appVersion && codes[at + 4] === locale) return entry - 1;
      place = (place + 1) & mask;
    }
    return this.put(place, [region, platform, channel, appVersion, locale]);
  }

  private put(place: number, [region, platform, channel, appVersion, locale]: [number, number, number, number, number]): number {
    const cell = { region: this.region.values[region], platform: this.platform.values[platform], channel: this.channel.values[channel], appVersion: this.appVersion.values[appVersion], locale: this.locale.values[locale] };
    if (!isCell(cell)) throw new Error('A code without its value.');
    const index = this.cells.push(cell) - 1;
    this.places[place] = index + 1;
    this.codes.set([region, platform, channel, appVersion, locale], index * width);
    if (this.cells.length * width === this.codes.length) this.grow();
    return index;
  }

  private grow(): void {
    this.codes = grown(this.codes, new Int32Array(this.codes.length * 2));
    this.places = new Int32Array(this.places.length * 2);
    const mask = this.places.length - 1;
    for (let index = 0; index < this.cells.length; index += 1) {
      const [region = 0, platform = 0, channel = 0, appVersion = 0, locale = 0] = this.codes.subarray(index * width, index * width + width);
      let place = hashOf(region, platform, channel, appVersion, locale) & mask;
      while (this.places[place] !== 0) place = (place + 1) & mask;
      this.places[place] = index + 1;
    }
  }
}

function isCell(cell: { [Name in keyof Cell]: Cell[Name] | undefined }): cell is Cell {
  return cell.region !== undefined && cell.platform !== undefined && cell.channel !== undefined && cell.appVersion !== undefined && cell.locale !== undefined;
}

function hashOf(region: number, platform: number, channel: number, appVersion: number, locale: number): number {
  let hash = Math.imul(region ^ 0x2c1b3c6d, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ (platform * 8 + channel), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ appVersion, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ locale, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

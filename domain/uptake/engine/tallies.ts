import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import type { Calendar } from '@/domain/uptake/engine/calendar';
import { regionText } from '@/domain/uptake/engine/cell-number';
import type { Entry } from '@/domain/uptake/engine/entries';
import { PairCounts } from '@/domain/uptake/engine/pair-counts';
import type { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { type Bump, walkEvents } from '@/domain/uptake/engine/walk-events';
import { type EmitStanding, walkStandings } from '@/domain/uptake/engine/walk-standings';
import { type EventMeasure, eventMeasures } from '@/domain/uptake/vocabulary';

/** How many there are per text and number: of events by `eventKey`, of standings by region. */
export type Tallies = Map<string, Map<number, number>>;
/** A day's moves between standings: for each text its regions, and the instants inside the day, in microseconds. */
export type DayMoves = { day: number; moves: Buffer };
type Move = { region: number; offset: number; n: number };

const bucketRoom = 131_072;
const measureRoom = 32;
/** Days are counted from 1900 in a bucket, so that none is negative. */
const dayShift = 25_567;

export function addCount(tallies: Tallies, text: string, key: number, n: number): void {
  let own = tallies.get(text);
  if (!own) tallies.set(text, (own = new Map()));
  own.set(key, (own.get(key) ?? 0) + n);
}

const measureNumbers = Object.fromEntries(eventMeasures.map((measure, number) => [measure, number])) as Record<EventMeasure, number>;
const firstShown = measureNumbers.first_shown;

/** A measure and a place as one number: small enough to be a fast key. */
const measureKey = (measure: EventMeasure, place: number): number => place * measureRoom + measureNumbers[measure];
const inBucket = (key: number, bucket: number): number => key * bucketRoom + (key % measureRoom === firstShown ? bucket + dayShift : Math.min(bucket, bucketRoom - 1));
export const eventKey = (measure: EventMeasure, place: number, bucket: number): number => inBucket(measureKey(measure, place), bucket);

/** The region of an event's tally. */
export const eventRegion = (key: number): string => regionText(Math.floor(key / (8 * measureRoom * bucketRoom)));

export function readEventKey(key: number): { measure: EventMeasure; region: string; platform: number; bucket: number } {
  const rest = Math.floor(key / bucketRoom);
  const measure = eventMeasures[rest % measureRoom] ?? 'displays';
  const bucket = key % bucketRoom;
  return { measure, region: eventRegion(key), platform: Math.floor(rest / measureRoom) % 8, bucket: measure === 'first_shown' ? bucket - dayShift : bucket };
}

/** Gathers what changes of a campaign's tallies, in the form in which they are kept. */
export class TallySink {
  /** By text: of `measureKey` and bucket. */
  private readonly events = new Map<string, PairCounts>();
  /** Of what was counted last: most events say nothing. */
  private last = { text: '', counts: new PairCounts() };
  private readonly days = new Map<number, Map<string, Move[]>>();

  constructor(public calendar: Calendar) {
    this.events.set(this.last.text, this.last.counts);
  }

  /** Adds the tallies of a subject's timeline after a change less those before it. */
  change(before: readonly Entry[], after: readonly Entry[], facts: TallyFacts): void {
    if (before.length > 0) this.walk(before, facts, -1);
    if (after.length > 0) this.walk(after, facts, 1);
  }

  /** Adds what changes when the same timeline is judged otherwise. */
  restate(entries: readonly Entry[], before: TallyFacts, after: TallyFacts): void {
    this.walk(entries, before, -1);
    this.walk(entries, after, 1);
  }

  private walk(entries: readonly Entry[], facts: TallyFacts, sign: 1 | -1): void {
    walkEvents(entries, facts, this.dayOf, sign > 0 ? this.more : this.fewer);
    walkStandings(entries, facts, sign, this.move);
  }

  private readonly dayOf = (at: number): number => this.calendar.dayOf(at);
  private readonly more: Bump = (measure, place, text, bucket) => this.count(measure, place, text, bucket, 1);
  private readonly fewer: Bump = (measure, place, text, bucket) => this.count(measure, place, text, bucket, -1);

  private count(measure: EventMeasure, place: number, text: string, bucket: number, n: number): void {
    if (text !== this.last.text) {
      const counts = this.events.get(text) ?? new PairCounts();
      this.events.set(text, counts);
      this.last = { text, counts };
    }
    this.last.counts.add(measureKey(measure, place), bucket, n);
  }

  private readonly move: EmitStanding = (at, region, text, n) => {
    const day = this.calendar.dayOf(at);
    let texts = this.days.get(day);
    if (!texts) this.days.set(day, (texts = new Map()));
    const own = texts.get(text);
    const move = { region, offset: at - this.calendar.startOf(day), n };
    if (own) own.push(move);
    else texts.set(text, [move]);
  };

  /** What was gathered; what cancels out is left out, `events` null where nothing is left. */
  take(): { events: Buffer | null; days: DayMoves[] } {
    const gathered: Tallies = new Map();
    for (const [text, counts] of this.events) counts.each((key, bucket, n) => addCount(gathered, text, inBucket(key, bucket), n));
    const events = writeTallies(gathered);
    const days = [...this.days].sort(([a], [b]) => a - b).map(([day, texts]) => ({ day, moves: writeMoves(texts) }));
    return { events: events.length > 0 ? events : null, days: days.filter(({ moves }) => moves.length > 0) };
  }
}

/** Tallies as bytes, texts and numbers in order; what is 0 is left out, so equal tallies give equal bytes. */
export function writeTallies(tallies: Tallies): Buffer {
  const out = new ByteWriter(256);
  for (const text of [...tallies.keys()].sort()) {
    const own = [...(tallies.get(text) ?? [])].filter(([, n]) => n !== 0).sort(([a], [b]) => a - b);
    if (own.length === 0) continue;
    out.text(text);
    out.uint(own.length);
    let before = 0;
    for (const [key, n] of own) {
      out.uint(key - before);
      out.int(n);
      before = key;
    }
  }
  return out.take();
}

/** Adds tallies that `writeTallies` wrote to others, or with −1 takes them off. */
export function addTallies(bytes: Uint8Array, into: Tallies, sign: 1 | -1 = 1): void {
  const from = new ByteReader(bytes);
  while (!from.isDone) {
    const text = from.text();
    let key = 0;
    for (let left = from.uint(); left > 0; left -= 1) {
      key += from.uint();
      addCount(into, text, key, sign * from.int());
    }
  }
}

function writeMoves(texts: ReadonlyMap<string, Move[]>): Buffer {
  const out = new ByteWriter(256);
  for (const text of [...texts.keys()].sort()) {
    const moves = merged(texts.get(text) ?? []);
    if (moves.length === 0) continue;
    out.text(text);
    out.uint(moves.length);
    let [region, offset] = [0, 0];
    for (const move of moves) {
      out.uint(move.region - region);
      if (move.region !== region) offset = 0;
      out.uint(move.offset - offset);
      out.int(move.n);
      [region, offset] = [move.region, move.offset];
    }
  }
  return out.take();
}

/** The moves by (region, instant), those of one region and instant as their sum, without those that cancel. */
function merged(moves: Move[]): Move[] {
  const kept: Move[] = [];
  for (const move of moves.sort((a, b) => a.region - b.region || a.offset - b.offset)) {
    const last = kept.at(-1);
    if (last?.region === move.region && last.offset === move.offset) last.n += move.n;
    else kept.push({ ...move });
  }
  return kept.filter(({ n }) => n !== 0);
}

/** Reads a day's moves. `offset` is in microseconds from the start of the day. */
export function readStandingMoves(moves: Uint8Array, each: (text: string, region: number, offset: number, n: number) => void): void {
  const from = new ByteReader(moves);
  while (!from.isDone) {
    const text = from.text();
    let [region, offset] = [0, 0];
    for (let left = from.uint(); left > 0; left -= 1) {
      const further = from.uint();
      if (further > 0) [region, offset] = [region + further, 0];
      offset += from.uint();
      each(text, region, offset, from.int());
    }
  }
}

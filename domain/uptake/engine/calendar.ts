/** Days are counted from 1970-01-01, a local date of the campaign's zone; instants are microseconds since 1970, UTC. */
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
export const dayNumber = (text: string): number => Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);

/** The days of one zone: when each begins, as the database's time-zone data have it. */
export class Calendar {
  /** `starts[i]` is the first instant of day `first + i`; the last one only ends the day before it. */
  constructor(readonly first: number, private readonly starts: Float64Array) {}

  /** The instant its last day ends. */
  get end(): number {
    return this.starts[this.starts.length - 1] ?? -Infinity;
  }

  covers(from: number, to: number): boolean {
    return from >= (this.starts[0] ?? Infinity) && to < this.end;
  }

  /** The local date an instant lies in. Throws a RangeError for one that was not loaded. */
  dayOf(at: number): number {
    if (!this.covers(at, at)) throw new RangeError('This calendar was not loaded for that instant.');
    let i = Math.min(Math.floor((at - (this.starts[0] ?? 0)) / 86_400_000_000), this.starts.length - 2);
    while ((this.starts[i + 1] ?? Infinity) <= at) i += 1;
    while ((this.starts[i] ?? -Infinity) > at) i -= 1;
    return this.first + i;
  }

  /** The first instant of a local date. */
  startOf(day: number): number {
    const start = this.starts[day - this.first];
    if (start === undefined) throw new RangeError('This calendar was not loaded for that day.');
    return start;
  }
}

import { grown } from '@/domain/uptake/engine/grown';
import { halfOf } from '@/domain/uptake/engine/moves';

/** So many more (or, negative, fewer) stand somewhere (`sub`) in a standing (`code`) from a step on. */
export type Change = { sub: number; code: number; step: number; n: number };

/** A slot and a standing in it as one number: the order of a block's lines. */
export const lineOf = (sub: number, code: number): number => sub * 256 + code;

/** Changes as columns, since a fold has a million of them: in order of (sub, code, step), each once and none 0, unless said otherwise. */
export class Changes {
  length = 0;
  lines: Int32Array;
  steps: Int32Array;
  counts: Int32Array;

  constructor(room = 64) {
    this.lines = new Int32Array(room);
    this.steps = new Int32Array(room);
    this.counts = new Int32Array(room);
  }

  add(line: number, step: number, n: number): void {
    if (this.length === this.lines.length) this.grow();
    const i = this.length++;
    this.lines[i] = line;
    this.steps[i] = step;
    this.counts[i] = n;
  }

  /** An object each: for those of a page. */
  list(): Change[] {
    return Array.from({ length: this.length }, (_, i) => {
      const line = this.lines[i] ?? 0;
      return { sub: line >> 8, code: line & 255, step: this.steps[i] ?? 0, n: this.counts[i] ?? 0 };
    });
  }

  /** Those whose steps lie in from ≤ step < to. */
  within(from: number, to: number): Changes {
    const own = new Changes();
    for (let i = 0; i < this.length; i += 1) {
      const step = this.steps[i] ?? 0;
      if (step >= from && step < to) own.add(this.lines[i] ?? 0, step, this.counts[i] ?? 0);
    }
    return own;
  }

  /** Changes by half hour (`halfKey`) as changes by day; a day's may come to 0. */
  byDay(): Changes {
    const days = new Changes(this.length);
    let [line, day] = [-1, 0];
    for (let i = 0; i < this.length; i += 1) {
      const own = halfOf(this.steps[i] ?? 0).day;
      const n = this.counts[i] ?? 0;
      if (line === this.lines[i] && day === own) {
        const last = days.length - 1;
        days.counts[last] = (days.counts[last] ?? 0) + n;
        continue;
      }
      [line, day] = [this.lines[i] ?? 0, own];
      days.add(line, day, n);
    }
    return days;
  }

  /** Changes by half hour (`halfKey`), for each day by its half hours from 0. */
  halvesByDay(): Map<number, Changes> {
    const days = new Map<number, Changes>();
    for (let i = 0; i < this.length; i += 1) {
      const { day, half } = halfOf(this.steps[i] ?? 0);
      let own = days.get(day);
      if (!own) days.set(day, (own = new Changes()));
      own.add(this.lines[i] ?? 0, half, this.counts[i] ?? 0);
    }
    return days;
  }

  private grow(): void {
    const room = Math.max(64, this.length * 2);
    this.lines = grown(this.lines, new Int32Array(room));
    this.steps = grown(this.steps, new Int32Array(room));
    this.counts = grown(this.counts, new Int32Array(room));
  }
}

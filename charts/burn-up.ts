import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { placeLabels } from '@/charts/mark-lanes';
import { textWidth } from '@/charts/text-width';

/** `late_deadline` is one that was in force and has been replaced. */
export type MarkKind = 'announcement' | 'reminder' | 'deadline' | 'late_deadline';
export type BurnUpInput = {
  width: number;
  height: number;
  /** State at the end of each day, oldest first; null where it is withheld or unknown. */
  days: { date: string; accepted: number | null; seen: number | null }[];
  population: number | null;
  /** A share of the population, 0..1. */
  target: number | null;
  marks: { date: string; kind: MarkKind; label: string }[];
  /** Room right of the plot for the names of the lines; default 120, or less in a narrow drawing. */
  right?: number;
};

export type Point = { x: number; y: number; value: number };
/** `path` is empty without values; `dots` are lone days between gaps, where there is nothing to join. `labelX` keeps a name off the marks right behind its line, `labelY` the names apart. */
export type Line = { path: string; dots: Point[]; last: (Point & { labelX: number; labelY: number }) | null };
export type Tick = { x: number; date: string; unit: 'month' | 'week' | 'day' };
export type PlacedMark = BurnUpInput['marks'][number] & { x: number; top: number; text: string; lane: number | null; labelX: number; labelY: number };
export type Level = { y: number; value: number; labelY: number };

export type BurnUp = {
  width: number;
  height: number;
  fontSize: number;
  plot: { x: number; y: number; width: number; height: number };
  accepted: Line;
  seen: Line;
  xTicks: Tick[];
  yTicks: { y: number; value: number }[];
  /** In the order given. `text` is the label as it fits, its left end at `labelX`, its baseline at `labelY`; '' without a lane. */
  marks: PlacedMark[];
  target: Level | null;
  population: Level | null;
};

const fontSize = 11;
const laneHeight = 15;
const day = 86_400_000;

const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
const isoDate = (time: number) => new Date(time).toISOString().slice(0, 10);
const round = (n: number) => Math.round(n * 100) / 100;

/** The geometry of a burn-up: how many accepted and how many had seen the notice, day by day, against population, target and every mark. */
export function burnUp(input: BurnUpInput): BurnUp {
  const { width, height, population } = input;
  const values = input.days.flatMap((entry) => [entry.accepted ?? 0, entry.seen ?? 0]);
  const vertical = scaleLinear().domain([0, Math.max(population ?? 0, ...values, 1)]).nice(5);
  const ticks = vertical.ticks(5).filter(Number.isInteger);
  const right = Math.min(input.right ?? 120, width * 0.3);
  const left = Math.min(Math.max(...ticks.map((tick) => textWidth(tick.toLocaleString('en'), fontSize)), 0) + 12, width * 0.3);
  const across = { x: left, width: Math.max(width - left - right, 1) };
  const times = [...input.days, ...input.marks].map((entry) => at(entry.date));
  const first = Math.min(...times);
  const last = Math.max(...times);
  const x = (date: number) => round(last > first ? across.x + ((date - first) / (last - first)) * across.width : across.x + across.width / 2);
  const placed = placeLabels(input.marks.map((mark) => ({ x: x(at(mark.date)), label: mark.label })), width, fontSize, Math.max(Math.floor((height * 0.45) / laneHeight), 1));
  const lanes = Math.max(...placed.map((label) => (label.lane ?? -1) + 1), 0);
  const plot = { ...across, y: lanes * laneHeight + 10, height: Math.max(height - lanes * laneHeight - 10 - 28, 1) };
  vertical.range([plot.y + plot.height, plot.y]);
  const y = (value: number) => round(vertical(value));
  const behind = input.marks.map((mark) => x(at(mark.date))).toSorted((a, b) => a - b);
  const labelX = (end: number) => behind.reduce((left, mark) => (mark > end && mark < left + right ? mark : left), end) + 8;
  const accepted = lineOf(input.days, (entry) => entry.accepted, { x, y, labelX });
  const seen = lineOf(input.days, (entry) => entry.seen, { x, y, labelX });
  const target = input.target !== null && population !== null ? level(input.target * population, y) : null;
  const people = population === null ? null : level(population, y);
  keepApart([accepted.last, seen.last, target, people].filter((entry) => entry !== null), plot);
  return {
    width, height, fontSize, plot, accepted, seen, target,
    population: people,
    xTicks: Number.isFinite(first) ? dateTicks(first, last, across.width).map((tick) => ({ ...tick, x: x(at(tick.date)) })) : [],
    yTicks: ticks.map((value) => ({ y: y(value), value })),
    marks: input.marks.map((mark, i) => {
      const label = placed[i] ?? { text: '', lane: null, left: 0 };
      const labelY = plot.y - 10 - (label.lane ?? 0) * laneHeight;
      return { ...mark, x: x(at(mark.date)), top: label.lane === null ? plot.y : labelY - fontSize + 1, text: label.text, lane: label.lane, labelX: round(label.left), labelY };
    }),
  };
}

type Day = BurnUpInput['days'][number];

type Scales = { x: (time: number) => number; y: (value: number) => number; labelX: (end: number) => number };

function lineOf(days: Day[], value: (entry: Day) => number | null, { x, y, labelX }: Scales): Line {
  const draw = line<Day>().defined((entry) => value(entry) !== null).x((entry) => x(at(entry.date))).y((entry) => y(value(entry) ?? 0));
  const end = days.findLast((entry) => value(entry) !== null);
  const n = end ? value(end) : null;
  const dots = days.flatMap((entry, i) => {
    const shown = value(entry);
    const isLone = shown !== null && [days[i - 1], days[i + 1]].every((other) => !other || value(other) === null);
    return isLone ? [{ x: x(at(entry.date)), y: y(shown), value: shown }] : [];
  });
  return { path: draw(days) ?? '', dots, last: end && n !== null ? { x: x(at(end.date)), y: y(n), value: n, labelX: labelX(x(at(end.date))), labelY: y(n) } : null };
}

const level = (value: number, y: (value: number) => number): Level => ({ value, y: y(value), labelY: y(value) });

/** Moves the names at the right apart, top down, then back up where the last ones would leave the plot. */
function keepApart(labels: { labelY: number }[], plot: { y: number; height: number }): void {
  const sorted = labels.toSorted((a, b) => a.labelY - b.labelY);
  const step = fontSize + 3;
  sorted.forEach((label, i) => (label.labelY = Math.max(label.labelY, i === 0 ? plot.y : (sorted[i - 1]?.labelY ?? 0) + step)));
  for (let i = sorted.length - 1; i >= 0; i -= 1) {
    const label = sorted[i];
    if (label) label.labelY = Math.min(label.labelY, i === sorted.length - 1 ? plot.y + plot.height : (sorted[i + 1]?.labelY ?? 0) - step);
  }
}

/** Firsts of months, Mondays or days, whichever is the finest that leaves each label its room; never more than fit. */
function dateTicks(first: number, last: number, width: number): Omit<Tick, 'x'>[] {
  const most = Math.max(Math.floor(width / 62), 1);
  const span = (last - first) / day;
  if (span + 1 <= most) return every(first, last, day, 1).map((date) => ({ date, unit: 'day' }));
  const monday = first + ((8 - new Date(first).getUTCDay()) % 7) * day;
  if (span / 7 + 1 <= most) return every(monday, last, 7 * day, 1).map((date) => ({ date, unit: 'week' }));
  const months: string[] = [];
  const start = new Date(first);
  for (let i = start.getUTCDate() === 1 ? 0 : 1; ; i += 1) {
    const time = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i, 1);
    if (time > last) break;
    months.push(isoDate(time));
  }
  const step = [1, 2, 3, 4, 6, 12].find((n) => months.length / n <= most) ?? Math.ceil(months.length / most / 12) * 12;
  if (months.length === 0) return every(monday, last, 7 * day, Math.ceil((span / 7 + 1) / most)).map((date) => ({ date, unit: 'week' }));
  return months.filter((_, i) => i % step === 0).map((date) => ({ date, unit: 'month' }));
}

function every(first: number, last: number, unit: number, step: number): string[] {
  const dates: string[] = [];
  for (let time = first; time <= last; time += unit * step) dates.push(isoDate(time));
  return dates;
}

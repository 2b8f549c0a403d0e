import { fitText, textWidth } from '@/charts/text-width';

/** Where the label of a mark stands: `lane` 0 is nearest the plot; null where there was no room for it. */
export type Placed = { text: string; lane: number | null; left: number; right: number };

type Box = { left: number; right: number; lane: number; x: number };

const gap = 8;

/**
 * Gives each mark a lane for its label so that no two labels overlap and, where possible, no line runs through a label. Labels
 * reading to the right of their lines are best placed from the right, those reading to the left from the left, so every place to
 * change from one to the other is tried and the layout with the fewest lines through labels, then the fewest lanes, is taken.
 */
export function placeLabels(marks: { x: number; label: string }[], width: number, size: number, lanes: number): Placed[] {
  const texts = marks.map((mark) => fitText(mark.label, size, Math.min(width, Math.max(width * 0.36, 90))));
  const fromLeft = marks.map((_, i) => i).sort((a, b) => (marks[a]?.x ?? 0) - (marks[b]?.x ?? 0) || a - b);
  const layouts = [...fromLeft, -1].flatMap((_, split) => {
    const order = [...fromLeft.slice(split), ...fromLeft.slice(0, split).reverse()];
    return [true, false].map((lanesFirst) => placedInOrder(order, marks, texts, { width, size, lanes, lanesFirst }));
  });
  const [best] = layouts.toSorted((a, b) => a.cost - b.cost);
  return best?.placed ?? [];
}

type Room = { width: number; size: number; lanes: number; /** Whether a low lane is worth more than reading to the right of the line. */ lanesFirst: boolean };

function placedInOrder(order: number[], marks: { x: number }[], texts: string[], room: Room) {
  const boxes: Box[] = [];
  const placed = marks.map((): Placed => ({ text: '', lane: null, left: 0, right: 0 }));
  for (const i of order) {
    const text = texts[i] ?? '';
    const box = text === '' ? null : boxFor(marks[i]?.x ?? 0, textWidth(text, room.size), room, boxes);
    if (!box) continue;
    boxes.push(box);
    placed[i] = { text, lane: box.lane, left: box.left, right: box.right };
  }
  const crossings = boxes.reduce((sum, box) => sum + boxes.filter((other) => !misses(box, other)).length, 0);
  return { placed, cost: (marks.length - boxes.length) * 10_000 + crossings * 100 + Math.max(...boxes.map((box) => box.lane), 0) };
}

function boxFor(x: number, length: number, { width, lanes, lanesFirst }: Room, boxes: Box[]): Box | null {
  const starts = [x + 3, x - 3 - length, Math.min(Math.max(x - length / 2, 0), width - length)].filter((left) => left >= 0 && left + length <= width);
  const all = starts.flatMap((left) => Array.from({ length: lanes }, (_, lane) => ({ left, right: left + length, lane, x })));
  const places = (lanesFirst ? all.toSorted((a, b) => a.lane - b.lane) : all).filter((box) => boxes.every((other) => isClear(box, other)));
  return places.find((box) => boxes.every((other) => misses(box, other) && misses(other, box))) ?? places[0] ?? null;
}

const isClear = (a: Box, b: Box) => a.lane !== b.lane || a.right + gap <= b.left || b.right + gap <= a.left;

/** Whether the line under the label of `a` stays clear of the label of `b`. */
const misses = (a: Box, b: Box) => a.lane <= b.lane || a.x < b.left - 2 || a.x > b.right + 2;

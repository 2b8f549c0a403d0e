import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BurnUpInput, type MarkKind, burnUp } from '@/charts/burn-up';
import { partsBar } from '@/charts/parts-bar';
import { burnUpSvg, partsBarSvg } from '@/charts/svg';
import { fitText, textWidth } from '@/charts/text-width';

const day = (n: number) => new Date(Date.UTC(2021, 0, 6) + n * 86_400_000).toISOString().slice(0, 10);
const count = fc.option(fc.nat(2_000_000), { nil: null });
const kinds: MarkKind[] = ['announcement', 'reminder', 'deadline', 'late_deadline'];

const inputs: fc.Arbitrary<BurnUpInput> = fc.record({
  width: fc.integer({ min: 280, max: 1400 }),
  height: fc.integer({ min: 160, max: 600 }),
  days: fc.tuple(fc.nat(900), fc.array(fc.record({ accepted: count, seen: count }), { maxLength: 200 })).map(([from, list]) => list.map((entry, i) => ({ date: day(from + i), ...entry }))),
  population: fc.option(fc.integer({ min: 1, max: 3_000_000 }), { nil: null }),
  target: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
  marks: fc.array(fc.record({ date: fc.nat(1000).map(day), kind: fc.constantFrom(...kinds), label: fc.string({ maxLength: 80, unit: 'grapheme' }) }), { maxLength: 12 }),
});

const words = {
  title: 'T', description: 'D <&>', accepted: 'Accepted', seen: 'Seen', target: 'Target', population: 'Population',
  number: String, date: (date: string) => date,
};

describe('the burn-up', () => {
  test('never draws what is not a number, nor outside the drawing', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const chart = burnUp(input);
        const text = JSON.stringify(chart) + burnUpSvg(chart, words);
        expect(text).not.toMatch(/NaN|Infinity/);
        const inside = (x: number, y: number) => expect(x >= -0.01 && x <= input.width + 0.01 && y >= -0.01 && y <= input.height + 0.01).toBe(true);
        for (const tick of chart.xTicks) inside(tick.x, chart.plot.y);
        for (const tick of chart.yTicks) inside(chart.plot.x, tick.y);
        for (const mark of chart.marks) {
          inside(mark.x, mark.top);
          if (mark.lane === null) continue;
          inside(mark.labelX, mark.labelY - chart.fontSize);
          inside(mark.labelX + textWidth(mark.text, chart.fontSize) - 0.02, mark.labelY);
        }
        for (const last of [chart.accepted.last, chart.seen.last]) if (last) inside(last.x, last.y);
      }),
      { numRuns: 300 },
    );
  });

  test('staggers labels so that no two overlap', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const chart = burnUp(input);
        const boxes = chart.marks.filter((mark) => mark.lane !== null).map((mark) => ({ left: mark.labelX, right: mark.labelX + textWidth(mark.text, chart.fontSize), bottom: mark.labelY }));
        boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
          const apart = a.right <= b.left || b.right <= a.left || Math.abs(a.bottom - b.bottom) >= chart.fontSize;
          expect(apart).toBe(true);
        }));
        const names = [chart.accepted.last, chart.seen.last, chart.target, chart.population].filter((name) => name !== null).map((name) => name.labelY).sort((a, b) => a - b);
        names.slice(1).forEach((y, i) => expect(y - (names[i] ?? 0)).toBeGreaterThanOrEqual(chart.fontSize));
      }),
      { numRuns: 300 },
    );
  });

  test('keeps lines clear of labels in the founding case', () => {
    const marks = [['2021-01-06', 'announcement', 'Announcement'], ['2021-01-20', 'reminder', 'First reminder after the extension (illustrative)'], ['2021-02-08', 'late_deadline', 'Deadline 8 Feb 2021 (replaced)'],
      ['2021-02-22', 'reminder', 'Second reminder (illustrative)'], ['2021-05-03', 'reminder', 'Third reminder, twelve days before the deadline (illustrative)'], ['2021-05-12', 'reminder', 'Last reminder before the deadline (illustrative)'], ['2021-05-15', 'deadline', 'Deadline 15 May 2021']] as const;
    const chart = burnUp({ width: 640, height: 300, days: Array.from({ length: 134 }, (_, i) => ({ date: day(i), accepted: i, seen: i * 2 })), population: 300, target: 0.9, marks: marks.map(([date, kind, label]) => ({ date, kind, label })) });
    for (const mark of chart.marks) {
      expect(mark.lane).not.toBe(null);
      for (const other of chart.marks) {
        if (mark === other || (mark.lane ?? 0) <= (other.lane ?? 0)) continue;
        expect(mark.x > other.labelX && mark.x < other.labelX + textWidth(other.text, chart.fontSize)).toBe(false);
      }
    }
    expect(chart.xTicks.map((tick) => tick.date)).toEqual(['2021-02-01', '2021-03-01', '2021-04-01', '2021-05-01']);
  });

  test('leaves a gap where a day is withheld, and shows a lone day', () => {
    const days = [3, null, 5, null, 7, 8].map((accepted, i) => ({ date: day(i), accepted, seen: null }));
    const chart = burnUp({ width: 600, height: 300, days, population: null, target: 0.9, marks: [] });
    expect(chart.accepted.path.match(/M/g)).toHaveLength(3);
    expect(chart.accepted.dots.map((dot) => dot.value)).toEqual([3, 5]);
    expect(chart.seen).toEqual({ path: '', dots: [], last: null });
    expect(chart.target).toBe(null);
  });

  test('survives having nothing to draw', () => {
    const chart = burnUp({ width: 600, height: 300, days: [], population: null, target: null, marks: [] });
    expect(burnUpSvg(chart, words)).not.toMatch(/NaN|Infinity/);
  });
});

describe('the bar of parts', () => {
  const parts = fc.array(fc.record({ id: fc.string({ minLength: 1, maxLength: 5 }), value: count }), { minLength: 1, maxLength: 8 });

  test('is filled exactly, withheld parts sharing one piece', () => {
    fc.assert(
      fc.property(parts, fc.option(fc.nat(9_000_000), { nil: null }), fc.integer({ min: 40, max: 1400 }), (list, total, width) => {
        const bar = partsBar({ width, height: 30, parts: list, total });
        const whole = Math.max(total ?? 0, list.reduce((sum, part) => sum + (part.value ?? 0), 0));
        if (bar.parts.length === 0) {
          expect(whole).toBe(0);
          return;
        }
        expect(bar.parts.reduce((sum, part) => sum + part.width, 0)).toBe(width);
        expect(bar.parts.filter((part) => part.withheld).length).toBe(list.some((part) => part.value === null) ? 1 : 0);
        for (const part of bar.parts) expect(part.width >= 0 && part.x >= 0 && part.x + part.width <= width).toBe(true);
        expect(JSON.stringify(bar)).not.toMatch(/NaN|Infinity/);
      }),
    );
  });

  test('gives withheld parts the remainder', () => {
    const bar = partsBar({ width: 640, height: 30, total: 100, parts: [{ id: 'a', value: 75 }, { id: 'b', value: null }, { id: 'c', value: null }] });
    expect(bar.parts).toEqual([
      { ids: ['a'], x: 0, width: 480, value: 75, share: 0.75, withheld: false },
      { ids: ['b', 'c'], x: 480, width: 160, value: null, share: 0.25, withheld: true },
    ]);
    const svg = partsBarSvg(bar, { title: 'T', description: 'D', names: { a: '<A>', b: 'B', c: 'C' }, withheld: 'withheld', number: String, percent: (n) => `${n * 100} %` });
    expect(svg).toContain('&lt;A&gt;: 75 (75 %)');
    expect(svg).toContain('B, C: withheld');
    expect(svg).not.toContain('<script');
  });
});

test('a text is cut to its room', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(400), (text, room) => {
    expect(textWidth(fitText(text, 11, room), 11)).toBeLessThanOrEqual(room);
  }));
});

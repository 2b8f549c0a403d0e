import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Calendar } from '@/domain/uptake/engine/calendar';
import { lineOf } from '@/domain/uptake/engine/changes';
import { cellLimit, cellNumber, placeNumber } from '@/domain/uptake/engine/cell-number';
import { allCodes, mostDeadlines, stateCodes } from '@/domain/uptake/engine/facts';
import { MoveList } from '@/domain/uptake/engine/move-list';
import { MoveSink, halfKey, halfMicros, readMoves } from '@/domain/uptake/engine/moves';
import { DaySums } from '@/domain/uptake/engine/sums';
import { grains } from '@/domain/uptake/grain';

const move = fc.record({
  step: fc.oneof(fc.integer({ min: 20_000, max: 20_003 }), fc.integer({ min: -25_567, max: 60_000 })),
  place: fc.record({ region: fc.constantFrom('AA', 'DE', 'ZZ'), platform: fc.constantFrom('ios', 'web', 'unknown'), channel: fc.constantFrom('email', 'in_app', 'unknown') }),
  locale: fc.constantFrom(0, 1, 4_095),
  version: fc.constantFrom(0, 7, 65_535),
  code: fc.oneof(fc.nat(stateCodes - 1), fc.integer({ min: stateCodes, max: stateCodes + 2 * mostDeadlines - 1 })),
  n: fc.constantFrom(-3, -1, 1, 2),
});

test('moves, counted in places or sorted, add up to what sums by day say, in order of slot, standing and step; shown one by one, to the same', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), fc.constantFrom(...grains), (moves, grain) => {
      const [list, sums] = [new MoveList(), new DaySums()];
      for (const { step, place, locale, version, code, n } of moves) {
        const cell = cellNumber(placeNumber(place.region, place.platform, place.channel), locale, version);
        list.add(step, cell, code, n);
        sums.add(step, cell, code, n);
      }
      const told = list.changes(grain).list();
      expect(told).toEqual(sums.changes(grain).sort((a, b) => a.sub - b.sub || a.code - b.code || a.step - b.step));
      const [shown, standing] = [new Map<number, number>(), new Map<number, number>()];
      const add = (to: Map<number, number>, line: number, n: number) => to.set(line, (to.get(line) ?? 0) + n);
      list.visit(grain, (slot, code, n) => add(shown, lineOf(slot, code), n));
      for (const { sub, code, n } of told) add(standing, lineOf(sub, code), n);
      for (const line of new Set([...shown.keys(), ...standing.keys()])) expect(shown.get(line) ?? 0).toBe(standing.get(line) ?? 0);
      expect(list.stepsTaken()).toEqual([...new Set(moves.map(({ step }) => step))].sort((a, b) => a - b));
    }),
    { numRuns: 2_000 },
  );
});

test('more moves than there was room for at first are all there', () => {
  const list = new MoveList();
  for (let i = 0; i < 5_000; i += 1) list.add(i % 7, cellNumber(i % 100, i % 3, i % 5), i % stateCodes, 1);
  expect(list.changes('total').list().reduce((sum, { n }) => sum + n, 0)).toBe(5_000);
});

test('a ledger row adds what its moves add one by one: those of a span so many times, or all by their half hours', () => {
  const placed = fc.record({ at: fc.integer({ min: 0, max: 25 * 3_600_000_000 - 1 }), cell: fc.integer({ min: 0, max: cellLimit - 1 }), code: fc.nat(255), n: fc.constantFrom(-1, 1, 2, -3) });
  const bound = fc.oneof(fc.constantFrom(0, Infinity, halfMicros, halfMicros * 3), fc.integer({ min: 0, max: 25 * 3_600_000_000 }));
  fc.assert(
    fc.property(fc.array(placed, { maxLength: 40 }), bound, bound, fc.constantFrom(-1, 1), (moves, from, to, times) => {
      const [rows, single, sink] = [new MoveList(), new MoveList(), new MoveSink(new Calendar(0, Float64Array.from([0, 25 * 3_600_000_000])))];
      for (const { at, cell, code, n } of moves) sink.add(at, cell, code, n);
      for (const row of sink.take()) {
        rows.addRow(halfKey(row.day, 60), row.moves, from, to, times);
        rows.addHour(row.day, row.hour, row.moves);
        readMoves(row.moves, (offset, cell, code, n) => {
          if (offset >= from && offset < to) single.add(halfKey(row.day, 60), cell, code, n * times);
          single.add(halfKey(row.day, Math.floor(offset / halfMicros)), cell, code, n);
        });
      }
      for (const grain of grains) expect(rows.changes(grain).list()).toEqual(single.changes(grain).list());
    }),
    { numRuns: 500 },
  );
});

test('of every standing and mark at once none is left out', () => {
  const list = new MoveList();
  for (let code = 0; code < allCodes; code += 1) list.add(7, cellNumber(code % 50, 0, 0), code, 1);
  expect(list.changes('region').list().map(({ code }) => code).sort((a, b) => a - b)).toEqual(Array.from({ length: allCodes }, (_, code) => code));
});

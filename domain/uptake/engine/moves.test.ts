import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Calendar } from '@/domain/uptake/engine/calendar';
import { MoveSink, hourMicros, hourParts, joinMoves, joinedParts, marksOf, moveLength, partMicros, readMoves } from '@/domain/uptake/engine/moves';

const day = 25 * hourMicros;
const sinkOf = () => new MoveSink(new Calendar(0, Float64Array.from([0, day])));
const told = (moves: Buffer) => {
  const all: string[] = [];
  readMoves(moves, (offset, cell, code, n) => all.push(`${offset} ${cell} ${code} ${n}`));
  return all;
};

// Around the edges of parts, in few hours, so that hours have many moves.
const at = fc.tuple(fc.constantFrom(0, 11, 24), fc.nat(hourParts - 1), fc.oneof(fc.constantFrom(0, 1, partMicros - 1), fc.nat(partMicros - 1))).map(([hour, part, offset]) => hour * hourMicros + part * partMicros + offset);

test('an hour of many moves is in order of time and marked, so that any of its parts is read alone; it holds the same moves', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ at, cell: fc.nat(1_000_000), code: fc.nat(255), n: fc.constantFrom(-1, 1, 2) }), { minLength: 40, maxLength: 120 }), fc.nat(hourParts), fc.nat(hourParts), (moves, one, other) => {
      const sink = sinkOf();
      for (const move of moves) sink.add(move.at, move.cell, move.code, move.n);
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      for (const { hour, moves: kept, marks } of sink.take()) {
        const own = moves.filter((move) => Math.floor(move.at / hourMicros) === hour);
        expect(told(kept).sort()).toEqual(own.map((move) => `${move.at} ${move.cell} ${move.code} ${move.n}`).sort());
        if (marks === null) {
          expect(own.length).toBeLessThan(16);
          continue;
        }
        const ends = [0, ...marks, own.length];
        const part = kept.subarray((ends[from] ?? 0) * moveLength, (ends[to] ?? 0) * moveLength);
        const isIn = (offset: number) => offset >= hour * hourMicros + from * partMicros && offset < hour * hourMicros + to * partMicros;
        expect(told(part).sort()).toEqual(own.filter((move) => isIn(move.at)).map((move) => `${move.at} ${move.cell} ${move.code} ${move.n}`).sort());
        expect(marksOf(kept, hour, hourParts)).toEqual(marks);
      }
    }),
    { numRuns: 500 },
  );
});

test('rows of an hour put together hold the same moves in order, each with the instant that it was recorded at', () => {
  const row = fc.record({ recorded: fc.bigInt({ min: 0n, max: 5n }), moves: fc.array(fc.record({ at: at.map((offset) => offset % hourMicros), cell: fc.nat(1_000_000), code: fc.nat(255), n: fc.constantFrom(-1, 1, 2) }), { minLength: 1, maxLength: 20 }) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (given) => {
      const rows = given.map(({ recorded, moves }) => {
        const sink = sinkOf();
        for (const move of moves) sink.add(move.at, move.cell, move.code, move.n);
        return { recorded, moves: Buffer.concat(sink.take().map((hour) => hour.moves)) };
      });
      const instants = [...new Set(rows.map(({ recorded }) => recorded))].sort((a, b) => Number(a - b));
      const joined = joinMoves(rows, 0);
      const dated = told(joined.moves).map((move, i) => `${instants[joined.origins.readUInt16LE(i * 2)]} ${move}`);
      expect(dated.toSorted()).toEqual(rows.flatMap(({ recorded, moves }) => told(moves).map((move) => `${recorded} ${move}`)).sort());
      const offsets = told(joined.moves).map((move) => Number(move.split(' ')[0]));
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
      expect(joined.marks).toEqual(offsets.length < 16 ? null : Array.from({ length: joinedParts - 1 }, (_, i) => offsets.filter((offset) => offset < ((i + 1) * hourMicros) / joinedParts).length));
    }),
    { numRuns: 300 },
  );
});

test('a row of more than a million moves is joined as it is: all of it is read', () => {
  const moves = Buffer.alloc((2 ** 20 + 1) * moveLength);
  for (let i = 0; i < moves.length; i += moveLength) moves.writeUInt32LE(moves.length - i, i);
  const { marks, origins, moves: kept } = joinMoves([{ recorded: 7n, moves }], 0);
  expect([marks, origins.every((byte) => byte === 0), kept.equals(moves)]).toEqual([null, true, true]);
});

test('negative control: marks of moves that are not in order are not those of the order', () => {
  const sink = sinkOf();
  for (let i = 0; i < 100; i += 1) sink.add((i * 37 * partMicros) % hourMicros, i, 0, 1);
  const [hour] = sink.take();
  if (!hour?.marks) throw new Error('It is not marked.');
  const turned = Buffer.concat(Array.from({ length: 100 }, (_, i) => hour.moves.subarray((99 - i) * moveLength, (100 - i) * moveLength)));
  expect(marksOf(turned, 0, hourParts)).not.toEqual(hour.marks);
});

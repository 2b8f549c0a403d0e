import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fields } from '@/domain/uptake/scan/fields';
import { RawTable } from '@/domain/uptake/scan/raw-table';

function written(values: string[]) {
  const fields = new Fields();
  const bytes = Buffer.from(values.join('"'));
  let at = 0;
  values.forEach((value, slot) => {
    fields.start[slot] = at;
    at += value.length;
    fields.end[slot] = at;
    at += 1;
  });
  return { bytes, fields };
}

test('what was remembered is found by the same bytes in the same fields only', () => {
  const values = fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 }), fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(values, { maxLength: 200 }), (given) => {
      const table = new RawTable(0, 1);
      const model = new Map<string, number>();
      for (const pair of given) {
        const { bytes, fields } = written(pair);
        expect(table.find(bytes, fields)).toBe(model.get(pair.join()) ?? -1);
        table.remember(bytes, fields, model.size);
        if (!model.has(pair.join())) model.set(pair.join(), model.size);
      }
    }),
  );
});

test('different bytes of the same hash are told apart', () => {
  const table = new RawTable(0, 0);
  const [one, other] = [written(['1jggn7efxm']), written(['8vvw28wndx'])];
  table.remember(one.bytes, one.fields, 1);
  expect(table.find(other.bytes, other.fields)).toBe(-1);
  table.remember(other.bytes, other.fields, 2);
  expect([table.find(one.bytes, one.fields), table.find(other.bytes, other.fields)]).toEqual([1, 2]);
});

test('it forgets rather than grow without end or tell the wrong value', () => {
  const table = new RawTable(0, 0);
  const valueOf = (i: number) => {
    const { bytes, fields } = written([`value ${i}`]);
    return table.find(bytes, fields);
  };
  let forgotten = 0;
  for (let i = 0; i < 150_000; i += 1) {
    const { bytes, fields } = written([`value ${i}`]);
    table.remember(bytes, fields, i);
    expect(table.find(bytes, fields)).toBe(i);
  }
  for (let i = 0; i < 150_000; i += 1) {
    const found = valueOf(i);
    if (found === -1) forgotten += 1;
    else if (found !== i) expect(found).toBe(i);
  }
  expect(150_000 - forgotten).toBeLessThanOrEqual(65_536);
  expect(valueOf(149_999)).toBe(149_999);
  const { bytes, fields } = written(['x'.repeat(5000)]);
  table.remember(bytes, fields, 1);
  expect(table.find(bytes, fields)).toBe(-1);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pdfColumns } from './pdf-columns';

const column = (id: string, type: 'text' | 'integer' = 'text') => ({ id, label: id, description: id, type });

describe('the columns of a printed table', () => {
  test('share out the whole page or less, whatever stands in them', () => {
    const cell = fc.oneof(fc.constant<true>(true), fc.string({ maxLength: 400 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }).chain((n) => fc.tuple(fc.constant(n), fc.array(fc.array(cell, { minLength: n, maxLength: n }), { maxLength: 20 }))), ([n, rows]) => {
        const { columns, share } = pdfColumns(Array.from({ length: n }, (_, at) => column(`c${at}`)), rows, 'withheld');
        const sum = columns.reduce((total, { width }) => total + width, 0);
        expect(sum).toBeLessThanOrEqual((n > 7 ? 729 : 482) + n / 100);
        for (const { width } of columns) expect(width).toBeGreaterThan(0);
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('give the most room to what says the most', () => {
    const { columns: [short, long] } = pdfColumns([column('short'), column('long')], [['five words in this cell', 'word '.repeat(80)]], 'withheld');
    expect(long?.width).toBeGreaterThan(2 * (short?.width ?? 0));
  });

  test('of a small table stand close together', () => {
    const small = pdfColumns([column('what'), column('people', 'integer')], [['Accepted', '1,200']], 'withheld');
    expect(small).toMatchObject({ tight: false });
    expect(small.share).toBeLessThan(0.6);
  });

  test('are tight only where words have to be hyphenated', () => {
    const words = ['Datenschutzgrundverordnung', 'Rechtsgrundlagen', 'Aufbewahrungsfristen'];
    expect(pdfColumns(Array.from({ length: 7 }, (_, at) => column(`c${at}`)), [Array.from({ length: 7 }, (_, at) => words[at % 3] ?? '')], 'withheld').tight).toBe(true);
    expect(pdfColumns([column('a'), column('b')], [words.slice(0, 2)], 'withheld').tight).toBe(false);
  });
});

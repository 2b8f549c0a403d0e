import { describe, expect, test } from 'vitest';
import { suppressed, type ReportCell, type ReportColumn } from '@/domain/reports/document';
import { readCell, ReportShapeError, tablesOf, typedRows } from './cell';
import { sampleDocument } from './sample-document';

const column = (type: ReportColumn['type']): ReportColumn => ({ id: 'c', label: 'C', description: '', type });

describe('a cell', () => {
  test.each<[ReportColumn['type'], ReportCell, unknown]>([
    ['text', '5', { kind: 'text', text: '5' }],
    ['integer', -5, { kind: 'number', number: -5 }],
    ['integer', -0, { kind: 'number', number: 0 }],
    ['rate', 0.5, { kind: 'number', number: 0.5 }],
    ['date', '2024-02-29', { kind: 'date', text: '2024-02-29' }],
    ['instant', '2026-03-29T01:30:00.123456Z', { kind: 'instant', text: '2026-03-29T01:30:00.123456Z' }],
    ['integer', null, { kind: 'none' }],
    ['rate', suppressed, { kind: 'suppressed' }],
    ['rate', { ...suppressed }, { kind: 'suppressed' }],
  ])('of type %s reads %j', (type, cell, expected) => {
    expect(readCell(column(type), cell)).toEqual(expected);
  });

  test.each<[ReportColumn['type'], ReportCell]>([
    ['text', 5], ['integer', '5'], ['integer', 1.5], ['integer', Number.NaN], ['rate', Number.POSITIVE_INFINITY],
    ['date', '2026-02-31'], ['date', '2026-1-1'], ['date', 5], ['instant', '2026-01-01'], ['instant', '2026-01-01T00:00:00+01:00'], ['instant', '2026-02-30T00:00:00Z'],
  ])('of type %s refuses %j', (type, cell) => {
    expect(() => readCell(column(type), cell)).toThrow(ReportShapeError);
  });
});

describe('a document', () => {
  const document = sampleDocument(null, 1);
  const [, segments] = document.sections;
  const table = segments?.tables[0];
  if (!segments || !table) throw new Error('the sample has lost its table');
  const withTables = (tables: (typeof table)[]) => ({ ...document, sections: [{ ...segments, tables }] });

  test.each([
    ['an id that leaves the folder', [{ ...table, id: '../a' }]],
    ['an id with a capital', [{ ...table, id: 'A' }]],
    ['one id twice', [table, table]],
    ['a table without columns', [{ ...table, columns: [] }]],
    ['one column twice', [{ ...table, columns: [column('text'), column('text')] }]],
    ['the column the CSV adds', [{ ...table, columns: [{ ...column('text'), id: 'illustrative' }] }]],
  ])('is refused for %s', (_, tables) => {
    expect(() => tablesOf(withTables(tables))).toThrow(ReportShapeError);
  });

  test('is refused for a short row', () => {
    expect(() => [...typedRows({ ...table, rows: [['a']] })]).toThrow('1 cells for 5 columns');
  });
});

import { describe, expect, it } from 'vitest';
import { matrixOf } from '@/domain/purposes/matrix';
import type { RegisterEntry } from '@/domain/purposes/queries';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { transparencyTable } from '@/domain/purposes/transparency';
import { transparencyDocument } from '@/domain/reports/transparency-document';
import { toDocx } from '@/domain/reports/formats/docx';
import { toHtml } from '@/domain/reports/formats/html';
import { readZip } from '@/domain/purposes/exchange/read-zip';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';
import { foundingPurposes } from './purposes';

const at = new Date('2026-01-01T00:00:00Z');
const entries = foundingPurposes.map(({ key, record }): RegisterEntry => ({ key, illustrative: true, version: 1, status: 'draft', record: PurposeRecord.parse(record), validFrom: at, recordedAt: at }));
const gathered = async (chunks: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

describe('the founding case as a transparency table for the European Region', () => {
  const table = transparencyTable(entries, 'european_region', words('en'));

  it('has a row for each of the twelve purposes, and for each of the four bases claimed for security', () => {
    expect(new Set(table.rows.map(({ key }) => key)).size).toBe(12);
    expect(table.rows.filter(({ key }) => key === 'FC-03').map(({ cells }) => cells.basis.lines[0])).toEqual(['Performance of a contract (GDPR Art 6(1)(b))', 'Legitimate interests (GDPR Art 6(1)(f))', 'Vital interests (GDPR Art 6(1)(d))', 'Public interest or official authority (GDPR Art 6(1)(e))']);
  });

  it('shows the holes the regulators found: unlinked data, missing bases, unnamed holders of interests, what recipients receive', () => {
    const hole = (key: string, column: keyof (typeof table.rows)[number]['cells']) => table.rows.find((row) => row.key === key)?.cells[column].hole;
    for (const key of ['FC-01', 'FC-05', 'FC-10']) expect(hole(key, 'data')).toBe('Not said which of these serve this purpose.');
    expect(hole('FC-11', 'data')).toBe(null);
    expect(table.rows.find(({ key }) => key === 'FC-01')?.cells.data.lines).toHaveLength(6);
    expect(hole('FC-08', 'basis')).toBe('No basis is stated.');
    expect(hole('FC-02', 'interest')).toBe('Not said whose interest it is.');
    expect(hole('FC-02', 'choices')).toBe('Not said how to object.');
    for (const { cells } of table.rows) for (const column of ['recipients', 'storage', 'mandatory', 'transfer'] as const) expect(cells[column].hole, column).not.toBe(null);
    expect(table.controllers[0]).toContain('WhatsApp Ireland Limited');
    expect(table.rights).toContain('Art 21');
  });

  it('stands for the rest of the world as well, without any basis', () => {
    const elsewhere = transparencyTable(entries, 'elsewhere', words('en'));
    expect(elsewhere.rows).toHaveLength(12);
    expect(elsewhere.rows.every(({ cells }) => cells.basis.hole !== null)).toBe(true);
  });

  it.each(languages)('is one HTML page and a DOCX with every hole in it (%s)', async (language) => {
    const all = words(language);
    const document = transparencyDocument({ type: 'transparency_table', table: transparencyTable(entries, 'european_region', all), language, as_of: at.toISOString(), known_at: at.toISOString(), illustrative: true }, all);
    const html = (await gathered(toHtml(document).chunks)).toString();
    expect(html).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
    expect(html.split(`[${all.transparency.hole}:`).length - 1).toBe(table.holes);
    expect(html).not.toMatch(/<script|https?:/);
    const parts = readZip(await gathered(toDocx(document, words('en').reports.pdf).chunks));
    expect(parts.get('word/document.xml')?.().toString().split(`[${all.transparency.hole}:`).length).toBe(table.holes + 1);
  });
});

describe('the founding case as a matrix', () => {
  it('leaves all six categories of the article without a purpose that claims them on a basis, and ten purposes without data', () => {
    const matrix = matrixOf(entries.map(({ key, status, record }) => ({
      key, status, title: record.title, jurisdictions: [...record.jurisdictions, ...record.bases.map(({ jurisdiction }) => jurisdiction)], linked: record.dataLinked, bases: record.bases, categories: record.dataUses.map(({ category }) => category),
    })), 'european_region');
    expect(matrix.categories).toHaveLength(6);
    expect(matrix.orphanCategories).toHaveLength(6);
    expect(matrix.purposesWithoutData).toEqual(foundingPurposes.slice(0, 10).map(({ key }) => key));
    expect(matrix.purposesWithoutBasis).toEqual(['FC-05', 'FC-06', 'FC-07', 'FC-08', 'FC-09', 'FC-10', 'FC-11', 'FC-12']);
  });
});

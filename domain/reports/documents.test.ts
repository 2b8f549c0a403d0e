import { describe, expect, test } from 'vitest';
import { codeLabels } from '@/domain/purposes/labels';
import { leaves } from '@/domain/purposes/shape';
import { article30Record } from '@/domain/reports/article-30-record';
import { type CampaignData, type CellData, fractionOf } from '@/domain/reports/campaign-data';
import { campaignUptake } from '@/domain/reports/campaign-uptake';
import type { ReportDocument } from '@/domain/reports/document';
import { tablesOf, typedRows } from '@/domain/reports/formats/cell';
import { pdfContent } from '@/domain/reports/formats/pdf-content';
import type { RecordData } from '@/domain/reports/record-data';
import { codePaths, fullRecord, textPaths } from '@/domain/reports/testing/full-record';
import { countNames } from '@/domain/uptake/vocabulary';
import { words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import { languages } from '@/domain/words/vocabulary';

const recordData = (language: 'en' | 'de', purposes: RecordData['purposes'], illustrative = false): RecordData => ({
  type: 'article_30_record', layout: 'full', language, as_of: '2026-05-01T10:00:00.000Z', known_at: '2026-05-01T10:00:00.000Z', illustrative, purposes,
});

const textOf = (document: ReportDocument) => tablesOf(document).flatMap((table) => [...typedRows(table)].flatMap((row) => row.map((cell) => ('text' in cell ? cell.text : 'number' in cell ? String(cell.number) : '')))).join('\n');

describe('the record of processing activities', () => {
  const purpose = { key: 'P-1', version: 77, status: 'in_review' as const, created_at: '2026-03-01T00:00:00.000Z', valid_from: '2026-04-01T00:00:00.000Z', recorded_at: '2026-04-03T02:01:00.000Z', illustrative: false, record: fullRecord };

  test.each(languages)('loses nothing of a purpose (%s)', (language) => {
    const all = words(language);
    const document = article30Record(recordData(language, [purpose]), all);
    expect(textPaths.length).toBeGreaterThanOrEqual(100);
    const tables = textOf(document);
    for (const path of textPaths) expect(tables).toContain(`value of ${path}`);
    for (const path of codePaths) {
      const leaf = leaves.get(path);
      if (!leaf) throw new Error(`The shape has no field ${path}.`);
      const wanted = leaf.codes.length > 0 ? (codeLabels(leaf, all).at(-1)?.label ?? '') : { flag: all.register.yes, date: formatter(language).date('2031-07-09'), number: '42', line: 'QZ' }[leaf.kind as 'flag'];
      expect(tables, path).toContain(leaf.codes.at(-1) === 'not_stated' ? '' : wanted);
    }
    const { reports } = all;
    for (const text of ['2031-07-09', 'QZ', reports.record.special, reports.record.linkedShort, '77', '2026-04-03T02:01:00.000Z', 'P-1', all.register.statuses.in_review]) expect(tables).toContain(text);
    expect(document.data).toMatchObject({ purposes: [{ key: 'P-1', version: 77, record: { ...fullRecord } }] });
  });

  test('is not a finding, and does not judge', () => {
    const document = article30Record(recordData('en', [purpose]), words('en'));
    expect(document.sections[0]?.paragraphs[0]).toContain('makes no finding');
    expect(JSON.stringify(document)).not.toMatch(/\bcompliant\b|\blawful\b(?! basis)|consented/i);
    expect(document.illustrative).toBe(null);
    expect(article30Record(recordData('de', [purpose], true), words('de')).illustrative).toMatch(/^Zur Veranschaulichung: /);
  });

  test('prints a row of the wide table as a list, and an empty register as such', () => {
    const blocks = pdfContent(article30Record(recordData('en', [purpose]), words('en')), words('en').reports.pdf).parts.flatMap((part) => part.blocks);
    expect(blocks.filter((block) => block.kind === 'heading' && block.level === 3)).toMatchObject([{ text: 'P-1, value of bases.\u200Bjurisdiction' }]);
    expect(article30Record(recordData('en', []), words('en')).sections[0]?.paragraphs).toHaveLength(2);
  });
});

const cell = (accepted: number, rest: Partial<CellData> = {}): CellData => {
  const counts = { accepted, declined: 3, withdrawn: 2, objected: 1, closed: 4, dismissed: 5, deferred: 6, displayed: 7, delivered: 8, not_reached: 9, unproven: 0 };
  return { population: accepted + 45, counts, rates: { of_due: accepted / (accepted + 45), of_reached: accepted / (accepted + 36), of_opened: accepted / (accepted + 25), of_decided: accepted / (accepted + 6) }, suppressed: false, withheld: [], ...rest };
};

const campaignData = (more: Partial<CampaignData> = {}): CampaignData => ({
  type: 'campaign_uptake', language: 'en', campaign: 'c', title: 'Terms', zone: 'Europe/Berlin', illustrative: false, mandatory: true, target: 0.9, joiner_days: null, announced_at: '2026-01-05T08:00:00.000Z',
  as_of: '2026-01-20T23:00:00.000Z', known_at: '2026-02-01T00:00:00.000Z', exact: true, small_cell: null, filters: {}, ...cell(55),
  deadlines: [{ area: null, at: '2026-02-08T23:00:00.000Z', since: '2026-01-05T08:00:00.000Z', reason: 'first', in_force: true, accepted_by: 55, accepted_late: 0, suppressed: false }],
  groups: { region: [{ key: { region: 'DE' }, ...cell(55) }], platform: [], region_platform: [] },
  series: [{ date: '2026-01-20', counts: cell(55).counts, suppressed: false, withheld: [] }], population_rows: [], notices: [],
  marks: [{ date: '2026-01-05', kind: 'announcement', label: 'Announced' }], counts_on: ['contract_terms'], areas: {}, batches: null, clocks: { database: 'PostgreSQL 18.4', program: '2026c' }, ...more,
});

describe('the campaign report', () => {
  test.each(languages)('says where the campaign stands (%s)', (language) => {
    const document = campaignUptake(campaignData({ language }), words(language));
    const sentence = document.sections[0]?.paragraphs.join(' ');
    expect(sentence).toMatch(language === 'en' ? /55 of 100 people accepted \(55\.0%\)\. 19 days/ : /55 von 100 Personen haben akzeptiert \(55,0\s%\)\. Noch 19 Tage/);
    expect(JSON.stringify(document)).not.toMatch(/consented|eingewilligt|\bcompliant\b|konform/i);
    expect(tablesOf(document).map((table) => table.id)).toEqual(['counts', 'rates', 'counts_by_region', 'rates_by_region', 'series', 'deadlines', 'notices']);
    for (const table of tablesOf(document)) expect([...typedRows(table)]).toHaveLength(table.rows.length);
  });

  test('withholds what it was given as withheld, denominators too', () => {
    const hidden: CellData = { ...cell(55), counts: { ...cell(55).counts, declined: null }, rates: { ...cell(55).rates, of_reached: null, of_opened: null, of_decided: null }, suppressed: true, withheld: ['declined', 'of_reached', 'of_opened', 'of_decided'] };
    const document = campaignUptake(campaignData({ exact: false, small_cell: 10, ...hidden }), words('en'));
    const [counts, rates] = tablesOf(document);
    expect(counts?.rows[2]).toEqual(['Declined', { suppressed: true }]);
    expect(rates?.rows.map((row) => row.slice(1))).toEqual([[55, 100, 0.55], ...[1, 2, 3].map(() => [55, { suppressed: true }, { suppressed: true }])]);
    expect(document.provenance.map((entry) => entry.value).join()).toContain('1 to 9');
  });

  test('tells every denominator from what is shown', () => {
    const data = cell(55);
    expect((['of_due', 'of_reached', 'of_opened', 'of_decided'] as const).map((rate) => fractionOf(data, rate).denominator)).toEqual([100, 91, 80, 61]);
    expect(Object.keys(data.counts)).toEqual([...countNames]);
  });
});

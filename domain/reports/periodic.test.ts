import { describe, expect, test } from 'vitest';
import type { CampaignData } from '@/domain/reports/campaign-data';
import type { ClearanceRow } from '@/domain/reports/findings-data';
import { campaignBrief, campaignTables } from '@/domain/reports/periodic-campaigns';
import { clearanceBrief, clearanceDetails } from '@/domain/reports/periodic-clearance';
import type { PeriodicData } from '@/domain/reports/periodic-data';
import { words } from '@/domain/words/catalogue';

const en = words('en');
const counts = (accepted: number) => ({ accepted, declined: 5, withdrawn: 2, objected: 1, closed: 4, dismissed: 3, deferred: 2, displayed: 1, delivered: 1, not_reached: 100 - accepted - 19, unproven: 0 });
const rates = (accepted: number) => ({ of_due: accepted / 100, of_reached: null, of_opened: null, of_decided: null });

const campaign = (title: string, accepted: number): CampaignData => ({
  type: 'campaign_uptake', language: 'en', campaign: title.toLowerCase(), title, zone: 'UTC', illustrative: false, mandatory: true, target: null, joiner_days: null, announced_at: '2026-01-01T00:00:00.000Z', as_of: '2026-03-01T00:00:00.000Z',
  known_at: '2026-03-01T00:00:00.000Z', exact: true, small_cell: null, filters: {}, deadlines: [], groups: { region: [], platform: [], region_platform: [] }, population_rows: [], counts_on: [], areas: {}, batches: null, notices: [], marks: [], clocks: { database: 'd', program: 'p' },
  population: 100, counts: counts(accepted), rates: rates(accepted), suppressed: false, withheld: [],
  series: ['2026-01-31', '2026-02-10', '2026-02-28'].map((date, at) => ({ date, counts: counts(20 + at * 20), suppressed: false, withheld: [] })),
});
const sharing = (jurisdiction: string, may: number, halts: string[]): ClearanceRow => ({ purpose: 'P-1', title: 'Measure', jurisdiction, basis: 'Consent', population: 50, may, held: 50 - may, halts, held_by: halts.join(' '), ground: '' });
const standing = (title: string, before: number | null, now: number, clearance: ClearanceRow[] = []): PeriodicData['campaigns'][number] => ({ now: campaign(title, now), before: before === null ? null : { population: 100, counts: counts(before), rates: rates(before) }, clearance });

const from = '2026-02-01T00:00:00.000Z';

describe('campaigns in the board’s report', () => {
  test('say where they stood when the period began and when it ended, each with its denominator, and the change', () => {
    const { paragraphs, tables, charts } = campaignBrief({ campaigns: [standing('Terms', 20, 60)] }, from, en);
    expect(paragraphs[0]).toContain('accepted by 20 of 100 (20.0%) when the period began, by 60 of 100 (60.0%) when it ended: +40 people, +40.0 percentage points.');
    expect(tables[0]?.rows[0]).toEqual(['Accepted', 20, 60, 40, 100, 0.6]);
    expect(tables[0]?.rows.map(([name]) => name)).toEqual(['Accepted', 'Declined', 'Withdrawn', 'Objected', 'No decision']);
    expect(charts).toHaveLength(1);
  });

  test('are drawn only where something happened in the period', () => {
    expect(campaignBrief({ campaigns: [standing('Terms', 60, 60)] }, from, en).charts).toEqual([]);
  });

  test('announced in the period began with nobody', () => {
    const { paragraphs, tables } = campaignBrief({ campaigns: [standing('Terms', null, 60)] }, from, en);
    expect(paragraphs[0]).toContain('announced in the period, accepted by 60 of 100 (60.0%)');
    expect(tables[0]?.rows.map((row) => row.slice(1, 4))).toEqual([[0, 60, 60], [0, 5, 5], [0, 2, 2], [0, 1, 1], [null, 28, null]]);
  });

  test('that are many say in brief how many accepted, and everything in the annex', () => {
    const many = Array.from({ length: 9 }, (_, at) => standing(`Terms ${at}`, 10, 60));
    expect(campaignBrief({ campaigns: many }, from, en).tables[0]?.rows).toHaveLength(6);
    expect(campaignTables({ campaigns: many }, en).map(({ id, rows }) => [id, rows.length])).toEqual([['campaign_trends', 45], ['campaign_changes', 9]]);
  });
});

describe('clearance in the board’s report', () => {
  const campaigns = [standing('Terms', 20, 60, [sharing('EU', 40, []), sharing('EU', 0, ['LB-01', 'no_basis']), sharing('Elsewhere', 0, ['no_basis'])])];

  test('says how many sharings go ahead, of how many, and what halts the others, by jurisdiction', () => {
    const { paragraphs, tables } = clearanceBrief({ campaigns, language: 'en' }, en);
    expect(paragraphs[0]).toMatch(/^1 of 3 sharings may go ahead for somebody; 2 are halted for everybody\./);
    expect(tables[0]?.rows).toEqual([['EU', 50, 2, 1, 1, 'LB-01 Lawful basis (1); no basis stated (1)'], ['Elsewhere', 50, 1, 0, 1, 'no basis stated (1)']]);
  });

  test('lists every sharing in the annex: for how many of how many', () => {
    expect(clearanceDetails({ campaigns }, en).rows).toEqual([
      ['P-1 Measure', 'EU', 'Consent', 40, 50, null], ['P-1 Measure', 'EU', 'Consent', 0, 50, 'LB-01 Lawful basis; no basis stated'], ['P-1 Measure', 'Elsewhere', 'Consent', 0, 50, 'no basis stated'],
    ]);
  });

  test('says so where no text names a purpose', () => {
    expect(clearanceBrief({ campaigns: [], language: 'en' }, en)).toMatchObject({ paragraphs: [en.reports.findings.noClearance], tables: [] });
  });
});

import { expect, test } from 'vitest';
import { readPopulationFile } from '@/domain/campaigns/population-file';
import { CampaignFile, SetPopulation } from '@/domain/campaigns/schemas';
import { campaignFile } from '@/db/testing/campaigns';

const row = (given: object = {}) => ({ region: 'DE', platform: 'ios', count: 7, as_of: '2026-02-01T00:00:00Z', definition: 'd', source: 's', ...given });
const saidOf = (rows: unknown) => SetPopulation.safeParse({ campaign: 'c', rows }).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
const named = (a: number, b: number) => expect.stringMatching(new RegExp(`^Rows ${a} and ${b} .*same segment and as_of: leave one`));

test('two rows of the same segment and instant are refused, each pair by both its rows', () => {
  const rows = [row(), row({ region: 'FR' }), row({ as_of: '2026-02-01T01:00:00+01:00', count: 8 }), row({ region: 'FR', as_of: '2026-03-01T00:00:00Z' }), row()];
  expect(saidOf(rows)).toEqual([['rows.2', named(1, 3)], ['rows.4', named(1, 5)]]);
  expect(saidOf(rows.slice(0, 2))).toEqual([]);
});

test('so they are in a campaign file and in a CSV', () => {
  expect(CampaignFile.safeParse(campaignFile({ population: [row(), row({ region: 'FR' }), row()] })).error?.issues).toMatchObject([{ path: ['population', 2], message: named(1, 3) }]);
  const csv = ['region,count,as_of,definition,source', 'DE,1,2026-02-01T00:00:00Z,d,s', 'DE,2,2026-02-01T00:00:00Z,d,s'].join('\n');
  expect(saidOf(readPopulationFile(csv, 'csv'))).toEqual([['rows.1', named(1, 2)]]);
});

test('segments that only look alike once joined are two', () => {
  const of = (app_version: string, locale: string) => row({ region: undefined, platform: undefined, app_version, locale });
  expect(saidOf([of('1", "2', 'de'), of('1', '2", "de'), of('1\t2', 'de')])).toEqual([]);
});

test('rows without an instant, or none at all, are refused for that', () => {
  expect(saidOf([row({ as_of: 'soon' }), row({ as_of: 'soon' }), row()]).filter(([path]) => path?.endsWith('as_of'))).toEqual([['rows.0.as_of', expect.stringContaining('RFC 3339')], ['rows.1.as_of', expect.stringContaining('RFC 3339')]]);
  expect(saidOf([row({ as_of: undefined }), row({ as_of: 5 })]).map(([path]) => path)).toEqual(['rows.0.as_of', 'rows.1.as_of']);
  expect(saidOf([])).toHaveLength(1);
});

test('of a file that was sent twice in one, a hundred rows are named', () => {
  const rows = Array.from({ length: 300 }, (_, n) => row({ count: n, as_of: new Date(Date.UTC(2026, 0, 1, n)).toISOString() }));
  expect(saidOf([...rows, ...rows])).toHaveLength(100);
});

test('two notices of one id in a campaign file are refused by the second', () => {
  const { notices } = campaignFile();
  expect(CampaignFile.safeParse(campaignFile({ notices: [...notices, { ...notices[0], locale: 'de' }] })).error?.issues).toMatchObject([{ path: ['notices', notices.length, 'id'], message: expect.stringContaining('Two notices have the id') }]);
});

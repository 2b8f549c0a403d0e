import { expect, test } from 'vitest';
import type { Actor } from '@/domain/access/permissions';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { setPopulation } from '@/domain/campaigns/commands/set-population';
import { describeCampaign, getCampaign } from '@/domain/campaigns/queries';
import type { Command } from '@/domain/command';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { setSegmentMapping } from '@/domain/uptake/commands/set-segment-mapping';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile, sha256Of, termsText } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const newCampaign = async (given = {}) => (await createCampaign(dpo, { file: campaignFile(given) })).key;
const rows = (given = {}) => [{ region: 'DE', count: 7, as_of: '2026-02-01T00:00:00Z', definition: 'people of whom nobody may read here', source: 'CRM', ...given }];
const move = (given = {}) => ({ at: '2026-05-15T00:00:00+02:00', area: 'eea', since: '2026-01-20T00:00:00Z', reason: 'people were confused', ...given });

const cases: { name: string; command: Command<unknown>; input: () => Promise<object>; action: string; refused: Actor; after: object }[] = [
  { name: 'createCampaign', command: createCampaign, input: async () => ({ file: campaignFile() }), action: 'campaign.create', refused: asRole('manager'), after: { counts_on: ['contract_terms'], population: { rows: 1, total: 100 } } },
  { name: 'setPopulation', command: setPopulation, input: async () => ({ campaign: await newCampaign(), rows: rows() }), action: 'campaign.set_population', refused: asRole('auditor'), after: { rows: 1, total: 7 } },
  { name: 'setSegmentMapping', command: setSegmentMapping, input: async () => ({ campaign: await newCampaign(), mapping: { events: { 'nobody may read': { type: 'accepted', region: 'DE', platform: 'web', channel: 'web' } } } }), action: 'campaign.set_segment_mapping', refused: ingestKey, after: { events: 1 } },
  { name: 'moveDeadline', command: moveDeadline, input: async () => ({ campaign: await newCampaign(), ...move() }), action: 'campaign.move_deadline', refused: ingestKey, after: { deadlines: [{ area: null }, { area: 'eea', at: '2026-05-14T22:00:00.000Z' }] } },
];

test.each(cases)('$name: does it, refuses the wrong role, leaves evidence', async ({ command, input, action, refused, after }) => {
  const given = await input();
  const seq = await nextSeq();
  await expect(command(refused, given)).rejects.toMatchObject({ code: 'denied' });
  await expect(command(dpo, { ...given, more: 1 })).rejects.toMatchObject({ code: 'invalid' });
  expect(await nextSeq()).toBe(seq);
  await command(dpo, given);
  const entries = await entriesFrom(seq);
  expect(entries.map((entry) => entry.action)).toEqual([action]);
  expect(entries[0]).toMatchObject({ actor: { kind: 'user', id: dpo.id }, after });
  expect(JSON.stringify(entries)).not.toMatch(/confused|nobody may read|Terms of spring|legal@example/);
});

test('a campaign comes back in the form it was given in, the texts as their digests', async () => {
  const file = campaignFile();
  await createCampaign(dpo, { file });
  const shown = await describeCampaign(dpo, file.key);
  expect(shown).toMatchObject({ key: file.key, areas: file.areas, counts_on: ['contract_terms'], announced_at: '2026-01-05T08:00:00.000Z' });
  expect(shown.notices.map((notice) => notice.sha256)).toContain(sha256Of(termsText));
  await expect(createCampaign(dpo, { file })).rejects.toMatchObject({ code: 'conflict' });
});

test('a file that contradicts itself is refused, field by field', async () => {
  const refusal = (given: Record<string, unknown>) => createCampaign(dpo, { file: campaignFile(given) }).catch((error: unknown) => error);
  expect(await refusal({ areas: { eea: ['DE'], dach: ['DE'] }, notices: [] })).toMatchObject({ code: 'invalid', options: { fields: [{ field: 'file.areas.dach' }] } });
  expect(await refusal({ areas: {} })).toMatchObject({ options: { fields: [{ field: 'file.notices.0.area' }, { field: 'file.notices.1.area' }] } });
  expect(await refusal({ zone: 'Mars/Olympus' })).toMatchObject({ options: { fields: [{ field: 'file.zone' }] } });
  expect(await refusal({ notices: [{ id: 'x', legal_nature: 'contract_terms', locale: 'en', published_at: '2026-01-05T09:00:00Z', text: 'a', sha256: sha256Of('b') }] })).toMatchObject({ code: 'invalid', message: expect.stringContaining('sha256') });
});

test('deadlines are added, none is overwritten', async () => {
  const campaign = await newCampaign();
  const first = (await getCampaign(dpo, campaign)).deadlines;
  await moveDeadline(dpo, { campaign, ...move() });
  await moveDeadline(dpo, { campaign, ...move({ area: null }) });
  expect((await getCampaign(dpo, campaign)).deadlines).toEqual([...first, expect.objectContaining({ area: 'eea', author: dpo.id }), expect.objectContaining({ area: null })]);
  await expect(moveDeadline(dpo, { campaign, ...move({ area: 'mars' }) })).rejects.toMatchObject({ code: 'invalid', options: { fields: [{ field: 'area' }] } });
  await expect(moveDeadline(dpo, { campaign: 'no-such', ...move() })).rejects.toMatchObject({ code: 'missing' });
});

test('population rows of other dimensions than the campaign uses are refused', async () => {
  const campaign = await newCampaign();
  await expect(setPopulation(dpo, { campaign, rows: rows({ platform: 'ios' }) })).rejects.toMatchObject({ options: { detail: 'population_dimensions' } });
  await expect(setPopulation(dpo, { campaign: 'no-such', rows: rows() })).rejects.toMatchObject({ code: 'missing' });
});

test('a population has as many rows as there are segments, in a file and set later, each stored as it was given', async () => {
  const version = (n: number) => ['NULL', '', '{a,"b"}', "back\\slash's", 'é ½'][n] || `v${n}`;
  const many = (as_of: string, count: number) => Array.from({ length: 7_000 }, (_, n) => ({ app_version: version(n), count: count + n, as_of, definition: `of "${version(n)}"`, source: 'CRM, \\ {2026}' }));
  const campaign = await newCampaign({ population: many('2026-01-05T00:00:00+01:00', 1) });
  expect(await setPopulation(dpo, { campaign, rows: many('2026-02-01T00:00:00.5Z', 10_000) })).toEqual({ campaign, rows: 7_000 });
  const { population } = await describeCampaign(dpo, campaign);
  expect(population).toHaveLength(14_000);
  const of = (app_version: string) => population.filter((row) => Object.entries(row).some(([name, value]) => name === 'app_version' && value === app_version)).map(({ as_of, count, definition, source }) => [as_of, count, definition, source]);
  for (const n of [0, 2, 3, 4, 6_999]) {
    const rest = [`of "${version(n)}"`, 'CRM, \\ {2026}'];
    expect(of(version(n) ?? '').toSorted()).toEqual([['2026-01-04T23:00:00.000Z', 1 + n, ...rest], ['2026-02-01T00:00:00.500Z', 10_000 + n, ...rest]]);
  }
});

test('two rows of the same segment and instant are refused with both their numbers, and nothing is stored', async () => {
  const campaign = await newCampaign();
  const seq = await nextSeq();
  await expect(setPopulation(dpo, { campaign, rows: [...rows(), ...rows({ region: 'FR' }), ...rows({ as_of: '2026-02-01T01:00:00+01:00', count: 8 })] })).rejects.toMatchObject({ code: 'invalid', options: { fields: [{ field: 'rows.2', message: expect.stringMatching(/^Rows 1 and 3 /) }] } });
  expect(await nextSeq()).toBe(seq);
  expect((await describeCampaign(dpo, campaign)).population).toHaveLength(1);
});

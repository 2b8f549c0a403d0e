import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { type Campaign, getCampaign, ofCampaign } from '@/domain/campaigns/queries';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const newCampaign = async () => (await createCampaign(dpo, { file: campaignFile() })).key;

test('what is read of a campaign is about the campaign as it is: begun with what was seen last, and done anew where that changed', async () => {
  const key = await newCampaign();
  const seen: Campaign[] = [];
  const count = (campaign: Campaign) => Promise.resolve(seen.push(campaign) && campaign.deadlines.length);
  const before = await ofCampaign(dpo, key, count);
  expect(seen).toEqual([await getCampaign(dpo, key)]);
  expect(await ofCampaign(dpo, key, count)).toBe(before);
  expect(seen).toHaveLength(2);
  await moveDeadline(dpo, { campaign: key, at: '2026-06-15T00:00:00Z', area: null, reason: 'people were confused' });
  expect(await ofCampaign(dpo, key, count)).toBe(before + 1);
  expect(seen.map(({ deadlines }) => deadlines.length)).toEqual([before, before, before, before + 1]);
  expect(seen.at(-1)).toEqual(await getCampaign(dpo, key));
});

test('a reading that only failed for what the campaign was before is not told; any other failure is', async () => {
  const key = await newCampaign();
  const most = (await getCampaign(dpo, key)).deadlines.length;
  const read = ({ deadlines }: Campaign) => (deadlines.length === most ? Promise.reject(new Error('too few')) : Promise.resolve('read'));
  await expect(ofCampaign(dpo, key, read)).rejects.toThrow('too few');
  await expect(ofCampaign(dpo, key, read)).rejects.toThrow('too few');
  await moveDeadline(dpo, { campaign: key, at: '2026-06-15T00:00:00Z', area: null, reason: 'people were confused' });
  expect(await ofCampaign(dpo, key, read)).toBe('read');
});

test('a campaign that does not exist is missing, and who may not read campaigns reads nothing', async () => {
  await expect(ofCampaign(dpo, 'nowhere', () => Promise.resolve(1))).rejects.toMatchObject({ code: 'missing' });
  await expect(ofCampaign(ingestKey, await newCampaign(), () => Promise.resolve(1))).rejects.toMatchObject({ code: 'denied' });
});

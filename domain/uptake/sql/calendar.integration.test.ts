import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

test('a body of wrong lines alone is answered with its errors, also where it is the first of its zone in this process', async () => {
  const file = { ...campaignFile(), zone: 'Pacific/Apia' };
  await createCampaign(system, { file });
  const send = (text: string) => importEvents(ingestKey, { campaign: file.key, format: 'ndjson', source: 'test' }, (async function* () { yield Buffer.from(text); })());
  expect(await send('wrong\n')).toMatchObject({ received: 1, stored: 0, rejected: 1, errors: [{ line: 1 }] });
  expect(await send(JSON.stringify({ id: 'e', subject: 's', type: 'accepted', occurred_at: '2026-02-01T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app' }))).toMatchObject({ stored: 1 });
  expect(await send('wrong\n')).toMatchObject({ rejected: 1 });
});

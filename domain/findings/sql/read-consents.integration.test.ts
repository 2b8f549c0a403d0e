import { expect, it } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { readPurposeFacts } from '@/domain/findings/sql/read-purpose-facts';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { snapshot } from '@/db/client';
import { system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

async function* body(lines: object[]) {
  yield Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'));
}
const facts = async (key: string) => (await snapshot((client) => readPurposeFacts(client, [key], new Date())))[0]?.facts;

it('a purpose is told when anybody first saw its campaign, and which consents to it do not stand up', async () => {
  const file = campaignFile();
  const notices = file.notices.map((notice) => ({ ...notice, purposes: ['ADS', 'BILLS'] }));
  const consent = { id: 'consent-eu-en-1', legal_nature: 'consent', area: 'eea', locale: 'en', published_at: '2026-01-05T09:00:00+01:00', text: 'Ads, or not.', purposes: ['ADS', 'BILLS'] };
  await createCampaign(system, { file: { ...file, notices: [...notices, consent] } });
  for (const key of ['ADS', 'BILLS']) await createPurpose(system, { key, record: { title: key, owner: 'DPO', jurisdictions: ['eea'] }, reason: 'x' });
  expect(await facts('ADS')).toMatchObject({ campaigns: [{ firstDisplayedDay: null }], consents: { bundled: { people: 0 }, onOtherNature: 0, unproven: 0 } });

  const event = (subject: string, more: object) => ({ id: 'a', subject, type: 'accepted', occurred_at: '2026-01-10T10:00:00Z', notice: 'terms-eu-en-1', region: 'DE', platform: 'web', channel: 'web', ...more });
  await importEvents(system, { campaign: file.key, format: 'ndjson', source: 'test' }, body([
    event('shown', { type: 'displayed', occurred_at: '2026-01-08T23:30:00Z' }),
    event('bundled', { notice: consent.id, purposes: { ADS: true, BILLS: true } }),
    event('on terms', { purposes: { ADS: true } }),
    event('unknown text', { notice: 'no-such', purposes: { BILLS: true } }),
    event('by staff', { actor: 'staff', notice: consent.id, purposes: { BILLS: true } }),
  ]));
  expect(await facts('ADS')).toMatchObject({ campaigns: [{ firstDisplayedDay: '2026-01-09' }], consents: { bundled: { people: 1, purposes: 2 }, onOtherNature: 1, unproven: 0, byOthers: 0 } });
  expect(await facts('BILLS')).toMatchObject({ consents: { bundled: { people: 1, purposes: 2 }, onOtherNature: 0, unproven: 1, byOthers: 1 } });

  // Somebody told the two apart: whoever ticked both could have done so, too.
  await importEvents(system, { campaign: file.key, format: 'ndjson', source: 'test' }, body([event('chose', { notice: consent.id, purposes: { ADS: true, BILLS: false } })]));
  expect(await facts('ADS')).toMatchObject({ consents: { bundled: { people: 0 } } });
});

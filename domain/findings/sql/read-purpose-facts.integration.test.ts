import { beforeAll, expect, it } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import type { Role } from '@/domain/access/vocabulary';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { catchUp } from '@/domain/findings/commands/catch-up';
import { listFindings } from '@/domain/findings/queries';
import { readPurposeFacts } from '@/domain/findings/sql/read-purpose-facts';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { decidePurpose } from '@/domain/purposes/commands/decide-purpose';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { submitPurpose } from '@/domain/purposes/commands/submit-purpose';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';
import { snapshot } from '@/db/client';

useTestDatabase();

let dpo: { kind: 'user'; id: string; role: Role };
/** A noon, so that a day after it is the same date in UTC and in the campaign's zone, whenever this runs. */
const published = new Date((Math.floor(Date.now() / 86_400_000) - 10.5) * 86_400_000);
const notice = { area: 'eea', locale: 'en', published_at: published.toISOString(), purposes: ['ADS'] };
const campaign = campaignFile({ announced_at: published.toISOString(), notices: [{ ...notice, id: 'ask', legal_nature: 'consent', text: 'May we show ads?' }, { ...notice, id: 'terms', legal_nature: 'contract_terms', text: 'Terms.' }] });
const record = { title: 'Show ads', owner: 'DPO', bases: [{ jurisdiction: 'eea', basis: 'consent' }], dataUses: [{ category: 'Clicks', subjects: ['users'] }] };
const day = (n: number) => new Date(published.getTime() + n * 86_400_000).toISOString();

async function send(...events: object[]): Promise<void> {
  async function* body() {
    yield Buffer.from(`${events.map((event, n) => JSON.stringify({ id: `e-${n}`, occurred_at: day(2), region: 'DE', platform: 'ios', channel: 'in_app', ...event })).join('\n')}\n`);
  }
  await importEvents(system, { campaign: campaign.key, format: 'ndjson', source: 'test' }, body(), { folds: true });
  await catchUp();
}

async function approve(version: number): Promise<void> {
  await submitPurpose(system, { key: 'ADS', version, reviewer: dpo.id });
  await decidePurpose(dpo, { key: 'ADS', version, decision: 'approved' });
}

const factsOfAds = async () => (await snapshot((client) => readPurposeFacts(client, ['ADS'], new Date()))).find(({ draft }) => !draft)?.facts;
const found = async (rule: 'CON-03' | 'CON-06', actor: Parameters<typeof listFindings>[0] = dpo) => (await listFindings(actor, { id: 'ADS', rule, standing: 'in_force' })).rows;

beforeAll(async () => {
  dpo = { kind: 'user', role: 'dpo', id: (await createUser(system, { email: 'dpo@example.org', name: 'dpo', role: 'dpo', language: 'en' })).id };
  await createCampaign(system, { file: campaign });
  await createPurpose(system, { key: 'ADS', record, reason: 'r', validFrom: new Date(published.getTime() - 86_400_000) }, () => new Date(published.getTime() - 86_400_000));
  const then = () => new Date(published.getTime() - 3_600_000);
  await submitPurpose(system, { key: 'ADS', version: 1, reviewer: dpo.id }, then);
  await decidePurpose(dpo, { key: 'ADS', version: 1, decision: 'approved' }, then);
});

it('nobody was shown or asked anything: the facts say so', async () => {
  expect(await factsOfAds()).toMatchObject({ consents: { onOtherNature: 0, underEarlier: [] }, campaigns: [{ firstDisplayedDay: null }], notices: [{ firstDisplayed: null }, { firstDisplayed: null }] });
});

it('what people answered is in the facts when a batch has closed and the log is caught up', async () => {
  await send(
    { subject: 'ann', type: 'displayed', notice: 'ask', occurred_at: day(1) },
    { subject: 'ann', type: 'accepted', notice: 'ask', purposes: { ADS: true } },
    { subject: 'bob', type: 'accepted', notice: 'terms', purposes: { ADS: true } },
    { subject: 'eve', type: 'accepted', notice: 'ask', purposes: { ADS: true } },
    { subject: 'eve', type: 'withdrawn', notice: 'ask', id: 'w', occurred_at: day(3), purposes: { ADS: false } },
  );
  expect(await factsOfAds()).toMatchObject({ consents: { onOtherNature: 1, unproven: 0, underEarlier: [] }, campaigns: [{ firstDisplayedDay: day(1).slice(0, 10) }] });
  expect(await found('CON-03')).toMatchObject([{ values: { n: 1 } }]);
});

it('consents given before the purpose changed are counted when the change is approved, and withheld from a manager', async () => {
  await revisePurpose(system, { key: 'ADS', basedOn: 1, record: { ...record, recipients: [{ name: 'Broker Ltd', role: 'independent_controller' }] }, reason: 'r' });
  expect(await found('CON-06')).toEqual([]);
  await approve(2);
  expect((await factsOfAds())?.consents.underEarlier).toMatchObject([{ version: 1, people: 1 }]);
  const [finding] = await found('CON-06');
  expect(finding?.values).toMatchObject({ n: 1 });
  expect(await found('CON-06', asRole('manager'))).toMatchObject([{ id: finding?.id, values: null }]);
});

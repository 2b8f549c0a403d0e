import { approve } from '@/e2e/support/approve';
import { bearer, campaign } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const address = `/campaigns/${campaign}/clearance`;
const day = '2021-05-12';

type Sharing = { purpose: string; jurisdiction: string; halts: string[]; population: number | null; cleared: number | null; must_not: number | null; suppressed?: true };

test('a DPO reads from the campaign for how many each sharing may go ahead, why not for more, and opens its regions and days', async ({ as, request }) => {
  const { sharings }: { sharings: Sharing[] } = await (await request.get(`/api/v1/campaigns/${campaign}/clearance?as_of=2021-05-13T00:00:00%2B01:00`, { headers: bearer('dpo') })).json();
  const first = sharings.find(({ purpose, jurisdiction }) => purpose === 'FC-01' && jurisdiction === 'european_region');
  // No entry of the founding case is approved: nothing may go ahead, for nobody.
  expect(first).toMatchObject({ halts: ['not_in_force'], cleared: 0, must_not: first?.population });
  const page = await as('dpo');
  await page.goto(`/campaigns/${campaign}`);
  await page.getByRole('link', { name: 'Clearance', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Clearance' })).toBeVisible();
  await page.getByLabel('At the end of day').fill(day);
  await page.getByRole('main').getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(new RegExp(`as_of=${day}`));
  const table = page.getByRole('table', { name: 'Sharings' });
  await expect(table.getByRole('row')).toHaveCount(sharings.length + 1);
  const row = table.getByRole('row').filter({ hasText: 'FC-01' }).filter({ hasText: 'European Region' });
  await expect(row).toContainText(`0 of ${new Intl.NumberFormat('en-GB').format(first?.population ?? Number.NaN)}`);
  await expect(row).toContainText('No approved version of the purpose is in force.');
  await row.getByRole('link', { name: /^Regions and days of/ }).click();
  const regions = page.getByRole('table', { name: /^By region:/ });
  await expect(regions.getByRole('row').filter({ hasText: 'Germany' })).toBeVisible();
  await expect(regions.getByRole('columnheader', { name: 'Shown, no objection' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Day by day:/ }).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'To be asked again' })).toBeVisible();
});

test('a manager sees what is held back and no number of people, on the page, in the CSV and from the API', async ({ as, request }) => {
  const { sharings }: { sharings: Sharing[] } = await (await request.get(`/api/v1/campaigns/${campaign}/clearance`, { headers: bearer('manager') })).json();
  expect(sharings.length).toBeGreaterThan(0);
  for (const sharing of sharings) expect(sharing).toMatchObject({ population: null, cleared: null, must_not: null, suppressed: true });
  const page = await as('manager');
  await page.goto(address);
  await expect(page.getByText('Numbers of people on this page are for the data protection officer')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Regions and days of/ })).toHaveCount(0);
  const csv = await (await page.request.get(`${address.replace('clearance', 'clearance.csv')}`)).text();
  const lines = csv.trim().split('\r\n').slice(1);
  expect(lines.length).toBe(sharings.length);
  for (const line of lines) expect(line).toContain('suppressed,suppressed,suppressed');
});

test('a sharing system asks for its own identifiers and learns by their place which must not be shared', async ({ request }) => {
  const ask = (scope: 'sharing' | 'manager', identifiers: string[]) => request.post(`/api/v1/campaigns/${campaign}/clearance/FC-01/check`, { headers: bearer(scope), data: { identifiers } });
  const answer = await ask('sharing', ['somebody@example.org', 'nobody@example.org']);
  expect(await answer.json()).toMatchObject({ purpose: 'FC-01', may: 0, must_not: 2, answers: [{ line: 1, may: false, why: 'not_in_force' }, { line: 2, may: false }] });
  expect((await ask('manager', ['somebody@example.org'])).status()).toBe(403);
  const refused = await ask('sharing', ['x'.repeat(300)]);
  expect(refused.status()).toBe(400);
  expect(await refused.text()).not.toContain('xxx');
});

test('the page of a purpose shows its clearance in each campaign that carries it', async ({ as }) => {
  const page = await as('dpo');
  await page.goto('/purposes/FC-01');
  const table = page.getByRole('table', { name: 'Clearance of this purpose' });
  await expect(table.getByRole('row').filter({ hasText: 'No approved version of the purpose is in force.' }).first()).toBeVisible();
});

/** A delivery on contract in which nothing is missing but why the contract needs it: LB-06 alone holds it back. */
const parcels = {
  title: 'Deliver parcels', description: 'We transmit the delivery address to the carrier so that parcels reach the customer.', owner: 'Logistics', purposeTerms: ['dpv:DeliveryOfGoods'], jurisdictions: ['eea'],
  benefits: { dataSubject: true }, timing: { start: '2026-02-01', reviewDue: '2031-02-01' },
  bases: [{ jurisdiction: 'eea', basis: 'contract', justification: 'Asked for by the customer.', contractReference: 'Terms, 4', partyToContract: 'yes' }],
  dataUses: [{ category: 'delivery address', terms: ['pd:PhysicalAddress'], subjects: ['customers'], source: 'data_subject', necessity: 'necessary_for_requested_service', mandatory: 'yes', consequence: 'No delivery.', retention: { duration: '6 months after delivery' }, recipients: ['Carrier'] }],
  recipients: [{ name: 'Carrier', legalEntity: 'Carrier SE', role: 'processor', country: 'DE', sharedCategories: ['delivery address'], contract: { reference: 'DPA 12', date: '2025-12-01', items: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }, transfer: { tool: 'none' } }],
  children: { affected: 'no' }, impactAssessment: { status: 'not_required' }, controller: { name: 'Parcel GmbH', email: 'privacy@parcel.example' }, dataProtectionOfficer: { name: 'Data protection office', email: 'dpo@parcel.example' },
  securityMeasures: [{ letter: 'a', measure: 'Encryption in transit' }],
};

test('a DPO follows the blocker from the clearance to the field, mends it, and the number moves', async ({ as, request, axe }) => {
  test.slow();
  const [own, key] = ['e2e-parcels', 'E2E-PARCELS'];
  const [instant, headers] = ['2026-01-05T09:00:00Z', bearer('dpo')];
  const file = {
    key: own, title: 'Parcels', zone: 'Europe/Berlin', mandatory: false, areas: { eea: ['DE'] }, announced_at: instant, deadlines: [{ at: '2026-03-01T00:00:00Z', since: instant, reason: 'first', author: 'legal' }],
    notices: [{ id: 'terms-1', legal_nature: 'contract_terms', area: 'eea', locale: 'en', published_at: instant, text: 'We deliver your parcels.', purposes: [key] }],
    population: [{ region: 'DE', count: 5, as_of: instant, definition: 'customers', source: 'CRM' }],
  };
  expect((await request.post('/api/v1/campaigns', { headers, data: file })).status()).toBe(201);
  const events = [1, 2, 3].flatMap((n) => ['displayed', 'accepted'].map((type, i) => JSON.stringify({ id: `${type}-${n}`, subject: `customer-${n}`, type, occurred_at: `2026-01-06T10:0${i}:00Z`, notice: 'terms-1', region: 'DE', platform: 'web', channel: 'web' })));
  const sent = await request.post(`/api/v1/campaigns/${own}/events`, { headers: { ...bearer('ingest'), 'content-type': 'application/x-ndjson' }, data: `${events.join('\n')}\n` });
  expect(await sent.json()).toMatchObject({ stored: 6, rejected: 0 });
  expect((await request.post('/api/v1/purposes', { headers, data: { key, record: parcels, reason: 'New', validFrom: instant } })).status()).toBe(201);
  const [dpo, legal] = [await as('dpo'), await as('legal')];
  await approve(legal, dpo, key, 1, 'dpo, Data protection officer');

  const row = () => dpo.getByRole('table', { name: 'Sharings' }).getByRole('row').filter({ hasText: key });
  await dpo.goto(`/campaigns/${own}/clearance`);
  await expect(row()).toContainText('0 of 5');
  await axe(dpo);
  await row().getByRole('link', { name: /LB-06/ }).click();
  await dpo.getByRole('region', { name: 'What would resolve it', exact: true }).getByRole('link').first().click();
  const field = dpo.getByLabel('Why it is necessary');
  await expect(field).toBeFocused();
  await field.fill('Without the address no parcel arrives.');
  await dpo.getByLabel('Reason for this change').fill('Said why');
  await dpo.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(dpo.getByText('Version 2 is saved.')).toBeVisible();
  await approve(dpo, legal, key, 2);
  await dpo.goto(`/campaigns/${own}/clearance`);
  await expect(row()).toContainText('3 of 5');
  await expect(row()).not.toContainText('LB-06');
});

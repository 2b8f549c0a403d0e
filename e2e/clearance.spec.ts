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
  await page.getByLabel('At the end of day').fill(day);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(new RegExp(`as_of=${day}`));
  const table = page.getByRole('table', { name: 'Sharings' });
  await expect(table.getByRole('row')).toHaveCount(sharings.length + 1);
  const row = table.getByRole('row').filter({ hasText: 'FC-01' }).filter({ hasText: 'european_region' });
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

import { builtActions } from '@/e2e/support/access-matrix';
import { bearer, campaign, shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const pages = ['/', `/campaigns/${campaign}`, `/campaigns/${campaign}/settings`, '/purposes', '/purposes/FC-05', '/reports', '/evidence', '/settings', '/settings/users', '/settings/keys'];

/** What only looks: filters, one's own look and language, signing out, opening and copying. */
const harmless = /^(Sign out|Apply|Filter|Show|Copy|Columns|The same as a table)$/;

test('an auditor sees everything and finds nothing to change it with', async ({ as }) => {
  const page = await as('auditor');
  for (const path of pages) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const buttons = await page.getByRole('button').evaluateAll((found) => found.map((button) => (button.textContent ?? '').trim()));
    expect(buttons.filter((name) => !harmless.test(name)), path).toEqual([]);
    await expect(page.getByRole('main').getByRole('link', { name: /^(Edit|Add a purpose|Manage|Move the deadline)$/ }), path).toHaveCount(0);
    await expect(page.getByRole('main').locator('form:not([method="get"])').filter({ hasNot: page.getByLabel('Language') }), path).toHaveCount(0);
  }
});

test('an auditor sees exact numbers, the evidence and who may do what', async ({ as }) => {
  const page = await as('auditor');
  await page.goto(`/campaigns/${campaign}`);
  await expect(page.getByText('withheld', { exact: true })).toHaveCount(0);
  await page.goto('/evidence');
  const first = page.getByRole('region', { name: 'Log entries, newest first' }).getByRole('listitem').first();
  await first.getByText(/No\. \d/).click();
  await expect(first.getByRole('heading', { name: 'Canonical JSON (RFC 8785)' })).toBeVisible();
  await expect(first.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await page.goto('/settings/users');
  await expect(page.getByRole('cell', { name: 'dpo@example.org' })).toBeVisible();
});

test('what a DPO sends is refused when an auditor sends it again', async ({ as, request }) => {
  const dpo = await as('dpo');
  await dpo.goto('/purposes/FC-06/edit');
  await dpo.getByLabel('Owner').fill('Changed by the DPO');
  await dpo.getByLabel('Reason for this change').fill('To be replayed');
  const [sent] = await Promise.all([
    dpo.waitForRequest((one) => one.method() === 'POST' && one.headers()['next-action'] !== undefined),
    dpo.getByRole('button', { name: 'Save as a new version' }).click(),
  ]);
  await expect(dpo.getByText('Version 2 is saved.')).toBeVisible();
  const { 'next-action': action = '', 'content-type': type = '' } = sent.headers();
  expect([...builtActions().values()]).toContain(action);

  const auditor = await as('auditor');
  const replayed = await auditor.request.post(`${shared.url}/purposes/FC-06/edit`, {
    headers: { origin: shared.url, 'next-action': action, 'content-type': type, accept: 'text/x-component' },
    data: sent.postDataBuffer() ?? Buffer.alloc(0),
  });
  expect(await replayed.text()).toContain('"code":"denied"');
  const standing = await (await request.get('/api/v1/purposes/FC-06', { headers: bearer('auditor') })).json();
  expect(standing.versions).toHaveLength(2);

  const patched = await request.patch('/api/v1/purposes/FC-06', { headers: bearer('auditor'), data: { basedOn: 2, record: standing.versions[0].record, reason: 'By key' } });
  expect(patched.status()).toBe(403);
  expect((await (await request.get('/api/v1/purposes/FC-06', { headers: bearer('auditor') })).json()).versions).toHaveLength(2);
});

test('an auditor who asks for the form itself is told why not', async ({ as, complaints }) => {
  complaints.allow(/status of 403/);
  const page = await as('auditor');
  for (const path of ['/purposes/new', '/purposes/FC-06/edit']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
  }
});

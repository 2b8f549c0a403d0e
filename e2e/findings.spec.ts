import type { Page } from '@playwright/test';
import { approve } from '@/e2e/support/approve';
import { bearer, campaign, shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const saved = (page: Page, version: number) => expect(page.getByText(`Version ${version} is saved.`)).toBeVisible();
const table = (page: Page) => page.getByRole('table', { name: 'Findings' });

test('the founding case reproduces the regulators by itself, read on screen', async ({ as, axe, request }) => {
  const page = await as('dpo');
  for (const rule of ['TRN-01', 'ROL-05']) {
    await page.goto(`/findings?object=purpose&rule=${rule}&size=100`);
    for (let n = 1; n <= 10; n += 1) await expect(table(page).getByText(`FC-${String(n).padStart(2, '0')} ·`).first()).toBeVisible();
  }
  await axe(page);
  for (const rule of ['CAM-03', 'CAM-05', 'CAM-06', 'CAM-07']) {
    await page.goto(`/findings?object=campaign&rule=${rule}`);
    await expect(table(page).getByText(`${campaign} ·`).first()).toBeVisible();
  }
  // FC-08 with a basis set, as a purpose of its own: the founding entry stays as the sources leave it.
  const { versions } = await (await request.get('/api/v1/purposes/FC-08', { headers: bearer('dpo') })).json();
  const { record } = versions[0];
  const withBasis = (basis: string) => ({ ...record, bases: [{ jurisdiction: 'DE', basis }] });
  await request.post('/api/v1/purposes', { headers: bearer('dpo'), data: { key: 'E2E-FC-08', record: withBasis('contract'), reason: 'As rejected in 2022' } });
  await page.goto('/findings?object=purpose&id=E2E-FC-08&rule=LB-03');
  await expect(table(page).getByText('E2E-FC-08 ·').first()).toBeVisible();
  await request.patch('/api/v1/purposes/E2E-FC-08', { headers: bearer('dpo'), data: { basedOn: 1, record: withBasis('legitimate_interests'), reason: 'As in C-252/21' } });
  await page.goto('/findings?object=purpose&id=E2E-FC-08&rule=LI-04');
  await expect(table(page).getByText('E2E-FC-08 ·').first()).toBeVisible();
});

test('a DPO opens a blocker, follows it to the field, mends it and sees it resolved', async ({ as, axe }) => {
  test.slow();
  const [dpo, legal] = [await as('dpo'), await as('legal')];
  await dpo.goto('/purposes/new');
  await dpo.getByLabel('Key', { exact: true }).fill('E2E-FIND');
  await dpo.getByLabel('Title', { exact: true }).fill('Answer complaints');
  const bases = dpo.getByRole('group', { name: 'Lawful basis by jurisdiction' });
  await bases.getByLabel('Jurisdiction', { exact: true }).fill('DE');
  await bases.getByLabel('Lawful basis', { exact: true }).selectOption({ label: 'Legal obligation' });
  await dpo.getByLabel('Owner').fill('Support');
  await dpo.getByLabel('Reason for this change').fill('New');
  await dpo.getByRole('button', { name: 'Add to the register' }).click();
  await saved(dpo, 1);
  await expect(region(dpo, 'Findings').getByRole('row').filter({ hasText: 'LB-07' }).getByText('Draft')).toBeVisible();
  await approve(dpo, legal, 'E2E-FIND', 1);

  await dpo.goto('/findings?severity=blocker&standing=in_force&rule=LB-07');
  await table(dpo).getByRole('row').filter({ hasText: 'E2E-FIND' }).getByRole('link').click();
  await expect(dpo.getByRole('heading', { level: 1 })).toContainText('LB-07');
  await axe(dpo);
  const address = dpo.url();
  await region(dpo, 'Acknowledge').getByLabel('Note').fill('The law is on its way');
  await region(dpo, 'Acknowledge').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(region(dpo, 'History').getByText('The law is on its way')).toBeVisible();
  await region(dpo, 'Assign').getByLabel('Person').selectOption({ label: 'legal, Legal' });
  await region(dpo, 'Assign').getByLabel('Due').fill('2031-05-06');
  await region(dpo, 'Assign').getByRole('button', { name: 'Assign' }).click();
  await expect(region(dpo, 'Where it stands').getByText('6 May 2031')).toBeVisible();

  await region(dpo, 'What would resolve it').getByRole('link', { name: /Legal reference/ }).click();
  const field = dpo.getByLabel('Legal reference');
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport();
  await dpo.keyboard.type('§ 14 UWG');
  await dpo.getByLabel('Reason for this change').fill('The law');
  await dpo.getByRole('button', { name: 'Save as a new version' }).click();
  await saved(dpo, 2);
  await approve(dpo, legal, 'E2E-FIND', 2);
  await dpo.goto(address);
  await expect(region(dpo, 'Where it stands').getByText('Resolved', { exact: true }).first()).toBeVisible();
  await expect(region(dpo, 'History').getByText('Resolved by the facts')).toBeVisible();
  await axe(dpo);
});

test('a finding is overridden by the DPO alone, until a day, where the rule leaves room', async ({ as, axe, request }) => {
  const { findings } = await (await request.get('/api/v1/findings?object=purpose&id=FC-01', { headers: bearer('dpo') })).json();
  const [open, shut] = [findings.find((one: { overridable: boolean }) => one.overridable), findings.find((one: { overridable: boolean }) => !one.overridable)];
  const legal = await as('legal');
  await legal.goto(`/findings/${open.finding}`);
  await expect(legal.getByRole('heading', { name: 'Override' })).toHaveCount(0);
  const dpo = await as('dpo');
  await dpo.goto(`/findings/${shut.finding}`);
  await expect(dpo.getByRole('heading', { name: 'Override' })).toHaveCount(0);
  await dpo.goto(`/findings/${open.finding}`);
  const form = region(dpo, 'Override');
  await form.getByLabel('Reason').fill('The authority agreed');
  await form.getByLabel('Until').fill('2001-01-01');
  await form.getByRole('button', { name: 'Override until then' }).click();
  await expect(form.getByText('Choose a day that is still ahead.').first()).toBeVisible();
  await form.getByLabel('Until').fill('2031-01-01');
  await form.getByRole('button', { name: 'Override until then' }).click();
  await expect(region(dpo, 'Where it stands').getByText('Overridden until 1 Jan 2031')).toBeVisible();
  await axe(dpo);
  await region(dpo, 'Take back').getByLabel('Reason').fill('No longer');
  await region(dpo, 'Take back').getByRole('button', { name: 'Open it again' }).click();
  await expect(region(dpo, 'History').getByText('Opened again')).toBeVisible();
});

test('filters, sorting and pages are the address; a manager reads no number of people; thresholds are ours', async ({ as, axe }) => {
  const page = await as('dpo');
  await page.goto('/findings');
  await page.getByRole('combobox', { name: 'Severity' }).selectOption('blocker');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/severity=blocker/);
  await page.getByRole('link', { name: 'Rule', exact: true }).click();
  await expect(page).toHaveURL(/sort=rule/);
  await expect(page.getByRole('columnheader', { name: 'Rule' })).toHaveAttribute('aria-sort', 'ascending');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('findings.csv');
  const manager = await as('manager');
  await manager.goto('/findings?object=campaign');
  await expect(manager.getByText('Numbers that count people are withheld from your role')).toBeVisible();
  await axe(manager);
  await manager.goto('/settings/rules');
  await expect(manager.getByText('Ours, not law')).toBeVisible();
  await page.goto('/settings/rules');
  await axe(page);
});

test('a campaign is not marked ready while a blocker is open; the command line and the API say the same', async ({ as, axe, request }) => {
  const page = await as('dpo');
  await page.goto(`/campaigns/${campaign}`);
  await expect(region(page, 'Sign-off').getByText(/cannot be marked ready/)).toBeVisible();
  await axe(page);
  const { findings } = await (await request.get(`/api/v1/findings?campaign=${campaign}&size=1000`, { headers: bearer('dpo') })).json();
  // Exit code 1: a blocker is open. What it printed is the same list.
  const told = await shared.cli('findings', '--campaign', campaign, '--json').then(() => null, ({ code, stdout }: { code: number; stdout: string }) => ({ code, ...JSON.parse(stdout) }));
  expect(told).toMatchObject({ code: 1, blocked: true });
  const ids = (list: { finding: string }[]) => list.map(({ finding }) => finding);
  expect(ids(told.findings)).toEqual(ids(findings));
});

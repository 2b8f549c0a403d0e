import type { Page } from '@playwright/test';
import { bearer } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const save = (page: Page) => page.getByRole('button', { name: 'Save as a new version' }).click();
const summaryOf = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) });

test('a DPO finds a purpose by search and filter, and the address shows the same again', async ({ as }) => {
  const page = await as('dpo');
  await page.goto('/purposes');
  await expect(page.getByRole('note').filter({ hasText: 'Illustrative' })).toBeVisible();
  const rows = page.getByRole('table', { name: 'Sharing purposes' }).getByRole('row');
  await expect(rows.nth(12)).toBeVisible();
  await page.getByLabel('Title, key or owner').fill('FC-03');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(rows).toHaveCount(2);
  await page.reload();
  await expect(rows).toHaveCount(2);
  await rows.nth(1).getByRole('link').click();
  await expect(page).toHaveURL(/\/purposes\/FC-03$/);
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
});

test('a DPO edits a purpose: an error keeps everything typed, then version 2 stands there with its differences', async ({ as, axe }) => {
  const page = await as('dpo');
  await page.goto('/purposes/FC-01');
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Edit: / })).toBeVisible();
  await expect(page.getByText('Saving makes version 2. Earlier versions stay.')).toBeVisible();
  const title = await page.getByLabel('Title', { exact: true }).inputValue();

  await page.getByLabel('Owner').fill('');
  await page.getByLabel('Who benefits').fill('The people who use the service');
  await expect(page.getByLabel('Controller', { exact: true })).toHaveValue(/WhatsApp Ireland Limited/);
  await page.getByLabel('Controller', { exact: true }).fill('Messenger Ltd');
  await page.getByRole('button', { name: 'Add: Security measure' }).click();
  const measure = page.getByRole('group', { name: 'Security measure 1' });
  await expect(measure.getByLabel('Kind')).toBeFocused();
  await measure.getByLabel('Measure').fill('Encrypted in transit');
  await page.getByLabel('Reason for this change').fill('Yearly review');
  await save(page);

  await expect(summaryOf(page)).toBeFocused();
  await expect(page.getByLabel('Who benefits')).toHaveValue('The people who use the service');
  await expect(page.getByLabel('Controller', { exact: true })).toHaveValue('Messenger Ltd');
  await expect(measure.getByLabel('Measure')).toHaveValue('Encrypted in transit');
  await expect(page.getByLabel('Reason for this change')).toHaveValue('Yearly review');
  await axe(page);
  await summaryOf(page).getByRole('link', { name: 'Fill this in.' }).click();
  await expect(page.getByLabel('Owner')).toBeFocused();
  await expect(page.getByLabel('Owner')).toHaveAttribute('aria-invalid', 'true');

  await page.getByLabel('Owner').fill('Privacy office');
  await save(page);
  await expect(page).toHaveURL(/\/purposes\/FC-01\?saved=2$/);
  await expect(page.getByText('Version 2 is saved.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const latest = page.getByRole('list', { name: 'Versions, newest first' }).getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Version 2' }) });
  await expect(latest.getByText('Yearly review')).toBeVisible();
  await expect(latest.getByText(/Privacy office/)).toBeVisible();
  await expect(latest.getByText(/Messenger Ltd/)).toBeVisible();
  await expect(latest.getByText(/Encrypted in transit/)).toBeVisible();
  await axe(page);

  await page.getByRole('link', { name: 'Show version 1' }).click();
  await expect(page.getByText('You are looking at version 1. It was replaced; the register now stands at version 2.')).toBeVisible();
  await page.getByRole('link', { name: 'Show the current version' }).click();
  await expect(page).toHaveURL(/\/purposes\/FC-01$/);
});

test('a save on an older version is refused without losing text, and goes through once it was looked at', async ({ as, axe, request }) => {
  const page = await as('dpo');
  await page.goto('/purposes/FC-02/edit');
  await page.getByLabel('Who benefits').fill('Typed in the first tab');
  await page.getByLabel('Reason for this change').fill('First tab');

  const legal = await as('legal');
  await legal.goto('/purposes/FC-02/edit');
  await legal.getByLabel('Owner').fill('Legal department');
  await legal.getByLabel('Reason for this change').fill('Second tab, saved first');
  await save(legal);
  await expect(legal.getByText('Version 2 is saved.')).toBeVisible();

  await save(page);
  const conflict = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'Version 2 was saved while you were editing version 1' }) });
  await expect(conflict).toBeFocused();
  await expect(conflict.getByText(/Legal department/)).toBeVisible();
  await expect(page.getByLabel('Who benefits')).toHaveValue('Typed in the first tab');
  await expect(page.getByLabel('Reason for this change')).toHaveValue('First tab');
  await axe(page);
  const standing = await (await request.get('/api/v1/purposes/FC-02', { headers: bearer('dpo') })).json();
  expect(standing.versions).toHaveLength(2);

  await save(page);
  await expect(page.getByText('Version 3 is saved.')).toBeVisible();
});

test('a session that ends while somebody types costs them nothing', async ({ as }) => {
  const page = await as('dpo');
  await page.goto('/purposes/FC-04/edit');
  await page.getByLabel('Who benefits').fill('Typed before the session ended');
  await page.getByLabel('Reason for this change').fill('Still here');
  const cookies = await page.context().cookies();
  await page.context().clearCookies({ name: 'noticeboard.session' });
  await save(page);
  await expect(page.getByText('Your session has ended. Everything you typed is still here.')).toBeVisible();
  await expect(page.getByLabel('Who benefits')).toHaveValue('Typed before the session ended');
  await page.context().addCookies(cookies);
  await save(page);
  await expect(page.getByText('Version 2 is saved.')).toBeVisible();
});

test('legal adds a purpose, whose key nobody can take again', async ({ as }) => {
  const page = await as('legal');
  for (const attempt of [1, 2]) {
    await page.goto('/purposes');
    await page.getByRole('link', { name: 'Add a purpose' }).click();
    await page.getByLabel('Key', { exact: true }).fill('E2E-NEW');
    await page.getByLabel('Title', { exact: true }).fill('Fraud signals for the payment service');
    const bases = page.getByRole('group', { name: 'Lawful basis by jurisdiction' });
    if ((await bases.getByRole('group', { name: 'Lawful basis 1' }).count()) === 0) await bases.getByRole('button', { name: 'Add: Lawful basis' }).click();
    await bases.getByLabel('Jurisdiction', { exact: true }).fill('DE');
    await bases.getByLabel('Lawful basis', { exact: true }).selectOption({ label: 'Legitimate interests' });
    await page.getByLabel('Owner').fill('Risk');
    await page.getByLabel('Reason for this change').fill('New sharing');
    await page.getByRole('button', { name: 'Add to the register' }).click();
    if (attempt === 1) await expect(page.getByRole('heading', { level: 1, name: 'Fraud signals for the payment service' })).toBeVisible();
    else await expect(page.getByText('There is already a purpose with this key.').first()).toBeVisible();
  }
});

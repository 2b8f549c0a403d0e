import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Server, startServer } from '@/e2e/support/server';
import { expect, test } from '@/e2e/support/test';

let server: Server;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startServer();
});
test.afterAll(async () => server.stop());

const setupLink = () => readFileSync(path.join(server.data, 'setup-link.txt'), 'utf8').trim();

test('the first start leaves a setup link that only its owner can read, and nobody can sign in yet', async ({ page }) => {
  expect(statSync(path.join(server.data, 'setup-link.txt')).mode & 0o777).toBe(0o600);
  expect(setupLink()).toMatch(new RegExp(`^${server.url}/setup\\?token=`));
  await page.goto(`${server.url}/`);
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByText('Nobody can sign in yet.')).toBeVisible();
});

test('a setup page without a live link offers no form', async ({ page }) => {
  await page.goto(`${server.url}/setup?token=wrong`);
  await expect(page.getByText('This setup link has been used already or is too old.')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
});

test('a weak password keeps what was typed and moves focus to what is wrong; a good one ends signed in', async ({ page, axe }) => {
  await page.goto(setupLink());
  await expect(page.getByRole('heading', { name: 'Set up Noticeboard' })).toBeVisible();
  await axe(page);
  await page.getByLabel('Your name').fill('Ada First');
  await page.getByLabel('E-mail address').fill('ada@example.org');
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Create the first account' }).click();

  const summary = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) });
  await expect(summary).toBeFocused();
  await expect(page.getByLabel('Your name')).toHaveValue('Ada First');
  await expect(page.getByLabel('E-mail address')).toHaveValue('ada@example.org');
  await summary.getByRole('link', { name: 'Use at least 15 characters.' }).click();
  await expect(page.getByLabel('Password')).toBeFocused();
  await axe(page);

  await page.getByLabel('Password').fill('a long enough pass phrase');
  await page.getByRole('button', { name: 'Create the first account' }).click();
  await expect(page.getByRole('link', { name: 'Ada First, Admin' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.getByText('No campaign yet.')).toBeVisible();
  await axe(page);
});

test('from then on the setup page is not found, also with the link that was used', async ({ page, complaints }) => {
  complaints.allow(/status of 404/);
  for (const address of [setupLink(), `${server.url}/setup`, `${server.url}/setup?token=other`]) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('button', { name: 'Create the first account' })).toHaveCount(0);
  }
});

test('every page says so where there is nothing yet, and the password signs in again', async ({ page, axe }) => {
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail address').fill('ada@example.org');
  await page.getByLabel('Password').fill('a long enough pass phrase');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('No campaign yet.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Register' }).click();
  await expect(page.getByText('The register holds no purpose yet.')).toBeVisible();
  await axe(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Reports' }).click();
  await expect(page.getByText('No report yet.')).toBeVisible();
  await axe(page);
});

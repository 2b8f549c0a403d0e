import type { Page } from '@playwright/test';
import { shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const password = 'correct horse battery staple';

const newLink = async (email: string, role: string) => (await shared.cli('user', 'create', email, '--role', role)).trim();

async function follow(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Continue to Noticeboard' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

async function signIn(page: Page, email: string, typed: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(typed);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function setPassword(page: Page): Promise<void> {
  await page.goto('/settings/account');
  await page.getByRole('textbox', { name: 'New password' }).fill(password);
  await page.getByRole('button', { name: 'Set the password and sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
}

const sessionCookie = async (page: Page) => (await page.context().cookies()).find(({ name }) => name === 'noticeboard.session');

test('a one-time link works once, and looking at it does not use it up', async ({ page, stranger }) => {
  const link = await newLink('once@example.org', 'manager');
  const preview = await page.request.get(link);
  expect(preview.status()).toBe(200);
  await follow(page, link);
  await expect(page.getByRole('link', { name: 'once, Manager' })).toBeVisible();
  const second = await stranger();
  await second.goto(link);
  await expect(second.getByText('This link has been used already or is too old.')).toBeVisible();
  await expect(second.getByRole('button', { name: 'Continue to Noticeboard' })).toHaveCount(0);
});

test('a person sets a password, signs in with it, signs out, and the saved cookie is dead', async ({ page, stranger, complaints }) => {
  complaints.allow(/status of 401/);
  await follow(page, await newLink('person@example.org', 'legal'));
  await setPassword(page);
  await page.context().clearCookies();
  await page.goto('/reports');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Freports$/);
  await signIn(page, 'person@example.org', 'a wrong pass phrase indeed');
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeFocused();
  await expect(page.getByText('E-mail address and password do not match an account.')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue('person@example.org');
  await signIn(page, 'person@example.org', password);
  await expect(page).toHaveURL(/\/reports$/);

  const cookie = await sessionCookie(page);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  const thief = await stranger();
  if (cookie) await thief.context().addCookies([cookie]);
  await thief.goto('/reports');
  await expect(thief).toHaveURL(/\/sign-in/);
  await expect(thief.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
});

test('after five wrong tries the right password has to wait too', async ({ page, complaints }) => {
  complaints.allow(/status of 401/);
  await follow(page, await newLink('forgetful@example.org', 'manager'));
  await setPassword(page);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answered = page.waitForResponse((response) => response.url().includes('/api/auth/callback/password'));
    await signIn(page, 'forgetful@example.org', `wrong guess number ${attempt}`);
    expect((await answered).status()).toBe(401);
    await expect(page.getByText('E-mail address and password do not match an account.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  }
  await signIn(page, 'forgetful@example.org', password);
  await expect(page.getByText('Too many wrong passwords. Wait fifteen minutes')).toBeVisible();
  expect(await sessionCookie(page)).toBeUndefined();
});

test('an unknown address is answered like a wrong password', async ({ page, complaints }) => {
  complaints.allow(/status of 401/);
  await page.goto('/sign-in');
  await signIn(page, 'nobody-at-all@example.org', 'whatever they might try here');
  await expect(page.getByText('E-mail address and password do not match an account.')).toBeVisible();
});

test('a changed role holds on the next click', async ({ page }) => {
  await follow(page, await newLink('promoted@example.org', 'manager'));
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Register' }).click();
  await expect(page.getByRole('heading', { name: 'Register of sharing purposes' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add a purpose' })).toHaveCount(0);
  await expect(main.getByRole('link', { name: 'Evidence' })).toHaveCount(0);
  await shared.cli('user', 'role', 'promoted@example.org', 'dpo');
  await main.getByRole('link', { name: 'Reports' }).click();
  await expect(page.getByRole('heading', { name: 'Reports', exact: true })).toBeVisible();
  await main.getByRole('link', { name: 'Register' }).click();
  await expect(page.getByRole('link', { name: 'Add a purpose' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'promoted, Data protection officer' })).toBeVisible();
  await shared.cli('user', 'role', 'promoted@example.org', 'manager');
  await page.getByRole('link', { name: 'Add a purpose' }).click();
  await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible();
});

const elsewheres = ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example'];

for (const [n, elsewhere] of elsewheres.entries()) {
  test(`signing in never leads to ${JSON.stringify(elsewhere)}`, async ({ page }) => {
    const email = `led-astray-${n}@example.org`;
    const link = await newLink(email, 'manager');
    await follow(page, `${link.split('&next=')[0]}&next=${encodeURIComponent(elsewhere)}`);
    expect(new URL(page.url()).origin).toBe(shared.url);
    await setPassword(page);
    await page.goto(`/sign-in?next=${encodeURIComponent(elsewhere)}`);
    await signIn(page, email, password);
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(shared.url);
  });
}

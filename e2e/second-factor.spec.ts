import { enrol, signInAs } from '@/e2e/support/authenticator';
import { shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const linkFor = async (email: string) => (await shared.cli('user', 'link', email)).trim();

test('a DPO enrols an authenticator and is asked for a code at the next sign-in', async ({ stranger, axe }) => {
  const page = await stranger();
  await signInAs(page, 'factor@example.org', 'dpo');
  const { nextCode, recoveryCodes } = await enrol(page);
  expect(recoveryCodes).toHaveLength(10);
  await axe(page);
  await page.goto('/settings/account');
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible();

  const next = await stranger({ colorScheme: 'dark' });
  await next.goto(`${await linkFor('factor@example.org')}&next=%2Freports`);
  await next.getByRole('button', { name: 'Continue to Noticeboard' }).click();
  await expect(next.getByRole('heading', { name: 'Second factor' })).toBeVisible();
  await axe(next);
  await next.goto('/purposes');
  await expect(next.getByRole('heading', { name: 'Second factor' })).toBeVisible();
  await next.goto('/sign-in?next=%2Freports');
  await next.getByLabel('Code').fill('000000');
  await next.getByRole('button', { name: 'Continue' }).click();
  await expect(next.getByRole('alert').filter({ hasText: 'This code is not right.' })).toBeFocused();
  await next.getByLabel('Code').fill(await nextCode());
  await next.getByRole('button', { name: 'Continue' }).click();
  await expect(next).toHaveURL(/\/reports$/);
  await expect(next.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('a recovery code lets in once, and an admin resets what is lost', async ({ stranger, as }) => {
  const page = await stranger();
  await signInAs(page, 'lost@example.org', 'legal');
  const { recoveryCodes } = await enrol(page);
  for (const isFirst of [true, false]) {
    const next = await stranger();
    await next.goto(await linkFor('lost@example.org'));
    await next.getByRole('button', { name: 'Continue to Noticeboard' }).click();
    await next.getByLabel('Code').fill(recoveryCodes[0] ?? '');
    await next.getByRole('button', { name: 'Continue' }).click();
    if (isFirst) await expect(next.getByRole('button', { name: 'Sign out' })).toBeVisible();
    else await expect(next.getByRole('alert').filter({ hasText: 'This code is not right.' })).toBeVisible();
  }
  const admin = await as('admin');
  await admin.goto('/settings/users');
  await admin.getByRole('row').filter({ hasText: 'lost@example.org' }).getByRole('link', { name: /^Manage/ }).click();
  await admin.getByRole('button', { name: 'Reset the second factor' }).click();
  await expect(admin.getByRole('row').filter({ hasText: 'lost@example.org' }).getByRole('cell', { name: 'None' })).toBeVisible();
  const after = await stranger();
  await after.goto(await linkFor('lost@example.org'));
  await after.getByRole('button', { name: 'Continue to Noticeboard' }).click();
  await expect(after.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('an admin gives an auditor’s account its last day', async ({ stranger, as }) => {
  const page = await stranger();
  await signInAs(page, 'boxed@example.org', 'auditor');
  const admin = await as('admin');
  await admin.goto('/settings/users');
  const row = admin.getByRole('row').filter({ hasText: 'boxed@example.org' });
  await row.getByRole('link', { name: /^Manage/ }).click();
  await admin.getByLabel('Last day (UTC)').fill('2020-01-01');
  await admin.getByRole('button', { name: 'Set the last day' }).click();
  await expect(admin.getByRole('alert').filter({ hasText: 'Enter a day that is not over yet.' })).toBeVisible();
  await admin.getByLabel('Last day (UTC)').fill('2099-12-31');
  await admin.getByRole('button', { name: 'Set the last day' }).click();
  await expect(row.getByText('Active until 31 Dec 2099, 24:00 UTC')).toBeVisible();
});

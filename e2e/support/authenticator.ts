import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { codeAt } from '@/db/testing/authenticator';
import type { Role } from '@/domain/access/vocabulary';
import { shared } from '@/e2e/support/shared-server';
import { expect } from '@/e2e/support/test';

const stepMilliseconds = 30_000;

/** Codes of one authenticator: each call gives one that was not given before, waiting where the next is not yet valid. */
export function authenticator(key: string): () => Promise<string> {
  let last = 0;
  return async () => {
    const now = () => Math.floor(Date.now() / stepMilliseconds);
    const step = Math.max(last + 1, now());
    while (step > now() + 1) await pause(500);
    last = step;
    return codeAt(key, new Date(step * stepMilliseconds));
  };
}

/** Signs a page in as a new person of a role, by a one-time link. */
export async function signInAs(page: Page, email: string, role: Role): Promise<void> {
  await page.goto((await shared.cli('user', 'create', email, '--role', role)).trim());
  await page.getByRole('button', { name: 'Continue to Noticeboard' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** Enrols an authenticator for whoever is signed in on the page, and gives its codes and the recovery codes. */
export async function enrol(page: Page): Promise<{ nextCode: () => Promise<string>; recoveryCodes: string[] }> {
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Enrol an authenticator' }).click();
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app.' })).toBeVisible();
  const key = ((await page.getByText('Or type this key into it:').locator('code').textContent()) ?? '').replaceAll(' ', '');
  const nextCode = authenticator(key);
  await page.getByLabel('Code that the app shows now').fill(await nextCode());
  await page.getByRole('button', { name: 'Enrol this authenticator' }).click();
  const shown = page.getByRole('alert').filter({ hasText: 'Your recovery codes' });
  await expect(shown).toBeVisible();
  return { nextCode, recoveryCodes: ((await shown.locator('pre').textContent()) ?? '').split('\n') };
}

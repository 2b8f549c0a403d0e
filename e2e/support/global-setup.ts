import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type FullConfig, chromium } from '@playwright/test';
import { root } from '@/cli/bootstrap.mjs';
import { type KeyScope, type Role, keyScopes, roles } from '@/domain/access/vocabulary';
import { type Server, startServer } from '@/e2e/support/server';
import { sessionOf } from '@/e2e/support/shared-server';

/** One server with the founding case, a signed-in session per role and a key per scope; everything it started is gone when the run ends. */
export default async function globalSetup(config: FullConfig): Promise<() => Promise<void>> {
  rmSync(path.join(root, '.test/servers'), { recursive: true, force: true });
  const server = await startServer({ demo: true });
  try {
    rmSync(path.join(root, '.test/auth'), { recursive: true, force: true });
    mkdirSync(path.join(root, '.test/auth'), { recursive: true });
    const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
    for (const role of roles) await signIn(browser, server, role);
    await browser.close();
    const keys: Partial<Record<KeyScope, string>> = {};
    for (const scope of keyScopes) keys[scope] = (await server.cli('key', 'create', '--scope', scope, '--name', `e2e ${scope}`)).split('\n')[0] ?? '';
    process.env.NOTICEBOARD_E2E_URL = server.url;
    process.env.NOTICEBOARD_E2E_DATA = server.data;
    process.env.NOTICEBOARD_E2E_KEYS = JSON.stringify(keys);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}

async function signIn(browser: Browser, server: Server, role: Role): Promise<void> {
  const link = (await server.cli('user', 'create', `${role}@example.org`, '--role', role)).trim();
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Continue to Noticeboard' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await context.storageState({ path: sessionOf(role) });
  await context.close();
}

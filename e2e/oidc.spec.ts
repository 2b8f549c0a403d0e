import { type Server as HttpServer, createServer } from 'node:http';
import Provider from 'oidc-provider';
import type { Page } from '@playwright/test';
import { type Server, freePort, startServer } from '@/e2e/support/server';
import { expect, test } from '@/e2e/support/test';

type Person = { email: string; verified: boolean };

const people: Record<string, Person> = {
  known: { email: 'known@example.org', verified: true },
  unverified: { email: 'unverified@example.org', verified: false },
  unknown: { email: 'unknown@example.org', verified: true },
};

/** The provider's own pages ask for a font and an icon that are not there. */
const fromTheProvider = /fonts\.googleapis\.com|favicon/;

let server: Server;
let issuer: HttpServer;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  const [issuerPort, port] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${issuerPort}`;
  const client = { client_id: 'noticeboard', client_secret: 'a-secret-of-the-tests-only', redirect_uris: [`http://127.0.0.1:${port}/api/auth/callback/oidc`] };
  const provider = new Provider(address, {
    clients: [client],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['a key of the tests only'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, email: people[id]?.email, email_verified: people[id]?.verified, name: id }) }),
  });
  const handle = provider.callback();
  issuer = createServer((request, response) => handle(request, response)).listen(issuerPort, '127.0.0.1');
  server = await startServer({
    port,
    environment: { OIDC_ISSUER: address, OIDC_CLIENT_ID: client.client_id, OIDC_CLIENT_SECRET: client.client_secret, OIDC_NAME: 'Example ID' },
  });
  await server.cli('user', 'create', 'known@example.org', '--role', 'dpo');
  await server.cli('user', 'create', 'unverified@example.org', '--role', 'dpo');
});
test.afterAll(async () => {
  issuer.closeAllConnections();
  issuer.close();
  await server.stop();
});

async function signInAt(page: Page, login: string): Promise<void> {
  await page.goto(`${server.url}/purposes`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('a verified address that has an account signs in and lands where it wanted to go, also the second time', async ({ stranger, complaints }) => {
  complaints.allow(fromTheProvider);
  for (let visit = 0; visit < 2; visit += 1) {
    const page = await stranger();
    await signInAt(page, 'known');
    await expect(page.getByRole('link', { name: 'known, Data protection officer' })).toBeVisible();
    await expect(page).toHaveURL(`${server.url}/purposes`);
  }
});

for (const login of ['unknown', 'unverified']) {
  test(`an ${login} address is refused with a sentence that says what to do`, async ({ page, complaints }) => {
    complaints.allow(fromTheProvider);
    await signInAt(page, login);
    await expect(page.getByText('Single sign-on worked, but no account here belongs to you.')).toBeVisible();
    await page.goto(`${server.url}/purposes`);
    await expect(page).toHaveURL(/\/sign-in/);
  });
}

test('an answer that nobody asked for signs nobody in', async ({ page }) => {
  await page.goto(`${server.url}/api/auth/callback/oidc?code=stolen&state=made-up`);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
});

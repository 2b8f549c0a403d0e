import type { APIRequestContext, APIResponse, Browser } from '@playwright/test';
import { can, rights } from '@/domain/access/permissions';
import { type KeyScope, type Permission, type Role, keyScopes, roles } from '@/domain/access/vocabulary';
import { type PageRule, type Things, actionRules, builtActions, callRules, calls, methods, pageFiles, pageRules } from '@/e2e/support/access-matrix';
import { type Server, startServer } from '@/e2e/support/server';
import { bearer, campaign, sessionOf, shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const servers = ['the server', 'the server without its proxy'] as const;

let bare: Server;
let things: Things;

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(240_000);
  bare = await startServer({ withoutProxy: true, data: shared.data });
  const request = await playwright.request.newContext({ baseURL: shared.url });
  things = await makeThings(request);
  await request.dispose();
});
test.afterAll(async () => bare.stop());

const addressOf = (name: (typeof servers)[number]) => (name === 'the server' ? shared.url : bare.url);
const allows = (scope: KeyScope, needs: Permission | null) => needs === null || rights[scope].includes(needs);

/** A run and a batch that everybody may see who may see any. */
async function makeThings(request: APIRequestContext): Promise<Things> {
  const { run } = await (await request.post('/api/v1/reports', { headers: bearer('manager'), data: { type: 'campaign_uptake', campaign, language: 'en' } })).json();
  const ready = async () => (await request.get(`/api/v1/reports/${run}`, { headers: bearer('manager') })).json();
  await expect.poll(async () => (await ready()).status, { timeout: 120_000 }).toBe('ready');
  const { files } = await ready();
  const { batches } = await (await request.get(`/api/v1/batches?campaign=${campaign}`, { headers: bearer('dpo') })).json();
  const { findings } = await (await request.get('/api/v1/findings?object=purpose', { headers: bearer('dpo') })).json();
  return { run, file: files.find(({ name }: { name: string }) => name.endsWith('.json')).name, batch: batches[0].id ?? batches[0].batch, finding: findings[0].finding };
}

async function signedIn(browser: Browser, role: Role | null, work: (request: APIRequestContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext(role ? { storageState: sessionOf(role) } : {});
  await work(context.request);
  await context.close();
}

/** What a page or download answered, in one word. */
async function outcome(answer: APIResponse, { file }: PageRule): Promise<string> {
  const status = answer.status();
  if (status === 307 || status === 303) return new URL(answer.headers().location ?? '', shared.url).pathname === '/sign-in' ? 'sign in' : `redirect to ${answer.headers().location}`;
  if (file.endsWith('route.ts')) return status === 200 ? 'shown' : status === 401 ? 'sign in' : status === 403 ? 'refused' : `status ${status}`;
  if (status === 403) return 'refused';
  // A page that streams has sent its 200 before it refuses; what it then sends in place of its content bears this digest.
  const isLate = (await answer.text()).includes('NEXT_HTTP_ERROR_FALLBACK;403');
  return isLate ? `refused with status ${status}` : status === 200 ? 'shown' : `status ${status}`;
}

test('the matrix names every page, every call and every action there is', () => {
  expect(pageRules({ run: 1, file: '', batch: '', finding: '' }).map(({ file }) => file).sort()).toEqual(pageFiles());
  expect(callRules({ run: 1, file: '', batch: '', finding: '' }).map(({ file, method }) => `${file} ${method}`).sort()).toEqual(calls());
  expect(Object.keys(actionRules).sort()).toEqual([...builtActions().keys()].sort());
});

test('the second server really runs without the proxy', async ({ request }) => {
  const [withIt, without] = [await request.get(`${shared.url}/sign-in`), await request.get(`${bare.url}/sign-in`)];
  expect(withIt.headers()['content-security-policy']).toContain("'strict-dynamic'");
  expect(without.headers()['content-security-policy']).toBeUndefined();
  const target = '/purposes?q=x';
  expect((await request.get(`${shared.url}${target}`, { maxRedirects: 0 })).headers().location).toContain('next=');
  expect((await request.get(`${bare.url}${target}`, { maxRedirects: 0 })).headers().location ?? '').not.toContain('next=');
});

for (const name of servers) {
  for (const role of roles) {
    test(`${name} shows a person of the role ${role} exactly the pages of their rights`, async ({ browser }) => {
      await signedIn(browser, role, async (request) => {
        for (const rule of pageRules(things)) {
          const answer = await request.get(`${addressOf(name)}${rule.path}`, { maxRedirects: 0 });
          expect.soft(await outcome(answer, rule), rule.path).toBe(allows(role, rule.needs) ? 'shown' : 'refused');
        }
      });
    });

    test(`${name} lets a person of the role ${role} do exactly the actions of their rights`, async ({ browser }) => {
      const origin = addressOf(name);
      await signedIn(browser, role, async (request) => {
        for (const [action, id] of builtActions()) {
          const needs = actionRules[action] ?? null;
          if (needs === 'anyone') continue;
          const answer = await request.post(`${origin}/settings`, { headers: { origin, 'next-action': id, accept: 'text/x-component' }, multipart: { '1_reason': 'replayed', 0: '[null,"$K1"]' } });
          const text = await answer.text();
          const code = /"code":"(\w+)"/.exec(text)?.[1] ?? `none with status ${answer.status()}: ${text.slice(0, 300)}`;
          if (allows(role, needs)) expect.soft(code, action).toMatch(/^(invalid|missing)/);
          else expect.soft(code, action).toBe('denied');
        }
      });
    });
  }

  test(`${name} sends whoever is not signed in to sign in, from every page`, async ({ browser }) => {
    await signedIn(browser, null, async (request) => {
      for (const rule of pageRules(things)) {
        const answer = await request.get(`${addressOf(name)}${rule.path}`, { maxRedirects: 0 });
        expect.soft(await outcome(answer, rule), rule.path).toBe('sign in');
      }
    });
  });

  test(`${name} does no action for whoever is not signed in, nor for a page of another origin`, async ({ browser }) => {
    const origin = addressOf(name);
    const form = { '1_reason': 'replayed', 0: '[null,"$K1"]' };
    for (const role of [null, 'admin'] as const) {
      await signedIn(browser, role, async (request) => {
        for (const [action, id] of builtActions()) {
          if (actionRules[action] === 'anyone') continue;
          const from = role === null ? [origin] : ['http://evil.example', undefined];
          for (const sender of from) {
            const headers = { 'next-action': id, accept: 'text/x-component', ...(sender && { origin: sender }) };
            const answer = await request.post(`${origin}/settings`, { headers, multipart: form, maxRedirects: 0 });
            const text = await answer.text();
            const toSignIn = (answer.headers()['x-action-redirect'] ?? answer.headers().location ?? '').includes('/sign-in');
            const threw = /^\d+:E\{"digest"/m.test(text) && !text.includes('"code":');
            const refused = toSignIn || threw || answer.status() >= 400 || text.includes('"code":"unauthenticated"');
            expect.soft(refused, `${action} from ${sender}: ${answer.status()} ${text.slice(0, 200)}`).toBe(true);
          }
        }
      });
    }
  });

  for (const scope of keyScopes) {
    test(`${name} answers a key of the scope ${scope} exactly the calls of its rights`, async ({ request }) => {
      for (const rule of callRules(things)) {
        const headers = { ...bearer(scope), 'content-type': rule.type ?? 'application/json' };
        const data = rule.body === undefined ? undefined : typeof rule.body === 'string' ? rule.body : JSON.stringify(rule.body);
        const answer = await request.fetch(`${addressOf(name)}/api/v1${rule.path}`, { method: rule.method, headers, data });
        expect.soft(answer.status(), `${rule.method} ${rule.path}: ${(await answer.text()).slice(0, 200)}`).toBe(allows(scope, rule.needs) ? rule.answers : 403);
      }
    });
  }

  test(`${name} answers no call without a key, also to a signed-in admin, and no method that is not there`, async ({ browser }) => {
    await signedIn(browser, 'admin', async (request) => {
      for (const rule of callRules(things)) {
        const data = rule.body === undefined ? undefined : JSON.stringify(rule.body);
        const answer = await request.fetch(`${addressOf(name)}/api/v1${rule.path}`, { method: rule.method, headers: { 'content-type': rule.type ?? 'application/json' }, data });
        expect.soft(answer.status(), `${rule.method} ${rule.path}`).toBe(401);
      }
      const known = new Set(callRules(things).map(({ method, path }) => `${method} ${path}`));
      for (const path of new Set(callRules(things).map((rule) => rule.path))) {
        for (const method of methods.filter((one) => !known.has(`${one} ${path}`))) {
          expect.soft((await request.fetch(`${addressOf(name)}/api/v1${path}`, { method, headers: bearer('admin') })).status(), `${method} ${path}`).toBe(405);
        }
      }
    });
  });

  test(`${name} gives exact numbers to exactly those who may see them`, async ({ request }) => {
    for (const scope of keyScopes) {
      if (!can({ kind: 'key', id: 'e2e', scope }, 'uptake:read')) continue;
      const answer = await (await request.get(`${addressOf(name)}/api/v1/campaigns/${campaign}/uptake?by=region&as_of=2021-05-13T00:00:00%2B01:00`, { headers: bearer(scope) })).text();
      expect.soft(answer.includes('"suppressed":true'), scope).toBe(!rights[scope].includes('uptake:exact'));
    }
  });
}

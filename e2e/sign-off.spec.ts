import { execFileSync } from 'node:child_process';
import type { APIRequestContext, Page } from '@playwright/test';
import { enrol, signInAs } from '@/e2e/support/authenticator';
import { bearer, shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const campaign = {
  key: 'sign-off', title: 'Terms to sign off', zone: 'Europe/Dublin', mandatory: true, announced_at: '2026-01-05T09:00:00Z', areas: {},
  deadlines: [{ at: '2026-02-09T00:00:00Z', area: null, since: '2026-01-05T09:00:00Z', reason: 'first announcement', author: 'legal' }],
  notices: [{ id: 'terms-1', legal_nature: 'contract_terms', area: null, locale: 'en', published_at: '2026-01-05T09:00:00Z', text: 'The terms.', purposes: [] }],
};

/** A ready run, asked for by a key of legal. */
async function newRun(request: APIRequestContext, wanted: Record<string, unknown>): Promise<number> {
  const made = await request.post('/api/v1/reports', { headers: bearer('legal'), data: { language: 'en', ...wanted } });
  const { run } = await made.json();
  await expect.poll(async () => (await (await request.get(`/api/v1/reports/${run}`, { headers: bearer('legal') })).json()).status, { timeout: 120_000 }).toBe('ready');
  return run;
}

async function sign(page: Page, code: string, { countersign = false } = {}): Promise<void> {
  if (countersign) await page.getByRole('checkbox', { name: 'Legal is to countersign' }).check();
  await page.getByRole('region', { name: 'Sign-off' }).getByLabel('Code of your authenticator').first().fill(code);
  await page.getByRole('button', { name: /^(Sign|Countersign) this report$/ }).click();
}

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: shared.url });
  expect([201, 409]).toContain((await request.post('/api/v1/campaigns', { headers: bearer('legal'), data: campaign })).status());
  await request.dispose();
});

test('a DPO signs, legal countersigns, the report is superseded and withdrawn, and each page says so', async ({ stranger, as, request, axe }) => {
  test.setTimeout(300_000);
  const wanted = { type: 'campaign_uptake', campaign: campaign.key };
  const [run, later] = [await newRun(request, wanted), await newRun(request, wanted)];
  const [dpo, legal] = [await stranger(), await stranger()];
  await signInAs(dpo, 'signer@example.org', 'dpo');
  await dpo.goto(`/reports/${run}`);
  await expect(dpo.getByText('Signing needs an authenticator.').first()).toBeVisible();
  const { nextCode } = await enrol(dpo);
  await dpo.goto(`/reports/${run}`);
  await expect(dpo.getByText(`A newer report of the same type and scope is ready: number ${later}.`)).toBeVisible();
  await sign(dpo, '000000', { countersign: true });
  await expect(dpo.getByRole('alert').filter({ hasText: 'This code is not right.' })).toBeVisible();
  await axe(dpo);
  await sign(dpo, await nextCode(), { countersign: true });
  await expect(dpo.getByText('Signed, countersignature awaited.')).toBeVisible();
  await expect(dpo.getByText(/^Signed by signer@example\.org on|^Signed by /)).toBeVisible();

  await signInAs(legal, 'counter@example.org', 'legal');
  const counter = await enrol(legal);
  await legal.goto(`/reports/${run}`);
  await sign(legal, await counter.nextCode());
  await expect(legal.getByText(/^Countersigned by /)).toBeVisible();
  await axe(legal);
  await legal.goto('/reports');
  await expect(legal.getByRole('row').filter({ has: legal.getByRole('link', { name: `Report ${run}`, exact: true }) })).toContainText('Signed and countersigned');

  await dpo.goto(`/reports/${run}`);
  await dpo.getByText('Supersede or withdraw this report').click();
  const supersede = dpo.locator('section').filter({ has: dpo.getByRole('heading', { name: 'Supersede', exact: true }) }).last();
  await supersede.getByLabel('Reason').fill('A later state is known.');
  await supersede.getByLabel('Code of your authenticator').fill(await nextCode());
  await supersede.getByRole('button', { name: 'Supersede' }).click();
  await expect(dpo.getByRole('link', { name: `Superseded by report ${later}` })).toBeVisible();
  await axe(dpo);
  await dpo.getByRole('link', { name: `Superseded by report ${later}` }).click();
  await expect(dpo.getByRole('link', { name: `This report takes the place of report ${run}, which was superseded.` })).toBeVisible();
  await dpo.goto(`/reports/${run}`);
  await dpo.getByText('Supersede or withdraw this report').click();
  await dpo.getByLabel('Reason').fill('It counted a batch that was withdrawn.');
  await dpo.getByLabel('Code of your authenticator').fill(await nextCode());
  await dpo.getByRole('button', { name: 'Withdraw' }).click();
  await expect(dpo.getByRole('note').filter({ hasText: 'It counted a batch that was withdrawn.' })).toBeVisible();
  const manager = await as('auditor');
  await manager.goto(`/reports/${run}`);
  await expect(manager.getByRole('note').filter({ hasText: 'Withdrawn' })).toBeVisible();
});

test('an open blocker forbids signing: the page names it and offers no form', async ({ as, request, axe }) => {
  test.setTimeout(180_000);
  const run = await newRun(request, { type: 'article_30_record' });
  const dpo = await as('dpo');
  await dpo.goto(`/reports/${run}`);
  await expect(dpo.getByRole('heading', { name: 'Open blockers forbid signing' })).toBeVisible();
  await expect(dpo.getByRole('button', { name: 'Sign this report' })).toHaveCount(0);
  await axe(dpo);
});

test('a link shows an outsider one report behind a password, counts, and ends when it is revoked', async ({ as, stranger, request, axe, complaints }) => {
  test.setTimeout(180_000);
  complaints.allow(/status of 404/);
  const run = await newRun(request, { type: 'campaign_uptake', campaign: campaign.key });
  const legal = await as('legal');
  await legal.goto(`/reports/${run}`);
  const links = legal.getByRole('region', { name: 'Links for readers outside' });
  await links.getByLabel('For whom').fill('The supervisory authority');
  await links.getByLabel('Valid for days').fill('7');
  await links.getByLabel('Password (optional)').fill('short');
  await links.getByRole('button', { name: 'Make a link' }).click();
  await expect(links.getByRole('alert').filter({ hasText: 'Use at least 10 characters.' })).toBeVisible();
  await links.getByLabel('Password (optional)').fill('agreed by telephone');
  await links.getByLabel('Downloads at most (optional)').fill('2');
  await links.getByRole('button', { name: 'Make a link' }).click();
  const shown = links.getByRole('alert').filter({ hasText: 'Link for The supervisory authority' });
  await expect(shown).toBeVisible();
  await axe(legal);
  const address = ((await shown.locator('pre').textContent()) ?? '').trim();
  expect(new URL(address).pathname).toMatch(/^\/shared\/[\w-]{43}$/);

  const outsider = await stranger({ colorScheme: 'dark' });
  const answer = await outsider.goto(address);
  expect(answer?.headers()).toMatchObject({ 'x-robots-tag': expect.stringContaining('noindex'), 'referrer-policy': 'same-origin', 'cache-control': expect.stringContaining('no-store') });
  await expect(outsider.getByText('report.pdf')).toHaveCount(0);
  await axe(outsider);
  await outsider.getByLabel('Password').fill('a guess that is wrong');
  await outsider.getByRole('button', { name: 'Open the report' }).click();
  await expect(outsider.getByRole('alert').filter({ hasText: 'This is not the password of the link.' })).toBeVisible();
  await outsider.getByLabel('Password').fill('agreed by telephone');
  await outsider.getByRole('button', { name: 'Open the report' }).click();
  await expect(outsider.getByRole('heading', { level: 1, name: `Report ${run}` })).toBeVisible();
  await expect(outsider.getByText('Downloads left: 2.')).toBeVisible();
  await expect(outsider.getByRole('link').filter({ hasText: /signed|sign in|Noticeboard/i })).toHaveCount(0);
  await axe(outsider);
  const [download] = await Promise.all([outsider.waitForEvent('download'), outsider.getByRole('link', { name: /\.json$/ }).first().click()]);
  expect(download.suggestedFilename()).toContain(`noticeboard-${run}-`);
  const [whole] = await Promise.all([outsider.waitForEvent('download'), outsider.getByRole('link', { name: `Download report-${run}.zip` }).click()]);
  expect(execFileSync(process.execPath, ['domain/evidence/verify.mjs', await whole.path()], { encoding: 'utf8' })).toContain('Valid: report');
  const without = await request.get(`${new URL(address).pathname}/files/report.json`);
  expect(without.status()).toBe(404);

  await legal.reload();
  await expect(links.getByRole('row').filter({ hasText: 'The supervisory authority' })).toContainText('2 of 2');
  await links.getByRole('button', { name: 'Revoke the link for The supervisory authority' }).click();
  await expect(links.getByText('Revoked')).toBeVisible();
  await outsider.reload();
  await expect(outsider.getByRole('heading', { name: 'This link is not valid' })).toBeVisible();
  await axe(outsider);
});

test('what an auditor reads and takes away is in the log, one entry a page, and the auditor sees that', async ({ stranger, request }) => {
  test.setTimeout(180_000);
  const run = await newRun(request, { type: 'campaign_uptake', campaign: campaign.key });
  const page = await stranger();
  await signInAs(page, 'reader@example.org', 'auditor');
  for (let n = 0; n < 3; n += 1) await page.goto(`/reports/${run}`);
  await Promise.all([page.waitForEvent('download'), page.getByRole('table', { name: 'Files' }).getByRole('link', { name: /\.json$/ }).first().click()]);
  await page.goto('/evidence?action=evidence.view');
  const mine = page.getByRole('listitem').filter({ hasText: `/reports/${run}` });
  await expect(mine).toHaveCount(2);
  await expect(page.getByRole('listitem').filter({ hasText: 'Page /evidence' }).first()).toBeVisible();
});

test('the account page while enrolling and the shared page fit a telephone in German, and axe finds nothing', async ({ stranger, as, request, axe }) => {
  test.setTimeout(180_000);
  const small = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const fits = async (page: Page) => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), page.url()).toBeLessThanOrEqual(0);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await axe(page);
  };
  const german = { name: 'noticeboard.language', value: 'de', url: shared.url };
  const person = await stranger(small);
  await signInAs(person, 'klein@example.org', 'dpo');
  await person.context().addCookies([german]);
  await person.goto('/settings/account');
  await person.getByRole('button', { name: 'Authenticator-App einrichten' }).click();
  await expect(person.getByRole('img', { name: /QR-Code/ })).toBeVisible();
  await fits(person);
  const run = await newRun(request, { type: 'campaign_uptake', campaign: campaign.key });
  const legal = await as('legal', small);
  await legal.context().addCookies([german]);
  await legal.goto(`/reports/${run}`);
  await legal.getByLabel('Für wen').fill('Behörde');
  await legal.getByRole('button', { name: 'Link erstellen' }).click();
  const address = ((await legal.getByRole('alert').locator('pre').textContent()) ?? '').trim();
  await fits(legal);
  const outsider = await stranger(small);
  await outsider.context().addCookies([german]);
  await outsider.goto(address);
  await fits(outsider);
  await outsider.getByRole('button', { name: 'Bericht öffnen' }).click();
  await expect(outsider.getByRole('heading', { name: 'So prüfen Sie ihn' })).toBeVisible();
  await fits(outsider);
});

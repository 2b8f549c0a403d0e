import { createHash } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { campaignFile } from '@/db/testing/campaigns';
import { bearer, shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const event = (n: number, given: Record<string, string> = {}) => ({ id: `event-${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: '2026-01-06T12:00:00Z', region: 'DE', platform: 'android', channel: 'in_app', ...given });
const ndjson = (list: unknown[]) => list.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

async function newCampaign(request: APIRequestContext): Promise<string> {
  const file = campaignFile();
  const made = await request.post('/api/v1/campaigns', { headers: bearer('admin'), data: file });
  expect(made.status(), await made.text()).toBe(201);
  return file.key;
}

async function send(request: APIRequestContext, campaign: string, lines: unknown[]): Promise<string> {
  const answer = await request.post(`/api/v1/campaigns/${campaign}/events`, { headers: { ...bearer('ingest'), 'content-type': 'application/x-ndjson' }, data: Buffer.from(ndjson(lines)) });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).batch;
}

const accepted = async (request: APIRequestContext, campaign: string): Promise<number> => (await (await request.get(`/api/v1/campaigns/${campaign}/uptake`, { headers: bearer('dpo') })).json()).counts.accepted;
const factOf = (page: Page, section: string, term: string) => page.getByRole('region', { name: section }).locator('dt', { hasText: term }).locator('+ dd');
const summaryOf = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) });

test('a DPO finds the batch that went wrong, withdraws it with a reason, and the counts are those of the others', async ({ as, axe, request }) => {
  const campaign = await newCampaign(request);
  const wrong = await send(request, campaign, [event(1), event(2), event(3), event(3), 'oops']);
  await send(request, campaign, [event(3), event(4)]);
  expect(await accepted(request, campaign)).toBe(4);

  const page = await as('dpo');
  await page.goto(`/campaigns/${campaign}`);
  await page.getByRole('link', { name: 'Batches', exact: true }).last().click();
  await expect(page).toHaveURL(new RegExp(`/batches\\?campaign=${campaign}$`));
  const rows = page.getByRole('table', { name: 'Batches of events' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await page.getByRole('link', { name: 'Received' }).click();
  await expect(page).toHaveURL(/sort=received/);
  await expect(page.getByRole('columnheader', { name: 'Received' })).toHaveAttribute('aria-sort', /scending/);
  await page.goto(`/batches?campaign=${campaign}&sort=received&dir=desc`);
  await expect(rows.nth(1).getByRole('cell').nth(3)).toHaveText('5');
  await rows.nth(1).getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/batches/${wrong}$`));

  await expect(page.getByRole('heading', { level: 1, name: /^Batch \d+$/ })).toBeVisible();
  await expect(factOf(page, 'What it held', 'New: stored')).toHaveText('60.0% (3 of 5)');
  await expect(factOf(page, 'What it held', 'Rejected')).toHaveText('20.0% (1 of 5)');
  await expect(factOf(page, 'Where it came from', 'Source')).toContainText('API key “');
  await expect(factOf(page, 'Where it came from', 'SHA-256')).toHaveText(createHash('sha256').update(ndjson([event(1), event(2), event(3), event(3), 'oops'])).digest('hex'));
  await expect(page.getByText('Events that would leave the counts now: exactly 2. Events that would stay since another batch holds them too: 1.')).toBeVisible();
  await axe(page);

  const submit = page.getByRole('button', { name: 'Withdraw the batch' });
  await submit.click();
  await expect(summaryOf(page)).toBeFocused();
  await expect(page.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Reason').fill('The file of last year was sent');
  await submit.click();
  await expect(summaryOf(page).getByRole('link')).toHaveText(['Tick the box if you are sure.']);
  await expect(page.getByLabel('Reason')).toHaveValue('The file of last year was sent');
  await axe(page);
  expect(await accepted(request, campaign)).toBe(4);
  await page.getByLabel('I have checked that this whole batch is wrong').check();
  await submit.click();

  await expect(page.getByRole('status').filter({ hasText: 'The batch is withdrawn.' })).toBeVisible();
  await expect(factOf(page, 'Withdrawal', 'Left the counts')).toHaveText('2 events');
  await expect(factOf(page, 'Withdrawal', 'Stayed')).toHaveText('1 event');
  await expect(factOf(page, 'Withdrawal', 'Reason')).toHaveText('The file of last year was sent');
  await expect(submit).toHaveCount(0);
  await axe(page);
  expect(await accepted(request, campaign)).toBe(2);

  await page.getByRole('link', { name: 'Entries in evidence' }).click();
  const entries = page.getByRole('list', { name: 'Log entries, newest first' }).getByRole('listitem');
  // The worker may seal its events before or after.
  await expect(entries.filter({ hasText: 'Batch of events closed' })).toHaveCount(1);
  await expect(entries.filter({ hasText: 'Batch of events withdrawn' })).toHaveCount(1);
  expect(await page.content()).not.toContain('The file of last year was sent');
  await page.goto(`/batches?campaign=${campaign}&status=withdrawn`);
  await expect(rows).toHaveCount(2);
});

test('the rejected events of a batch are shown by line, the first hundred, and all of them are in the file', async ({ as, axe, request }) => {
  const campaign = await newCampaign(request);
  const batch = await send(request, campaign, [event(1), ...Array.from({ length: 130 }, (_, n) => ({ ...event(n + 2), region: `Secretland ${n}` }))]);
  const page = await as('auditor');
  await page.goto(`/batches/${batch}`);
  const rows = page.getByRole('table', { name: 'Rejected events' }).getByRole('row');
  await expect(rows).toHaveCount(101);
  await expect(rows.nth(1)).toContainText('region');
  await expect(page.getByText('The first 100 of 130.')).toBeVisible();
  expect(await page.content()).not.toContain('Secretland');
  await expect(page.getByRole('button', { name: 'Withdraw the batch' })).toHaveCount(0);
  await axe(page);
  const file = await page.request.get(`/batches/${batch}/errors.csv`);
  const lines = (await file.text()).replace(/^\uFEFF/, '').trim().split('\r\n');
  expect(lines).toHaveLength(131);
  expect(lines[0]).toBe('line,field,code,message');
  expect(lines.join()).not.toContain('Secretland');
});

test('over the API a batch is withdrawn once, with a reason, by who may', async ({ request }) => {
  const campaign = await newCampaign(request);
  const batch = await send(request, campaign, [event(1), event(2)]);
  const withdraw = (scope: 'dpo' | 'admin', data: unknown) => request.post(`/api/v1/batches/${batch}/withdraw`, { headers: bearer(scope), data });
  expect((await withdraw('admin', { reason: 'wrong' })).status()).toBe(403);
  const unreasoned = await withdraw('dpo', { reason: ' ' });
  expect([unreasoned.status(), (await unreasoned.json()).fields]).toEqual([400, [{ field: 'reason', message: 'required' }]]);
  const done = await withdraw('dpo', { reason: 'wrong' });
  expect(done.status()).toBe(200);
  expect(await done.json()).toMatchObject({ batch, campaign, status: 'withdrawn', received: 2, stored: 2, withdrawn: { reason: 'wrong', events_left: 2, events_kept: 0 } });
  expect(await accepted(request, campaign)).toBe(0);
  const again = await withdraw('dpo', { reason: 'wrong' });
  expect([again.status(), (await again.json()).code]).toEqual([409, 'batch_withdrawn']);
  const listed = await (await request.get(`/api/v1/batches?campaign=${campaign}&status=withdrawn`, { headers: bearer('auditor') })).json();
  expect(listed).toMatchObject({ total: 1, page: 1, batches: [{ batch, opened_at: expect.any(String), seconds: expect.any(Number) }] });
  expect((await request.get('/api/v1/batches?status=gone', { headers: bearer('auditor') })).status()).toBe(400);
});

test('a batch is listed, shown and withdrawn on the command line by its number', async ({ request }) => {
  const campaign = await newCampaign(request);
  await send(request, campaign, [event(1)]);
  const { batches: [listed] } = JSON.parse(await shared.cli('batch', 'list', '--campaign', campaign, '--json'));
  expect(await shared.cli('batch', 'withdraw', String(listed.number), '--reason', 'wrong')).toBe(`Batch ${listed.number} is withdrawn: 1 events left, 0 stay since another batch holds them.\n`);
  expect(JSON.parse(await shared.cli('batch', 'show', listed.batch))).toMatchObject({ status: 'withdrawn', withdrawn: { by: 'cli' } });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`list and batch fit a telephone in German, and axe finds nothing, in ${colorScheme}`, async ({ as, axe, request }) => {
    const campaign = await newCampaign(request);
    const batch = await send(request, campaign, [event(1), 'oops']);
    const page = await as('dpo', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme });
    await page.context().addCookies([{ name: 'noticeboard.language', value: 'de', url: shared.url }]);
    for (const path of [`/batches?campaign=${campaign}`, `/batches/${batch}`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: /^Lieferung/ })).toBeVisible();
      const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
      expect(content, `width of ${path}`).toBeLessThanOrEqual(window);
      await axe(page);
    }
  });
}

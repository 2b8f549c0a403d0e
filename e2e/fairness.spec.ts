import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { bearer, campaign } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const address = `/campaigns/${campaign}/fairness`;
const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** A table as texts, the header row first. */
const textsOf = (given: Locator): Promise<string[][]> => given.evaluate((element) => [...element.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim())));
const numberIn = (text: string | undefined): number => Number((text ?? '').split(' (')[0]?.replaceAll(',', ''));

test('the DPO sees accepting and declining side by side, and what the rules say of it', async ({ as, axe }) => {
  const page = await as('dpo');
  await page.goto(`/campaigns/${campaign}`);
  await page.getByRole('link', { name: 'Choice fairness' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Choice fairness' })).toBeVisible();
  const steps = await textsOf(part(page, 'Steps and prominence').getByRole('table'));
  expect(steps).toContainEqual(['agree-only', 'iOS, Everywhere', '1 step, Filled button', 'not offered', 'neither', 'harder than accepting']);
  expect(steps).toContainEqual(['agree-or-not-now', 'Every platform, Everywhere', '1 step, Filled button', 'not offered', 'can be closed, can be put off', 'harder than accepting']);
  await expect(async () => {
    await page.reload();
    const said = part(page, 'What the rules say of it');
    await expect(said.getByRole('link', { name: 'With “agree-or-not-now” refusing is harder than accepting: there is no way to decline.' })).toBeVisible({ timeout: 2_000 });
    await expect(said.getByText(/were asked again after refusing|were prompted more than/).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await axe(page);
});

test('every number of the page has its denominator, and the download holds the same numbers', async ({ as }) => {
  const page = await as('dpo');
  await page.goto(address);
  const [head = [], ...rows] = await textsOf(part(page, 'Prompts per person before an answer').getByRole('table'));
  for (const row of rows) {
    const [parts, total] = [row.slice(1, -1).map(numberIn), numberIn(row.at(-1))];
    expect(parts.reduce((sum, n) => sum + n, 0), row[0]).toBe(total);
    for (const cell of row.slice(1, -1)) expect(cell).toMatch(/^[\d,]+ \(\d+\.\d%\)$/);
  }
  expect(head.slice(1, -1)).toEqual(['0', '1', '2', '3', '4', '5 or more']);
  const times = await textsOf(part(page, 'Time from display to accepting').getByRole('table'));
  const csv = await (await page.request.get(`${address}.csv`)).text();
  for (const row of times.slice(1)) {
    const form = row[0] === 'Without a name' ? '' : row[0];
    const told = csv.split('\r\n').filter((line) => line.startsWith(`${form},seconds_to_accept_under,`)).map((line) => Number(line.split(',')[3]));
    expect(told).toEqual(row.slice(1, -1).map(numberIn));
  }
  expect(csv.split('\r\n')[1]).toMatch(/,yes$/);
});

test('a manager gets no number below ten and none that shows one person’s step', async ({ as }) => {
  const page = await as('manager');
  await page.goto(address);
  await expect(page.getByText('Numbers below 10 are withheld, others are rounded down to multiples of 10.')).toBeVisible();
  for (const name of ['How people were asked', 'Prompts per person before an answer', 'Prompts per person after an answer', 'Time from display to accepting']) {
    for (const row of (await textsOf(part(page, name).getByRole('table'))).slice(1)) {
      for (const cell of row.slice(1)) if (cell !== 'withheld') expect(numberIn(cell) % 10, `${name}: ${cell}`).toBe(0);
    }
  }
  const csv = await (await page.request.get(`${address}.csv`)).text();
  for (const line of csv.trim().split('\r\n').slice(1)) expect(line.split(',')[3]).toMatch(/^(suppressed|\d*0)$/);
  expect(csv).toContain('suppressed');
  await page.goto(`/campaigns/${campaign}/conduct`);
  await expect(page.getByRole('heading', { level: 1, name: 'How the campaign is conducted' })).toBeVisible();
  await expect(page.getByText('Record one')).toHaveCount(0);
});

test('what the campaign says of itself raises what the authorities found', async ({ as, request }) => {
  await expect(async () => {
    const found: { findings: { rule: string; about?: string; severity: string }[] } = await (await request.get(`/api/v1/findings?object=campaign&id=${campaign}&size=100`, { headers: bearer('dpo') })).json();
    for (const rule of ['CAM-03', 'CAM-05', 'CAM-06', 'CAM-07']) expect(found.findings.map((one) => one.rule)).toContain(rule);
  }).toPass({ timeout: 60_000 });
  const page = await as('dpo');
  await page.goto(`/findings?object=campaign&size=100`);
  for (const sentence of [/refusing is harder than accepting/, /changed along the way: 4 different statements/, /acknowledgement rate, not a consent rate/, /had been told another deadline before it moved to 15 May 2021/]) await expect(page.getByText(sentence).first()).toBeVisible();
  await expect(page.getByText(/fell 33 days after the announcement/)).toHaveCount(0);
});

test('a form that makes refusing harder is recorded, found at once, mended, and resolved', async ({ as, request, axe }) => {
  const key = `fair-${randomBytes(4).toString('hex')}`;
  const made = await request.post('/api/v1/campaigns', {
    headers: bearer('dpo'),
    data: { key, title: 'Fair terms', zone: 'Europe/Berlin', mandatory: false, announced_at: '2026-01-05T09:00:00+01:00', deadlines: [{ at: '2026-03-01T00:00:00+01:00', area: null, since: '2026-01-05T09:00:00+01:00', reason: 'first', author: 'legal' }] },
  });
  expect(made.status()).toBe(201);
  const page = await as('legal');
  await page.goto(`/campaigns/${key}/conduct`);
  const forms = part(page, 'Forms of the prompt');
  await forms.getByText('Record one', { exact: true }).click();
  await forms.getByRole('button', { name: 'Record the entry' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText('Fill this in.');
  await expect(forms.getByLabel('Name of the form')).toHaveAttribute('aria-invalid', 'true');
  await axe(page);

  const record = async (decline: string) => {
    await forms.getByLabel('Name of the form').fill('two-buttons');
    await forms.getByLabel('Steps to accept').fill('1');
    await forms.getByLabel('How much accepting stands out').selectOption({ label: 'Filled button' });
    await forms.getByLabel('Steps to decline').fill(decline);
    await forms.getByLabel('How much declining stands out').selectOption({ label: 'Filled button' });
    await forms.getByLabel('It can be closed').check();
    await forms.getByRole('button', { name: 'Record the entry' }).click();
    await expect(forms.getByText('It is recorded. Earlier entries stay.')).toBeVisible();
  };
  await record('3');
  await page.goto(`/campaigns/${key}/fairness`);
  const said = part(page, 'What the rules say of it');
  await said.getByRole('link', { name: /declining takes 3 steps, accepting 1/ }).click();
  await page.getByRole('link', { name: /Forms of the prompt/ }).click();
  await expect(page).toHaveURL(/conduct#variant$/);
  await forms.getByText('Record one', { exact: true }).click();
  await record('1');
  await expect(forms.getByText('no longer in force')).toBeVisible();
  await page.goto(`/campaigns/${key}/fairness`);
  await expect(said.getByText('None of the three rules has found anything.')).toBeVisible();
  await expect(part(page, 'Steps and prominence').getByText('as easy as accepting')).toBeVisible();
});

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { campaign } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

type Downloaded = { name: string; file: string; bytes: Buffer };

const hasProgram = (name: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`]);
    return true;
  } catch {
    return false;
  }
};

async function askFor(page: Page, type: string): Promise<void> {
  await page.goto('/reports');
  const form = page.getByRole('region', { name: 'Ask for a report' });
  await form.getByLabel('Report', { exact: true }).selectOption({ label: type });
  await form.getByLabel('Campaign', { exact: true }).selectOption(campaign);
  await form.getByRole('button', { name: 'Make the report' }).click();
  await expect(page).toHaveURL(/\/reports\/\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: type })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Files' })).toBeVisible({ timeout: 90_000 });
}

/** Every file of the run, each checked against the SHA-256 that stands beside it. */
async function downloadAll(page: Page): Promise<Map<string, Downloaded>> {
  const files = new Map<string, Downloaded>();
  const rows = page.getByRole('table', { name: 'Files' }).getByRole('row').filter({ has: page.getByRole('link') });
  for (const row of await rows.all()) {
    const link = row.getByRole('link');
    const name = (await link.textContent()) ?? '';
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const file = await download.path();
    const bytes = readFileSync(file);
    expect(await row.getByRole('cell').last().textContent(), name).toBe(createHash('sha256').update(bytes).digest('hex'));
    files.set(name, { name, file, bytes });
  }
  return files;
}

const ofFormat = (files: Map<string, Downloaded>, format: string): Downloaded[] => [...files.values()].filter(({ name }) => name.endsWith(`.${format}`));

function expectFormats(files: Map<string, Downloaded>): void {
  expect([...new Set([...files.keys()].map((name) => name.split('.').at(-1)))].sort()).toEqual(expect.arrayContaining(['csv', 'json', 'pdf', 'xlsx']));
  for (const { bytes, file } of ofFormat(files, 'pdf')) {
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    if (hasProgram('pdftotext')) expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })).toMatch(/Illustrative/i);
  }
  for (const { bytes } of ofFormat(files, 'json')) expect(JSON.stringify(JSON.parse(bytes.toString('utf8')))).toMatch(/illustrative/i);
  for (const { bytes, name } of ofFormat(files, 'csv')) expect(bytes.toString('utf8'), name).toMatch(/illustrative/i);
  for (const { bytes, file } of ofFormat(files, 'xlsx')) {
    expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK');
    if (hasProgram('unzip')) expect(execFileSync('unzip', ['-p', file], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })).toMatch(/Illustrative/i);
  }
}

for (const type of ['Campaign report', 'Record of processing activities (Article 30 GDPR)']) {
  test(`legal asks for the ${type}, waits for it and downloads it in four formats`, async ({ as, axe }) => {
    test.setTimeout(180_000);
    const page = await as('legal');
    await askFor(page, type);
    await expect(page.getByRole('note').filter({ hasText: 'Illustrative' })).toBeVisible();
    await expect(page.getByRole('definition').filter({ hasText: /^[0-9a-f]{64}$/ })).toBeVisible();
    await axe(page);
    expectFormats(await downloadAll(page));
  });
}

test('a manager sees no report with exact numbers, also not by its address', async ({ as, complaints }) => {
  test.setTimeout(180_000);
  complaints.allow(/status of 404/);
  const legal = await as('legal');
  await askFor(legal, 'Campaign report');
  const address = new URL(legal.url()).pathname;
  const manager = await as('manager');
  await manager.goto(address);
  await expect(manager.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await manager.goto('/reports');
  await expect(manager.getByRole('link', { name: `Report ${address.split('/').at(-1)}`, exact: true })).toHaveCount(0);
});

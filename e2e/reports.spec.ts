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

/** Through every step of the builder, by its forms alone; `fill` answers what a step asks for besides what stands in it. */
async function askFor(page: Page, type: string, fill: (page: Page) => Promise<void> = async () => undefined): Promise<void> {
  await page.goto('/reports');
  await page.getByRole('link', { name: 'Ask for a report' }).click();
  await page.getByRole('radio', { name: type, exact: true }).check();
  for (let step = 0; step < 6 && !(await page.getByRole('heading', { name: 'Check and run' }).isVisible()); step += 1) {
    await fill(page);
    const here = page.url();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL((url) => url.href !== here);
  }
  await page.getByRole('button', { name: 'Make the report' }).click();
  await expect(page).toHaveURL(/\/reports\/\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: type })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Files' })).toBeVisible({ timeout: 90_000 });
}

/** Other journeys make campaigns beside it. */
async function ofTheFoundingCase(page: Page): Promise<void> {
  const choice = page.getByLabel('Campaign', { exact: true });
  if (await choice.isVisible()) await choice.selectOption(campaign);
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
    await askFor(page, type, ofTheFoundingCase);
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
  await askFor(legal, 'Campaign report', ofTheFoundingCase);
  const address = new URL(legal.url()).pathname;
  const manager = await as('manager');
  await manager.goto(address);
  await expect(manager.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await manager.goto('/reports');
  await expect(manager.getByRole('link', { name: `Report ${address.split('/').at(-1)}`, exact: true })).toHaveCount(0);
});

test('the builder works without scripts, spells out the bounds of a period and says what is missing', async ({ as, browser }) => {
  const signedIn = await as('dpo');
  await signedIn.goto('/reports');
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await signedIn.context().storageState(), baseURL: new URL(signedIn.url()).origin });
  const page = await context.newPage();
  await page.goto('/reports/new?step=check&type=dpo_periodic');
  await expect(page.getByRole('alert')).toContainText('Say on which day the period begins.');
  await page.getByLabel('From the beginning of day').fill('2021-01-01');
  await page.getByLabel('To the end of day').fill('2021-03-31');
  await page.getByLabel('Time zone').selectOption('Europe/Dublin');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Language of the report').selectOption('de');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('from 1 Jan 2021, 00:00 Europe/Dublin (included) to 31 Mar 2021, 24:00 Europe/Dublin (not included)')).toBeVisible();
  await page.getByRole('button', { name: 'Make the report' }).click();
  await expect(page).toHaveURL(/\/reports\/\d+$/);
  await context.close();
});

test('columns are chosen, ordered and named, kept as a preset, made regularly, and all of it undone', async ({ as, axe }) => {
  test.setTimeout(120_000);
  const page = await as('dpo');
  await page.goto('/reports/new?step=columns&type=article_30_record');
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  await page.getByRole('checkbox', { name: 'Purpose key' }).check();
  await page.getByRole('checkbox', { name: 'Lawful basis' }).check();
  await page.getByLabel('Place of Lawful basis').fill('1');
  await page.getByLabel('Place of Purpose key').fill('2');
  await page.getByLabel('Label of Purpose key').fill('Purpose');
  await axe(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Lawful basis, Purpose', { exact: true })).toBeVisible();
  const preset = page.getByRole('region', { name: 'Keep this for next time' });
  await preset.getByLabel('Name').fill('Short record');
  await preset.getByRole('button').click();
  await expect(preset.getByText('The preset is kept.')).toBeVisible();
  const schedule = page.getByRole('region', { name: 'Make it regularly' });
  await schedule.getByLabel('Name').fill('Each Monday');
  await schedule.getByLabel('How often').selectOption('weekly');
  await schedule.getByRole('button').click();
  await expect(schedule.getByText('The schedule is set up.')).toBeVisible();
  await axe(page);
  await page.goto('/reports');
  await axe(page);
  await page.getByRole('link', { name: 'Short record' }).click();
  await expect(page).toHaveURL(/columns=basis%2Ckey%7EPurpose/);
  await page.goto('/reports/schedules');
  await axe(page);
  await page.getByRole('row', { name: /Each Monday/ }).getByRole('button', { name: 'End' }).click();
  await expect(page.getByRole('row', { name: /Each Monday.*Ended/ })).toBeVisible();
  await page.goto('/reports');
  await page.getByRole('region', { name: 'Presets' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('region', { name: 'Presets' })).toHaveCount(0);
});

test('a report about one person takes the identifier once, and never into an address', async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as('legal');
  const seen: string[] = [];
  page.on('request', (request) => seen.push(request.url()));
  await page.goto(`/reports/new?step=check&type=subject_evidence&campaign=${campaign}`);
  await page.getByLabel('Identifier of the person').fill('subject-1');
  await page.getByRole('button', { name: 'Make the report' }).click();
  await expect(page.getByRole('heading', { name: 'Files' })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/^s_[0-9a-f]{64}$/)).toBeVisible();
  expect(seen.some((url) => url.includes('subject-1'))).toBe(false);
});

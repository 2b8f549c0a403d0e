import { bearer } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const csv = (rows: string[]) => ({ name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(['key,title,owner,Lawful basis,Jurisdiction', ...rows].join('\n')) });

test('a file is previewed cell by cell, refused while one is wrong, and taken in once it is right', async ({ as, axe, request }) => {
  const page = await as('dpo');
  await page.goto('/purposes/import');
  await page.getByLabel('File', { exact: true }).setInputFiles(csv(['IMP-1,Send invoices,Finance,contarct,DE', 'IMP-2,,Finance,contract,DE']));
  await page.getByLabel('Reason').fill('Taken over from the old list');
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(page.getByText('2 cells are wrong.')).toBeVisible();
  const wrong = page.getByRole('table', { name: 'There is a problem' }).getByRole('row');
  await expect(wrong.nth(1)).toContainText('contract');
  await expect(wrong.nth(2)).toContainText('Fill this in.');
  await axe(page);
  await page.getByLabel('File', { exact: true }).setInputFiles(csv(['IMP-1,Send invoices,Finance,contract,DE', 'IMP-2,Remind,Finance,contract,DE']));
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(page.getByText('Nothing is wrong. Nothing is stored yet.')).toBeVisible();
  expect((await request.get('/api/v1/purposes/IMP-1', { headers: bearer('dpo') })).status()).toBe(404);
  await page.getByRole('button', { name: 'Import all of it' }).click();
  await expect(page.getByText('Stored: 2 new, 0 changed.')).toBeVisible();
  const { versions } = await (await request.get('/api/v1/purposes/IMP-2', { headers: bearer('dpo') })).json();
  expect(versions[0]).toMatchObject({ version: 1, reason: 'Taken over from the old list', record: { title: 'Remind' } });
});

test('the register leaves as JSON, JSON-LD, workbook and in the authorities’ layouts', async ({ as, axe }) => {
  const page = await as('auditor');
  await page.goto('/purposes/export');
  await axe(page);
  const kinds = { 'format=json': 'application/json', 'format=jsonld': 'application/ld+json', 'format=xlsx&layout=ico': 'spreadsheetml', 'format=csv&layout=cnil': 'text/csv' };
  for (const [query, type] of Object.entries(kinds)) {
    const answer = await page.request.get(`/purposes/export/file?${query}`);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toContain(type);
  }
});

test('the transparency table of the European Region shows its holes, is kept with a notice and leaves as HTML and DOCX', async ({ as, axe }) => {
  test.slow();
  const page = await as('dpo');
  await page.goto('/purposes/table?jurisdiction=european_region');
  const table = page.getByRole('table', { name: 'Transparency table: European Region' });
  await expect(table.getByRole('row').nth(12)).toBeVisible();
  await expect(table.getByText('Not said which of these serve this purpose.').first()).toBeVisible();
  await expect(table.getByText('No basis is stated.').first()).toBeVisible();
  await axe(page);
  await page.getByLabel('Notice', { exact: true }).selectOption({ index: 0 });
  await page.getByRole('button', { name: 'Keep this table' }).click();
  await expect(page.getByText('The table is kept.')).toBeVisible();
  await expect(page.getByText(/SHA-256 [0-9a-f]{16}/)).toBeVisible();
  for (const [format, start] of [['html', '<!doctype'], ['docx', 'PK']]) {
    const answer = await page.request.get(`/purposes/table/file?jurisdiction=european_region&format=${format}`);
    expect(answer.status()).toBe(200);
    expect((await answer.body()).toString('latin1', 0, 9)).toMatch(new RegExp(`^${start}`));
  }
});

test('the matrix and the coverage of a notice list what is orphaned either way; a passage is linked', async ({ as, axe }) => {
  test.slow();
  const page = await as('dpo');
  await page.goto('/purposes/matrix?jurisdiction=european_region');
  await expect(page.getByRole('region', { name: 'Shared, but no purpose with a basis claims it' }).getByText('IP address')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Purposes no data category is linked to' }).getByRole('link', { name: 'FC-10' })).toBeVisible();
  await axe(page);
  await page.goto('/purposes/coverage?notice=whatsapp-2021%20terms-2021-elsewhere-en');
  await expect(page.getByRole('region', { name: 'Purposes no passage speaks of' }).getByRole('link', { name: 'FC-01' })).toBeVisible();
  await page.getByText('Link passage 4').click();
  await page.locator('#passage-4').getByLabel('Purpose').selectOption('FC-12');
  await axe(page);
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unlink: FC-12' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Purposes no passage speaks of' }).getByRole('link', { name: 'FC-12' })).toHaveCount(0);
});

test('a pasted text becomes proposals with their sentences; what is taken becomes drafts', async ({ as, axe, request }) => {
  const page = await as('legal');
  await page.goto('/purposes/text');
  await page.getByLabel('Text', { exact: true }).fill('We use your e-mail address to send a newsletter. We fight fraud. Data are shared with Mailer Inc for this.');
  await page.getByRole('button', { name: 'Find what it names' }).click();
  await expect(page.getByText('Fraud prevention and detection')).toBeVisible();
  await axe(page);
  await page.getByLabel('Purpose 3, In words').fill('Fight fraud in the shop');
  await page.getByLabel('Take it: Purpose 2').uncheck();
  await page.getByLabel('Keys begin with').fill('TXT');
  await page.getByLabel('Owner').fill('Shop');
  await page.getByRole('button', { name: 'Make drafts' }).click();
  await expect(page).toHaveURL(/sort=updated/);
  const { versions } = await (await request.get('/api/v1/purposes/TXT-1', { headers: bearer('dpo') })).json();
  expect(versions[0]).toMatchObject({ status: 'draft', record: { title: 'Fight fraud in the shop', description: 'We fight fraud.', purposeTerms: ['dpv:FraudPreventionAndDetection'], dataLinked: false, recipients: [{ name: 'Mailer Inc' }] } });
  expect((await request.get('/api/v1/purposes/TXT-2', { headers: bearer('dpo') })).status()).toBe(404);
});

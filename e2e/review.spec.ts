import type { Page } from '@playwright/test';
import { bearer } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const saved = (page: Page, version: number) => expect(page.getByText(`Version ${version} is saved.`)).toBeVisible();
const review = (page: Page) => page.getByRole('region', { name: 'Review' });

test('legal drafts, the DPO asks for changes, legal answers, the DPO approves, an edit reopens, and the difference reads right', async ({ as, axe }) => {
  test.slow();
  const legal = await as('legal');
  await legal.goto('/purposes/new');
  await legal.getByLabel('Key', { exact: true }).fill('E2E-REVIEW');
  await legal.getByLabel('Title', { exact: true }).fill('Recommend products');
  const bases = legal.getByRole('group', { name: 'Lawful basis by jurisdiction' });
  await bases.getByLabel('Jurisdiction', { exact: true }).fill('DE');
  await bases.getByLabel('Lawful basis', { exact: true }).selectOption({ label: 'Performance of a contract' });
  await legal.getByLabel('Owner').fill('Shop');
  await legal.getByLabel('Reason for this change').fill('New shop');
  await legal.getByRole('button', { name: 'Add to the register' }).click();
  await saved(legal, 1);
  await review(legal).getByLabel('Reviewer', { exact: true }).selectOption({ label: 'dpo, Data protection officer' });
  await review(legal).getByLabel('Note to the reviewer').fill('Please look at the basis');
  await axe(legal);
  await review(legal).getByRole('button', { name: 'Send for review' }).click();
  await expect(review(legal).getByText('This version stands at: In review.')).toBeVisible();

  const dpo = await as('dpo');
  await dpo.goto('/purposes/review');
  await axe(dpo);
  await dpo.getByRole('region', { name: 'Waiting for you' }).getByRole('link', { name: 'Recommend products' }).click();
  const remarks = dpo.getByRole('region', { name: 'Remarks' });
  await remarks.getByLabel('About').selectOption({ label: 'Lawful basis' });
  await remarks.getByLabel('Remark', { exact: true }).fill('Is this needed for the contract?');
  await remarks.getByRole('button', { name: 'Add the remark' }).click();
  await expect(remarks.getByText('Is this needed for the contract?')).toBeVisible();
  await review(dpo).getByLabel('Decision').selectOption({ label: 'Ask for changes' });
  await review(dpo).getByRole('button', { name: 'Record the decision' }).click();
  await expect(review(dpo).getByRole('alert')).toBeFocused();
  await review(dpo).getByLabel('Reason', { exact: true }).first().fill('Name the right basis');
  await review(dpo).getByRole('button', { name: 'Record the decision' }).click();
  await expect(review(dpo).getByText('This version stands at: Changes requested.')).toBeVisible();

  await legal.goto('/purposes/E2E-REVIEW');
  const answers = legal.getByRole('region', { name: 'Remarks' });
  await answers.getByText('Answer or settle remark 1').click();
  await answers.getByLabel('Answer').fill('No. It becomes legitimate interests.');
  await answers.getByRole('button', { name: 'Add the answer' }).click();
  await expect(answers.getByText('No. It becomes legitimate interests.')).toBeVisible();
  await legal.goto('/purposes/E2E-REVIEW/edit');
  await legal.getByLabel('Lawful basis', { exact: true }).selectOption({ label: 'Legitimate interests' });
  await legal.getByLabel('Reason for this change').fill('As the DPO asked');
  await legal.getByRole('button', { name: 'Save as a new version' }).click();
  await saved(legal, 2);
  await review(legal).getByLabel('Reviewer', { exact: true }).selectOption({ label: 'dpo, Data protection officer' });
  await review(legal).getByRole('button', { name: 'Send for review' }).click();
  await expect(review(legal).getByText('This version stands at: In review.')).toBeVisible();

  await dpo.goto('/purposes/E2E-REVIEW');
  await review(dpo).getByRole('button', { name: 'Record the decision' }).click();
  await expect(review(dpo).getByText('Version 2 is approved and in force.')).toBeVisible();
  await axe(dpo);

  await dpo.goto('/purposes/E2E-REVIEW/edit');
  await dpo.getByLabel('Owner').fill('Marketing');
  await dpo.getByLabel('Reason for this change').fill('Moved');
  await dpo.getByRole('button', { name: 'Save as a new version' }).click();
  await saved(dpo, 3);
  await expect(review(dpo).getByText('This version stands at: Draft.')).toBeVisible();
  await expect(review(dpo).getByText('Version 2 is approved and in force.')).toBeVisible();
  await dpo.getByRole('link', { name: 'Compare versions' }).click();
  await dpo.getByRole('combobox', { name: 'Version', exact: true }).selectOption('1');
  await dpo.getByRole('combobox', { name: 'and version' }).selectOption('2');
  await dpo.getByRole('button', { name: 'Show' }).click();
  await expect(dpo.getByRole('heading', { name: 'Version 1 and Version 2 compared' })).toBeVisible();
  await expect(dpo.getByText('Lawful basis in DE: Performance of a contract → Legitimate interests')).toBeVisible();
  await axe(dpo);
});

test('the register shows how it stood on a day, and says so', async ({ as, axe }) => {
  const page = await as('dpo');
  await page.goto('/purposes');
  await page.getByLabel('The register as of').fill('2001-01-01');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('note').filter({ hasText: 'as it stood on 1 Jan 2001, 24:00 UTC' })).toBeVisible();
  await expect(page.getByText('The register holds no purpose yet.')).toBeVisible();
  await axe(page);
  await page.getByRole('link', { name: 'Back to today' }).click();
  await expect(page.getByRole('link', { name: 'Understand how the services are used' })).toBeVisible();
});

test('several entries are edited at once after their answers were checked', async ({ as, axe, request }) => {
  const page = await as('dpo');
  await page.goto('/purposes');
  for (const key of ['FC-10', 'FC-12']) await page.getByLabel(`Choose: ${key}`).check();
  await page.getByRole('button', { name: 'Edit the chosen entries' }).click();
  await expect(page.getByText('2 entries are chosen.')).toBeVisible();
  await page.getByLabel('Review due').fill('2031-05-06');
  await page.getByLabel('Reason for this change').fill('Yearly review');
  await axe(page);
  await page.getByRole('button', { name: 'Check the changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Check before saving' })).toBeVisible();
  await expect(page.getByText('6 May 2031')).toBeVisible();
  await page.getByRole('button', { name: 'Save all of them' }).click();
  await expect(page).toHaveURL(/sort=updated/);
  for (const key of ['FC-10', 'FC-12']) {
    const { versions } = await (await request.get(`/api/v1/purposes/${key}`, { headers: bearer('dpo') })).json();
    expect(versions[0]).toMatchObject({ version: 2, record: { timing: { reviewDue: '2031-05-06' } }, reason: 'Yearly review' });
  }
});

test('terms are chosen from the vocabulary with the keyboard alone, and the entry is saved', async ({ as, axe }) => {
  const page = await as('dpo');
  await page.goto('/purposes/FC-09/edit');
  await page.getByRole('textbox', { name: 'Purpose categories' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const search = page.getByLabel('Search terms').first();
  await expect(search).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(search).toBeFocused();
  await page.keyboard.type('targeted adv');
  await expect(page.getByRole('checkbox', { name: /^Targeted advertising/ })).toBeVisible();
  await axe(page);
  for (let n = 0; n < 4 && !(await page.getByRole('checkbox', { name: /^Targeted advertising/ }).evaluate((box) => box === document.activeElement)); n += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('textbox', { name: 'Purpose categories' })).toHaveValue('dpv:PaymentManagement\ndpv:TargetedAdvertising');
  await page.getByLabel('Reason for this change').focus();
  await page.keyboard.type('Terms');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await saved(page, 2);
  await expect(page.getByText('Targeted advertising').first()).toBeVisible();
});

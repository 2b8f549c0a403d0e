import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@/e2e/support/test';

const review = (page: Page) => page.getByRole('region', { name: 'Review' });
const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Moves the focus on with Tab until it stands there; what Tab cannot reach, nobody without a mouse can. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let n = 0; n < 250; n += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The focus never reached ${String(target)}.`);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Chooses in a list by the first letters of what it says. */
async function choose(page: Page, target: Locator, letters: string, value: RegExp): Promise<void> {
  await reach(page, target);
  await page.keyboard.type(letters);
  await expect(target.locator('option:checked')).toHaveText(value);
}

async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Enter');
}

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });

test('draft, changes asked for, answer, approval, an edit that reopens, and the difference: by keyboard alone', async ({ as }) => {
  test.slow();
  const legal = await as('legal');
  await legal.goto('/purposes/new');
  await type(legal, legal.getByLabel('Key', { exact: true }), 'E2E-KEYS');
  await type(legal, legal.getByLabel('Title', { exact: true }), 'Remind of parcels');
  await type(legal, legal.getByLabel('Owner'), 'Shop');
  const bases = legal.getByRole('group', { name: 'Lawful basis by jurisdiction' });
  await type(legal, bases.getByLabel('Jurisdiction', { exact: true }), 'DE');
  await choose(legal, bases.getByLabel('Lawful basis', { exact: true }), 'Perf', /^Performance of a contract/);
  await type(legal, legal.getByLabel('Reason for this change'), 'New reminders');
  await press(legal, button(legal, 'Add to the register'));
  await expect(legal.getByText('Version 1 is saved.')).toBeVisible();
  await choose(legal, review(legal).getByLabel('Reviewer', { exact: true }), 'dpo', /Data protection officer/);
  await press(legal, button(review(legal), 'Send for review'));
  await expect(review(legal).getByText('This version stands at: In review.')).toBeVisible();

  const dpo = await as('dpo');
  await dpo.goto('/purposes/review');
  await press(dpo, dpo.getByRole('region', { name: 'Waiting for you' }).getByRole('link', { name: 'Remind of parcels' }));
  await expect(dpo.getByRole('heading', { level: 1, name: 'Remind of parcels' })).toBeVisible();
  const remarks = dpo.getByRole('region', { name: 'Remarks' });
  await type(dpo, remarks.getByLabel('Remark', { exact: true }), 'Is the contract the right basis?');
  await press(dpo, button(remarks, 'Add the remark'));
  await expect(remarks.getByText('Is the contract the right basis?')).toBeVisible();
  await choose(dpo, review(dpo).getByLabel('Decision'), 'Ask', /^Ask for changes/);
  await type(dpo, review(dpo).getByLabel('Reason', { exact: true }).first(), 'Another basis');
  await press(dpo, button(review(dpo), 'Record the decision'));
  await expect(review(dpo).getByText('This version stands at: Changes requested.')).toBeVisible();

  await legal.goto('/purposes/E2E-KEYS');
  const answers = legal.getByRole('region', { name: 'Remarks' });
  await press(legal, answers.getByText('Answer or settle remark 1'));
  await type(legal, answers.getByLabel('Answer'), 'Legitimate interests then.');
  await press(legal, button(answers, 'Add the answer'));
  await expect(answers.getByText('Legitimate interests then.')).toBeVisible();
  await legal.goto('/purposes/E2E-KEYS/edit');
  await choose(legal, legal.getByLabel('Lawful basis', { exact: true }), 'Legit', /^Legitimate interests/);
  await type(legal, legal.getByLabel('Reason for this change'), 'As asked');
  await press(legal, button(legal, 'Save as a new version'));
  await expect(legal.getByText('Version 2 is saved.')).toBeVisible();
  await choose(legal, review(legal).getByLabel('Reviewer', { exact: true }), 'dpo', /Data protection officer/);
  await press(legal, button(review(legal), 'Send for review'));
  await expect(review(legal).getByText('This version stands at: In review.')).toBeVisible();

  await dpo.goto('/purposes/E2E-KEYS');
  await press(dpo, button(review(dpo), 'Record the decision'));
  await expect(review(dpo).getByText('Version 2 is approved and in force.')).toBeVisible();
  await dpo.goto('/purposes/E2E-KEYS/edit');
  await type(dpo, dpo.getByLabel('Owner'), 'Logistics');
  await type(dpo, dpo.getByLabel('Reason for this change'), 'Moved');
  await press(dpo, button(dpo, 'Save as a new version'));
  await expect(dpo.getByText('Version 3 is saved.')).toBeVisible();
  await expect(review(dpo).getByText('This version stands at: Draft.')).toBeVisible();
  await press(dpo, dpo.getByRole('link', { name: 'Compare versions' }));
  await choose(dpo, dpo.getByRole('combobox', { name: 'Version', exact: true }), 'Version 1', /^Version 1$/);
  await choose(dpo, dpo.getByRole('combobox', { name: 'and version' }), 'Version 2', /^Version 2$/);
  await press(dpo, button(dpo, 'Show'));
  await expect(dpo.getByText('Lawful basis in DE: Performance of a contract → Legitimate interests')).toBeVisible();
});

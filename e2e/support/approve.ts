import { type Page, expect } from '@playwright/test';

/** Sends the latest version of a purpose to legal (or whoever is named), who approves it. */
export async function approve(author: Page, reviewer: Page, key: string, version: number, name = 'legal, Legal'): Promise<void> {
  const review = (page: Page) => page.getByRole('region', { name: 'Review', exact: true });
  await author.goto(`/purposes/${key}`);
  await review(author).getByLabel('Reviewer', { exact: true }).selectOption({ label: name });
  await review(author).getByRole('button', { name: 'Send for review' }).click();
  await expect(review(author).getByText('This version stands at: In review.')).toBeVisible();
  await reviewer.goto(`/purposes/${key}`);
  await review(reviewer).getByRole('button', { name: 'Record the decision' }).click();
  await expect(review(reviewer).getByText(`Version ${version} is approved and in force.`)).toBeVisible();
}

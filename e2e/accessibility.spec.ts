import type { Page } from '@playwright/test';
import { campaign, shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const pages = [
  '/', `/campaigns/${campaign}?as_of=2021-05-12`, `/campaigns/${campaign}/clearance?as_of=2021-05-12&purpose=FC-01&jurisdiction=european_region`, `/campaigns/${campaign}/settings`, `/campaigns/${campaign}/conduct`, `/campaigns/${campaign}/fairness`, '/purposes', '/purposes/new', '/purposes/FC-01', '/purposes/FC-01/edit', '/purposes/FC-01/compare',
  '/purposes/review', '/purposes/import', '/purposes/export', '/purposes/text', '/purposes/table?jurisdiction=european_region', '/purposes/matrix', '/purposes/coverage', '/settings/register',
  '/batches', '/reports', '/evidence', '/settings', '/settings/account', '/settings/users', '/settings/keys', '/settings/health',
];
const roleFor = (path: string) => (/^\/(purposes\/|evidence|batches|settings\/register)|campaigns/.test(path) ? 'dpo' : 'admin');

const problems: { name: string; role: 'manager'; path: string; heading: string }[] = [
  { name: 'the page for what one may not see', role: 'manager', path: '/evidence', heading: 'You may not see this' },
  { name: 'the page for what is not there', role: 'manager', path: '/campaigns/no-such-campaign', heading: 'Page not found' },
  { name: 'the page for an address that means nothing', role: 'manager', path: '/nothing/here', heading: 'Page not found' },
];

async function fitsAcross(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
  expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(window);
}

/** The colour the page is written in. */
const ink = (page: Page) => page.evaluate(() => getComputedStyle(document.body).color);

for (const path of pages) {
  test(`axe finds nothing on ${path} in light and in dark`, async ({ as, axe }) => {
    const page = await as(roleFor(path), { colorScheme: 'light' });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'You may not see this' })).toHaveCount(0);
    await axe(page);
    const light = await ink(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ink(page)).not.toBe(light);
    await axe(page, 'colours');
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, role, path, heading } of problems) {
    test(`axe finds nothing on ${name} in ${colorScheme}`, async ({ as, axe, complaints }) => {
      complaints.allow(/status of 40[34]/);
      const page = await as(role, { colorScheme });
      await page.goto(path);
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      await axe(page);
    });
  }

  test(`axe finds nothing on signing in, by password or by link, in ${colorScheme}`, async ({ stranger, axe }) => {
    const page = await stranger({ colorScheme });
    await page.goto('/sign-in?error=denied');
    await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible();
    await axe(page);
    await page.goto('/link?token=spent');
    await expect(page.getByText('This link has been used already')).toBeVisible();
    await axe(page);
    const link = (await shared.cli('user', 'create', `axe-${colorScheme}@example.org`, '--role', 'manager')).trim();
    await page.goto(link);
    await expect(page.getByRole('button', { name: 'Continue to Noticeboard' })).toBeVisible();
    await axe(page);
  });
}

for (const path of pages) {
  test(`${path} fits a telephone of 390 px in German, and axe finds nothing`, async ({ as, axe }) => {
    const page = await as(roleFor(path), { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.context().addCookies([{ name: 'noticeboard.language', value: 'de', url: shared.url }]);
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await fitsAcross(page);
    await axe(page);
  });
}

test('the keyboard skips to the content and reaches the main controls in their order', async ({ as }) => {
  const page = await as('dpo');
  await page.goto(`/campaigns/${campaign}?as_of=2021-05-12`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const wanted = [page.getByLabel('At the end of day'), page.getByRole('main').getByRole('button', { name: 'Apply' }), page.getByRole('link', { name: 'Deadlines and notices' })];
  for (const control of wanted) await reach(page, control);
  const region = page.getByRole('region', { name: 'Segments', exact: true });
  await reach(page, region.getByLabel('Group by'));
  await reach(page, region.getByRole('button', { name: 'Filter' }));
  await reach(page, region.getByRole('link', { name: 'Population', exact: true }));
});

/** Presses Tab until this has focus, which must be visible then. */
async function reach(page: Page, control: ReturnType<Page['getByRole']>): Promise<void> {
  for (let press = 0; press < 25; press += 1) {
    await page.keyboard.press('Tab');
    if (await control.evaluate((element) => element === document.activeElement)) {
      const outline = await control.evaluate((element) => getComputedStyle(element).outlineStyle);
      return expect(outline, 'the outline of what has focus').not.toBe('none');
    }
  }
  throw new Error(`Tab does not reach ${control.toString()}.`);
}

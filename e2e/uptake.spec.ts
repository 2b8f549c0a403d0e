import type { Locator, Page } from '@playwright/test';
import { bearer, campaign } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const day = '2021-05-12';
const address = `/campaigns/${campaign}?as_of=${day}`;

type Cell = { population: number | null; counts: Record<string, number | null>; suppressed_cells?: string[] };
type Answer = Cell & { groups: (Cell & { key: { region: string } })[]; series: { date: string; counts: Record<string, number | null>; suppressed_cells?: string[] }[] };

const en = (n: number | null | undefined) => new Intl.NumberFormat('en-GB').format(n ?? Number.NaN);
const segments = (page: Page): Locator => page.getByRole('region', { name: 'Segments', exact: true });
const table = (page: Page): Locator => segments(page).getByRole('table');

/** A table as texts: the header row, then the body rows. */
async function textsOf(given: Locator): Promise<string[][]> {
  return given.evaluate((element) => [...element.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s[↓↑]$/, '').trim())));
}

/** The rows of a CSV whose cells hold no line breaks. */
const rowsOf = (csv: string): string[][] => csv.replace(/^\uFEFF/, '').trim().split('\r\n').map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')));

test('a manager reads in one look how far the campaign is, and when the deadline falls', async ({ as, request }) => {
  const exact: Answer = await (await request.get(`/api/v1/campaigns/${campaign}/uptake?as_of=2021-05-13T00:00:00%2B01:00`, { headers: bearer('dpo') })).json();
  const page = await as('manager');
  await page.goto('/');
  await page.getByRole('link', { name: 'WhatsApp terms and privacy policy update 2021 (illustrative)' }).click();
  await page.getByLabel('At the end of day').fill(day);
  await page.getByRole('banner').or(page.getByRole('main')).getByRole('button', { name: 'Apply' }).first().click();
  await expect(page).toHaveURL(new RegExp(`as_of=${day}`));
  const share = ((exact.counts.accepted ?? 0) / (exact.population ?? 1) * 100).toFixed(1);
  await expect(page.getByText(`${en(exact.counts.accepted)} of ${en(exact.population)} people accepted (${share}%).`)).toBeVisible();
  await expect(page.getByText('3 days to the deadline: 15 May 2021, 24:00 Europe/Dublin.')).toBeVisible();
  await expect(page.getByRole('note').filter({ hasText: 'Illustrative' })).toBeVisible();
  const parts = page.getByRole('region', { name: 'Where everyone stands' });
  for (const label of ['Accepted', 'Shown, no answer', 'Not seen', 'Refused']) await expect(parts.getByRole('listitem').filter({ hasText: label })).toBeVisible();
  await expect(parts.getByText('An acceptance of terms is not consent.')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Day by day\./ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Day by day\./ }).getByText(/Deadline/).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Deadlines' }).getByRole('row')).toHaveCount(3);
});

test('the four parts and the closed accounts add up to the population', async ({ as, request }) => {
  const { population }: Answer = await (await request.get(`/api/v1/campaigns/${campaign}/uptake?as_of=2021-05-13T00:00:00%2B01:00`, { headers: bearer('dpo') })).json();
  const page = await as('dpo');
  await page.goto(address);
  const parts = page.getByRole('region', { name: 'Where everyone stands' });
  const numbers = await parts.getByRole('listitem').evaluateAll((items) => items.map((item) => Number(/[\d,]+/.exec(item.textContent ?? '')?.[0].replaceAll(',', ''))));
  const closed = Number(/Closed accounts: ([\d,]+)/.exec((await parts.textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  expect(numbers).toHaveLength(4);
  expect([...numbers, closed].reduce((sum, n) => sum + n, 0)).toBe(population);
});

test('filtering by region goes into the address, and the address shows the same to another session', async ({ as }) => {
  const page = await as('manager');
  await page.goto(address);
  await segments(page).getByLabel(/^Region/).selectOption({ label: 'IN India' });
  await segments(page).getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/region=IN/);
  await expect(table(page).getByRole('row')).toHaveCount(2);
  await expect(table(page).getByRole('cell', { name: 'IN India' })).toBeVisible();
  const other = await as('manager');
  await other.goto(page.url());
  expect(await textsOf(table(other))).toEqual(await textsOf(table(page)));
  await segments(page).getByRole('link', { name: 'Clear filters' }).click();
  await expect(table(page).getByRole('row')).toHaveCount(17);
  await expect(page).not.toHaveURL(/region=/);
});

test('small cells are withheld from a manager, wherever one looks', async ({ as, request }) => {
  const ask = async (scope: 'dpo' | 'manager'): Promise<Answer> => (await request.get(`/api/v1/campaigns/${campaign}/uptake?by=region&as_of=2021-05-13T00:00:00%2B01:00`, { headers: bearer(scope) })).json();
  const [exact, told] = [await ask('dpo'), await ask('manager')];
  const page = await as('manager');
  const html = await (await page.goto(address))?.text() ?? '';
  await expect(page.getByText('Numbers from 1 to 9, and those that would give one away, are withheld. You see day ends.')).toBeVisible();
  const rows = await textsOf(table(page));
  const flight = await (await page.request.get(address, { headers: { rsc: '1' } })).text();
  const members: [string, string[]][] = [['Shown, no answer', ['displayed', 'dismissed', 'deferred']], ['Not seen', ['delivered', 'not_reached']], ['Refused', ['declined', 'withdrawn', 'objected']], ['Closed', ['closed']], ['Accepted', ['accepted']]];
  let withheld = 0;
  for (const group of told.groups) {
    const truth = exact.groups.find(({ key }) => key.region === group.key.region);
    const row = rows.find((cells) => cells[0]?.startsWith(`${group.key.region} `)) ?? [];
    for (const [column, names] of members) {
      const cell = row[rows[0]?.indexOf(column) ?? -1];
      const isHidden = names.some((name) => group.suppressed_cells?.includes(name));
      if (isHidden) withheld += 1;
      const sum = names.reduce((total, name) => total + (truth?.counts[name] ?? 0), 0);
      expect(cell, `${column} of ${group.key.region}`).toBe(isHidden ? 'withheld' : en(sum));
      for (const name of names.filter((one) => group.suppressed_cells?.includes(one))) expect(group.counts[name], name).toBeNull();
    }
  }
  expect(withheld).toBeGreaterThan(10);
  for (const payload of [html.replaceAll('\\"', '"'), flight]) {
    const sent = [...payload.matchAll(/"rows":(\[\{"id":"[^"]*","key":.*?\}\])/g)].map(([, text = '[]']): Record<string, string>[] => JSON.parse(text));
    expect(sent.length).toBeGreaterThan(0);
    for (const row of sent.flat()) {
      const group = told.groups.find(({ key }) => key.region === row.id);
      if (group?.suppressed_cells?.includes('closed')) expect(row.closed).toBe('withheld');
      for (const name of ['declined', 'withdrawn', 'objected', 'dismissed', 'deferred', 'displayed', 'delivered', 'counts']) expect(row).not.toHaveProperty(name);
    }
  }
});

test('sorting, columns and pages work and stand in the address', async ({ as }) => {
  const page = await as('manager');
  await page.goto(`${address}&size=10`);
  await expect(table(page).getByRole('columnheader', { name: 'Population', exact: true })).toHaveAttribute('aria-sort', 'descending');
  await table(page).getByRole('link', { name: 'Accepted', exact: true }).click();
  await expect(page).toHaveURL(/sort=accepted/);
  await expect(table(page).getByRole('columnheader', { name: 'Accepted', exact: true })).toHaveAttribute('aria-sort', 'descending');
  const first = await table(page).getByRole('row').nth(1).textContent();
  await table(page).getByRole('link', { name: 'Accepted', exact: true }).click();
  await expect(page).toHaveURL(/dir=asc/);
  await expect(table(page).getByRole('columnheader', { name: 'Accepted', exact: true })).toHaveAttribute('aria-sort', 'ascending');
  expect(await table(page).getByRole('row').nth(1).textContent()).not.toBe(first);

  const pages = segments(page).getByRole('navigation', { name: 'Pages' });
  await expect(pages.getByText('Page 1 of 2')).toBeVisible();
  await pages.getByRole('link', { name: 'Next' }).click();
  await expect(pages.getByText('Page 2 of 2')).toBeVisible();
  await expect(page).toHaveURL(/page=2/);
  await expect(table(page).getByRole('row')).toHaveCount(7);

  await segments(page).getByText('Columns', { exact: true }).click();
  await segments(page).getByRole('checkbox', { name: 'Refused' }).uncheck();
  await expect(table(page).getByRole('columnheader', { name: 'Refused' })).toHaveCount(0);
  await expect(page).toHaveURL(/cols=/);
  await page.reload();
  await expect(table(page).getByRole('columnheader', { name: 'Refused' })).toHaveCount(0);
  await expect(pages.getByText('Page 2 of 2')).toBeVisible();
});

test('the day that is asked for moves the numbers back', async ({ as }) => {
  const page = await as('manager');
  await page.goto(address);
  const late = await page.getByText(/people accepted \(/).textContent();
  await page.getByLabel('At the end of day').fill('2021-02-08');
  await page.getByRole('main').getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/as_of=2021-02-08/);
  await expect(page.getByText('As of 8 Feb 2021, 24:00 Europe/Dublin', { exact: true })).toBeVisible();
  expect(await page.getByText(/people accepted \(/).textContent()).not.toBe(late);
});

for (const role of ['manager', 'dpo'] as const) {
  test(`the CSV that a ${role} downloads says what the table says`, async ({ as }) => {
    const page = await as(role);
    await page.goto(`${address}&sort=key&dir=asc&size=100`);
    const shown = await textsOf(table(page));
    const [download] = await Promise.all([page.waitForEvent('download'), segments(page).getByRole('link', { name: 'Download as CSV' }).click()]);
    const stream = await download.createReadStream();
    const [head = [], ...rows] = rowsOf((await stream.setEncoding('utf8').toArray()).join(''));
    expect(head).toEqual(['region', 'population', 'accepted', 'rate', 'gap', 'reached', 'pending', 'unseen', 'refused', 'closed', 'as_of', 'illustrative']);
    expect(rows.length).toBe(shown.length - 1);
    rows.forEach((row, n) => {
      const written = head.slice(1, 10).map((name, i) => {
        const text = row[i + 1] ?? '';
        if (text === 'suppressed') return 'withheld';
        if (text === '') return '–';
        return name === 'rate' || name === 'reached' ? `${(Number(text) * 100).toFixed(1)}%` : en(Number(text));
      });
      expect(shown[n + 1]?.[0]?.startsWith(row[0] ?? '?')).toBe(true);
      expect(shown[n + 1]?.slice(1)).toEqual(written);
      expect(row.at(-1)).toBe('yes');
    });
  });
}

test('the chart has a table behind it that says the same', async ({ as, request }) => {
  const exact: Answer = await (await request.get(`/api/v1/campaigns/${campaign}/uptake?as_of=2021-05-13T00:00:00%2B01:00`, { headers: bearer('dpo') })).json();
  const page = await as('dpo');
  await page.goto(address);
  const days = page.getByRole('region', { name: 'Day by day' });
  await days.getByText('The same as a table').click();
  const rows = await textsOf(days.getByRole('table'));
  expect(rows[0]).toEqual(['Day', 'Accepted', 'Opened or answered']);
  expect(rows).toHaveLength(exact.series.length + 1);
  const last = exact.series.at(-1);
  expect(rows[1]?.slice(0, 2)).toEqual(['12 May 2021', en(last?.counts.accepted)]);
  const accepted = exact.series.map(({ counts }) => en(counts.accepted)).toReversed();
  expect(rows.slice(1).map((row) => row[1])).toEqual(accepted);
});

test('the page reads in German, with German numbers', async ({ as }) => {
  const page = await as('manager');
  await page.goto(address);
  await page.getByRole('contentinfo').getByLabel(/^Language/).selectOption('de');
  await page.getByRole('contentinfo').getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { name: 'Segmente' })).toBeVisible();
  await expect(page.getByText(/^[\d.]+ von [\d.]+ Personen/)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`as_of=${day}`));
});

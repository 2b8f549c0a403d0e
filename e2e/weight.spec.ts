import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '@/cli/bootstrap.mjs';
import { campaign } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

const mostKilobytes = 172;

test(`the uptake page loads at most ${mostKilobytes} KB of JavaScript`, async ({ as }) => {
  const page = await as('manager');
  const asked = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') asked.set(response.url(), response.body());
  });
  await page.goto(`/campaigns/${campaign}`, { waitUntil: 'networkidle' });
  const sizes = await Promise.all([...asked.values()].map(async (body) => gzipSync(await body, { level: 9 }).length));
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1_000;
  test.info().annotations.push({ type: 'weight', description: `${kilobytes.toFixed(1)} KB gzip in ${sizes.length} scripts` });
  process.stdout.write(`The uptake page loads ${kilobytes.toFixed(1)} KB of JavaScript (gzip) in ${sizes.length} scripts.\n`);
  expect(sizes.length).toBeGreaterThan(3);
  expect(kilobytes).toBeLessThanOrEqual(mostKilobytes);
});

test('no script for the browser holds server code', () => {
  const folder = path.join(root, '.next/static');
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  for (const name of scripts) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    for (const trace of ['drizzle', 'pg_advisory', 'argon2', 'NOTICEBOARD_DATA', 'node:fs']) expect(text.includes(trace), `${name} holds ${trace}`).toBe(false);
  }
});

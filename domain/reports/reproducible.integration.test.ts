import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { clientOf, templateName, urlOf } from '@/db/testing/test-server';

const child = fileURLToPath(new URL('../../db/testing/make-reports-child.ts', import.meta.url));
const secret = (letter: string) => letter.repeat(64);

type Made = { digests: Record<string, string>; today: string; hour: number };

/** Makes every report in a process of its own: another database and data folder, zone and day. */
async function made(environment: Record<string, string>, daysAhead: number): Promise<Made> {
  const server = inject('testServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-data-'));
  const client = await clientOf(server);
  await client.query(`create database ${name} template ${templateName}`);
  const later = `const Real = Date; globalThis.Date = class extends Real { constructor(...given) { if (given.length === 0) super(Real.now() + ${daysAhead} * 86400000); else super(...given); } static now() { return Real.now() + ${daysAhead} * 86400000; } };`;
  try {
    const out = execFileSync(process.execPath, ['--import', 'tsx', '--import', `data:text/javascript,${encodeURIComponent(later)}`, child], {
      encoding: 'utf8', env: { ...process.env, DATABASE_URL: urlOf(server, name), NOTICEBOARD_DATA: folder, NOTICEBOARD_PSEUDONYM_SECRET: secret('a'), NODE_OPTIONS: '', ...environment },
    });
    return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Made;
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the same runs on another database, in another zone, on another day and under other numbers are the same bytes', async () => {
  const here = await made({ TZ: 'UTC', LANG: 'C' }, 0);
  const there = await made({ TZ: 'Asia/Kolkata', LANG: 'de_DE.UTF-8', REVERSED: 'yes', NOTICEBOARD_ERASURE_SECRET: secret('b') }, 200);
  expect([here.hour, there.hour]).toEqual([0, 5]);
  expect(there.today).not.toBe(here.today);
  expect(Object.keys(here.digests).length).toBeGreaterThan(60);
  expect(there.digests).toEqual(here.digests);
  // The key that makes pseudonyms is an input: with another, what names people differs, and nothing else.
  const other = await made({ NOTICEBOARD_PSEUDONYM_SECRET: secret('c') }, 0);
  const differing = Object.keys(here.digests).filter((name) => other.digests[name] !== here.digests[name]).map((name) => name.split(' ')[0]);
  expect([...new Set(differing)].sort()).toEqual(['event_extract', 'subject_evidence']);
}, 300_000);

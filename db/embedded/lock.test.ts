import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tryLock, withLock } from './lock';
import { sight } from './processes';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'nb-lock-'));
  file = path.join(folder, 'x.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const held = (answer: ReturnType<typeof tryLock>) => 'release' in answer;

test('one holder at a time, and nothing is left behind', () => {
  const first = tryLock(file);
  expect(tryLock(file)).toEqual({ holder: `process ${process.pid}` });
  if ('release' in first) first.release();
  expect(readdirSync(folder)).toEqual([]);
  expect(held(tryLock(file))).toBe(true);
});

test('the lock of a dead process and an unreadable lock are taken over', () => {
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, mark: null }));
  expect(held(tryLock(file))).toBe(true);
  writeFileSync(file, '{"pid":');
  expect(held(tryLock(file))).toBe(true);
});

test.runIf(process.platform === 'linux')('a pid that another process has by now is not believed', () => {
  writeFileSync(file, JSON.stringify({ pid: process.ppid, mark: sight(process.ppid)?.mark }));
  expect(held(tryLock(file))).toBe(false);
  writeFileSync(file, JSON.stringify({ pid: process.ppid, mark: 'another boot:1' }));
  expect(held(tryLock(file))).toBe(true);
});

test('waiting ends with an error that names the file, the holder and the remedy', async () => {
  const lock = tryLock(file);
  const message = await withLock(file, async () => '', 10).catch((error: unknown) => String(error));
  expect(message).toContain(file);
  expect(message).toMatch(new RegExp(`process ${process.pid}.*end it`));
  if ('release' in lock) lock.release();
});

test('fifty waiters over a stale lock run one after the other', async () => {
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, mark: null }));
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 1));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 50 }, () => withLock(file, work)));
  expect(most).toBe(1);
});

import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clearWorkspaces, withWorkspace } from './pdf-workspace';

/** A folder as a process of this id would have made it, with a file in it. */
function left(pid: number): string {
  const folder = path.join(os.tmpdir(), `noticeboard-pdf-${pid}-abcdef`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'report.json'), 's_00');
  return folder;
}

async function* pieces() {
  yield Buffer.from('one ');
  yield Buffer.from('two');
}

test('the folder holds the files for this account alone while the work lasts, and is gone after it, whether it succeeds or fails', async () => {
  let seen = '';
  const read = await withWorkspace({ 'report.json': pieces() }, async (folder) => {
    seen = folder;
    expect([statSync(folder).mode & 0o777, statSync(path.join(folder, 'report.json')).mode & 0o777]).toEqual([0o700, 0o600]);
    return readFileSync(path.join(folder, 'report.json'), 'utf8');
  });
  expect([read, existsSync(seen)]).toEqual(['one two', false]);
  await expect(withWorkspace({ 'report.json': pieces() }, async (folder) => Promise.reject(new Error((seen = folder))))).rejects.toThrow('noticeboard-pdf-');
  expect(existsSync(seen)).toBe(false);
});

test('what a killed process left goes; the folders of living ones and of others stay', () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const [gone, own, init] = [left(dead), left(process.pid), left(1)];
  const other = path.join(os.tmpdir(), 'noticeboard-pdf-notes');
  mkdirSync(other, { recursive: true });
  clearWorkspaces();
  expect([gone, own, init, other].map((folder) => existsSync(folder))).toEqual([false, true, true, true]);
  clearWorkspaces({ anew: true }); // As a process that has just begun under a number that was another's.
  expect([own, init, other].map((folder) => existsSync(folder))).toEqual([false, true, true]);
  for (const folder of [init, other]) rmSync(folder, { recursive: true });
});

test.runIf(process.getuid?.() === 0)('what another account left stays, and stops nobody', () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const foreign = left(dead);
  chownSync(foreign, 1, 1);
  clearWorkspaces({ anew: true });
  expect(existsSync(foreign)).toBe(true);
  rmSync(foreign, { recursive: true });
});

import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clearWorkspaces, prefixOf, withWorkspace } from './pdf-workspace';

/** A folder as a process would have left it, with a file in it. */
function left(prefix: string): string {
  const folder = path.join(os.tmpdir(), `${prefix}abcdef`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'report.json'), 's_00');
  return folder;
}

/** What the folders of a process that has ended begin with. */
const ofTheDead = () => `noticeboard-pdf-${spawnSync(process.execPath, ['-e', '']).pid}-00000000-`;

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

test('what a killed process left goes, also where its number is another process’s now; the folders of living ones and of others stay', () => {
  const own = prefixOf(process.pid) ?? '';
  expect(own).toMatch(new RegExp(`^noticeboard-pdf-${process.pid}-[0-9a-f]{8}-$`));
  expect(prefixOf(process.ppid)).not.toBe(own);
  const folders = [left(ofTheDead()), left(`noticeboard-pdf-${process.pid}-00000000-`), left(own), left(prefixOf(process.ppid) ?? ''), left('noticeboard-pdf-notes-')];
  clearWorkspaces();
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false, true, true, true]);
  for (const folder of folders.slice(2)) rmSync(folder, { recursive: true });
});

test.runIf(process.getuid?.() === 0)('what another account left stays, and stops nobody', () => {
  const foreign = left(ofTheDead());
  chownSync(foreign, 1, 1);
  clearWorkspaces();
  expect(existsSync(foreign)).toBe(true);
  rmSync(foreign, { recursive: true });
});

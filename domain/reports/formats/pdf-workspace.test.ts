import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

test('what a killed process left goes; the folders of living ones and of others stay', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const [gone, own, init] = [left(dead), left(process.pid), left(1)];
  const other = path.join(os.tmpdir(), 'noticeboard-pdf-notes');
  mkdirSync(other, { recursive: true });
  clearWorkspaces();
  expect([existsSync(gone), existsSync(own), existsSync(init), existsSync(other)]).toEqual([false, true, true, true]);
  for (const folder of [own, init, other]) rmSync(folder, { recursive: true });
  expect(readdirSync(os.tmpdir()).filter((name) => name.endsWith('-abcdef'))).toEqual([]);
});

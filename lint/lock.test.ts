import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

type Entry = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string>; devDependencies?: Record<string, string> };

const { packages }: { packages: Record<string, Entry> } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package-lock.json'), 'utf8'));

/** Where Node would find a package from another: beside it, or in a folder above. */
function isThere(from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

it('the lock file names every package that another asks for, those of other systems too: else "npm ci" refuses it in a fresh clone', () => {
  const wanted = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies, devDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies, ...(from === '' ? devDependencies : {}) }).map((name) => ({ from, name })));
  expect(wanted.length).toBeGreaterThan(300);
  expect(wanted.filter(({ from, name }) => !isThere(from, name))).toEqual([]);
});

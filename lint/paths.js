import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The path a file has in the house. A fixture stands for the file it would be: `lint/fixtures/x/app/a.ts` is `app/a.ts`. */
export function houseOf(filename) {
  const relative = path.relative(root, filename).split(path.sep).join('/');
  return relative.replace(/^lint\/fixtures\/[^/]+\//, '');
}

const EXTENSION = /\.(ts|tsx|js|jsx|mjs)$/;

/** The path an internal import points at, without extension; null for a package. */
export function targetOf(house, specifier) {
  if (specifier.startsWith('@/')) return specifier.slice(2).replace(EXTENSION, '');
  if (specifier.startsWith('./')) return path.posix.join(path.posix.dirname(house), specifier).replace(EXTENSION, '');
  return null;
}

export function packageOf(specifier) {
  if (specifier.startsWith('node:')) return 'node:';
  const [scope, name] = specifier.split('/');
  return specifier.startsWith('@') ? `${scope}/${name}` : scope;
}

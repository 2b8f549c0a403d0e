#!/usr/bin/env node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onBundledNode, root } from './bootstrap.mjs';

/* The command `noticeboard`: finds its home and a Node to run on, then hands over to cli/main.ts. */

async function main(args) {
  process.env.NOTICEBOARD_HOME ??= root;
  if (!existsSync(path.join(root, 'node_modules/tsx'))) {
    console.error(`Noticeboard is not installed yet: run "npm ci" in ${root}.`);
    return 2;
  }
  const again = await onBundledNode(fileURLToPath(import.meta.url), args);
  if (again !== null) return again;

  const { register } = await import('tsx/esm/api');
  register({ tsconfig: path.join(root, 'tsconfig.json') });
  const { main: command } = await import('./main.ts');
  return command?.(args);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode ??= code),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);

#!/usr/bin/env node
import path from 'node:path';
import { build, install, nodeBinary, onBundledNode, quietEnvironment, root } from './bootstrap.mjs';
import { run } from './child.mjs';
import { fileURLToPath } from 'node:url';

/* From a fresh clone to the founding case on screen: install, build, start. PORT and NOTICEBOARD_DATA are honoured. */

async function main(args) {
  await install();
  const again = await onBundledNode(fileURLToPath(import.meta.url), args);
  if (again !== null) return again;

  const { code } = await build();
  if (code !== 0) return code;
  return run(nodeBinary(), [path.join(root, 'cli/noticeboard.mjs'), 'start', '--demo', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...quietEnvironment },
  });
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);

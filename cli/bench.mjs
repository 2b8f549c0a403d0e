import path from 'node:path';
import { nodeBinary, root } from './bootstrap.mjs';
import { run } from './child.mjs';
import { webServerFlags } from './engine.mjs';

/* `npm run bench -- NAME`: what is measured runs on the Node that comes along and as the web server does, whichever started this. */

const measured = path.join(root, 'bench/run.ts');
process.exitCode = await run(nodeBinary(), [...webServerFlags, '--import', 'tsx', measured, ...process.argv.slice(2)], { stdio: 'inherit' });

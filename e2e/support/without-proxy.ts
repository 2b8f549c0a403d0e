import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '@/cli/bootstrap.mjs';

type FunctionsConfig = { functions: Record<string, unknown> };

const notLinked = new Set(['.next', '.git', '.test', 'data', '.data', 'proxy.ts']);

/**
 * A folder that serves the same build without its proxy: links to everything, but a copy of `.next` in which the proxy is taken out
 * of the manifests. Next finds it in `functions-config-manifest.json` when it runs on Node and in `middleware-manifest.json` on edge.
 */
export function homeWithoutProxy(): string {
  const home = mkdtempSync(path.join(os.tmpdir(), 'noticeboard-e2e-no-proxy-'));
  for (const name of readdirSync(root)) if (!notLinked.has(name)) symlinkSync(path.join(root, name), path.join(home, name));
  const built = path.join(root, '.next');
  cpSync(built, path.join(home, '.next'), { recursive: true, verbatimSymlinks: true, filter: (from) => !['cache', 'trace', 'dev', 'types'].includes(path.relative(built, from)) });

  const manifest = path.join(home, '.next/server/functions-config-manifest.json');
  const { functions, ...rest }: FunctionsConfig = JSON.parse(readFileSync(manifest, 'utf8'));
  if (!('/_middleware' in functions)) throw new Error(`The proxy is not where this looks for it: ${Object.keys(functions).join(', ')} in ${manifest}.`);
  const { '/_middleware': _, ...others } = functions;
  writeFileSync(manifest, JSON.stringify({ ...rest, functions: others }));
  writeFileSync(path.join(home, '.next/server/middleware-manifest.json'), JSON.stringify({ version: 3, middleware: {}, sortedMiddleware: [], functions: {} }));
  for (const name of ['middleware.js', 'middleware.js.map', 'middleware.js.nft.json', 'middleware']) {
    const file = path.join(home, '.next/server', name);
    if (existsSync(file)) rmSync(file, { recursive: true });
  }
  return home;
}

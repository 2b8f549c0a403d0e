#!/usr/bin/env node
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, findBrowser, install, nodeBinary, onBundledNode, quietEnvironment, root } from './bootstrap.mjs';
import { run } from './child.mjs';
import { forget, one, read, sentence, sum } from './counts.mjs';

/*
 * Everything that says whether this tree is good, from a fresh clone on. Goes on after a step that failed, so that one
 * run tells all; the last line it prints is the count. `node cli/test.mjs unit integration` runs those steps only.
 */

const at = (...parts) => path.join(root, ...parts);
const environment = { ...process.env, ...quietEnvironment };

const tool = (script, ...args) => run(nodeBinary(), [at('node_modules', script), ...args], { cwd: root, env: environment });

async function vitest(project) {
  const report = at(`.test/${project}.json`);
  forget(report);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const code = await tool('vitest/vitest.mjs', 'run', '--project', project, ...reporters);
  return read('vitest', report, code);
}

async function lint() {
  return one((await tool('oxlint/bin/oxlint', '--deny-warnings')) === 0);
}

async function types() {
  const generated = await tool('next/dist/bin/next', 'typegen');
  return one(generated === 0 && (await tool('typescript/bin/tsc', '--noEmit')) === 0);
}

/** Every rule of the pack, mutated, is caught by its own cases. */
async function mutation() {
  return one((await run(nodeBinary(), ['--import', 'tsx', at('bench', 'run.ts'), 'mutation'], { cwd: root, env: environment })) === 0);
}

let building;
const builtOnce = () => (building ??= build());

async function builds() {
  const { code, warnings, fresh } = await builtOnce();
  if (code === 0 && !fresh) console.log('The last build still holds: its source has not changed.');
  if (warnings.length > 0) console.error(`The build warns:\n${warnings.join('\n')}`);
  return one(code === 0 && warnings.length === 0);
}

async function endToEnd() {
  const { code } = await builtOnce();
  if (code !== 0) {
    console.error('Not run: there is no build to test.');
    return one(false);
  }
  const report = at('.test/e2e.json');
  forget(report);
  return read('playwright', report, await tool('@playwright/test/cli.js', 'test'));
}

const steps = {
  lint: { run: lint, inFull: true },
  types: { run: types, inFull: true },
  unit: { run: () => vitest('unit'), inFull: true },
  mutation: { run: mutation, inFull: true },
  integration: { run: () => vitest('integration'), inFull: true },
  durability: { run: () => vitest('durability'), inFull: false },
  tamper: { run: () => vitest('tamper'), inFull: false },
  formats: { run: () => vitest('formats'), inFull: false },
  build: { run: builds, inFull: true },
  e2e: { run: endToEnd, inFull: true, browser: true },
};

const INSTALL_CHROMIUM = 'apt-get update && apt-get install -y --no-install-recommends chromium';

/** An existing Chromium first; Debian's when this may install it. */
async function browser() {
  const found = findBrowser();
  if (found) return found;
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH names no program that can be run: ${process.env.CHROMIUM_PATH}`);
  const isRoot = process.getuid?.() === 0;
  const hasApt = (await run('sh', ['-c', 'command -v apt-get >/dev/null'])) === 0;
  if (isRoot && hasApt) {
    console.log(`There is no Chromium here. Running: ${INSTALL_CHROMIUM}`);
    const code = await run('sh', ['-c', INSTALL_CHROMIUM], { env: { ...environment, DEBIAN_FRONTEND: 'noninteractive' } });
    const installed = code === 0 && findBrowser();
    if (installed) return installed;
  }
  const command = hasApt
    ? `sudo sh -c '${INSTALL_CHROMIUM}'`
    : 'npx playwright install chromium';
  throw new Error(`The end-to-end tests need a Chromium. Install one with:\n  ${command}\nor name one in CHROMIUM_PATH.`);
}

async function runSteps(names) {
  const results = [];
  for (const name of names) {
    if (stopped) break;
    console.log(`\n── ${name} ──`);
    const started = Date.now();
    const counts = await steps[name].run();
    results.push({ name, counts, seconds: (Date.now() - started) / 1000 });
  }
  console.log('');
  for (const { name, counts, seconds } of results)
    console.log(`${name.padEnd(12)} ${sentence(counts)} (${seconds.toFixed(1)} s)`);
  return sum(results.map((result) => result.counts));
}

let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (stopped = true));

async function main(asked) {
  const unknown = asked.filter((name) => !Object.hasOwn(steps, name));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(' ')}.`);
    return 2;
  }
  await install();
  const again = await onBundledNode(fileURLToPath(import.meta.url), asked);
  if (again !== null) return again;

  mkdirSync(at('.test'), { recursive: true });
  const names = Object.keys(steps).filter((name) => (asked.length > 0 ? asked.includes(name) : steps[name].inFull));
  if (names.some((name) => steps[name].browser)) environment.CHROMIUM_PATH = await browser();
  environment.PATH = [path.dirname(nodeBinary()), at('node_modules/.bin'), process.env.PATH].join(path.delimiter);

  const total = await runSteps(names);
  console.log(sentence(total));
  return total.failed > 0 || total.passed === 0 || stopped ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);

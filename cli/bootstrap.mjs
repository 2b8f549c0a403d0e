import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { holding } from './lock.mjs';

/* What a command needs before anything of node_modules can be imported: only Node's own modules in here. */

export const root = realpathSync(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
const at = (...parts) => path.join(root, ...parts);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const readOr = (file, fallback) => (existsSync(file) ? readFileSync(file, 'utf8') : fallback);

/** The Node that came with the dependencies, or the one that runs this. */
export function nodeBinary() {
  const bundled = at('node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  return existsSync(bundled) ? bundled : process.execPath;
}

/** Starts `script` again on the bundled Node when that one is newer. Gives its exit code, or null to go on here. */
export async function onBundledNode(script, args, options = {}) {
  const node = nodeBinary();
  const isOlder = Number(process.versions.node.split('.')[0]) < 24;
  if (node === process.execPath || !isOlder) return null;
  return run(node, [...process.execArgv, script, ...args], { stdio: 'inherit', ...options });
}

export const quietEnvironment = {
  NEXT_TELEMETRY_DISABLED: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  // These two complain with the passing of time, not about this program.
  BASELINE_BROWSER_MAPPING_IGNORE_OLD_DATA: 'true',
  BROWSERSLIST_IGNORE_OLD_DATA: 'true',
};

const isWhole = (wanted, found) =>
  Object.entries(wanted).every(([name, { version, integrity, optional }]) => {
    if (name === '') return true;
    if (!found[name]) return optional === true;
    return found[name].version === version && found[name].integrity === integrity;
  });

/** Whether npm itself, run by hand, has already installed exactly what the lock file says. */
function isInstalledByHand(lock) {
  const hidden = readOr(at('node_modules/.package-lock.json'), null);
  return hidden !== null && isWhole(JSON.parse(lock).packages, JSON.parse(hidden).packages);
}

/** Installs the dependencies, once, if what is there is not what the lock file says. */
export async function install() {
  const stamp = at('node_modules/.noticeboard-install');
  const lock = readFileSync(at('package-lock.json'), 'utf8');
  const isCurrent = () => readOr(stamp, '') === sha256(lock);
  if (isCurrent()) return;

  await holding(at('.test/install.lock'), 'Waiting: the dependencies are being installed by another command.', async () => {
    if (!isCurrent() && !isInstalledByHand(lock)) {
      console.log('Installing the dependencies (npm ci).');
      const npm = process.env.npm_execpath;
      const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
      const code = await run(command, [...args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'], {
        cwd: root,
        env: { ...process.env, ...quietEnvironment },
      });
      if (code !== 0) throw new Error(`The dependencies could not be installed: npm ci ended with ${code}.`);
    }
    writeFileSync(stamp, sha256(lock));
  });
}

const BUILT_FROM = ['app', 'auth', 'charts', 'components', 'db', 'domain', 'public', 'worker'];
const BUILT_FROM_FILES = /^(?!(vitest|playwright|drizzle)\.config|next-env)(.*\.(ts|js|mjs|cjs)|package(-lock)?\.json|tsconfig\.json)$/;
const NOT_BUILT_FROM = /\.(test|spec)\.tsx?$/;

/** A hash over every file that the build reads. */
function sourceHash() {
  const files = BUILT_FROM.filter((folder) => existsSync(at(folder))).flatMap((folder) =>
    readdirSync(at(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !NOT_BUILT_FROM.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  );
  files.push(...readdirSync(root).filter((name) => BUILT_FROM_FILES.test(name)));
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(`${file}\0${sha256(readFileSync(at(file)))}\n`);
  return hash.digest('hex');
}

const WARNING = /⚠|\bwarn(ing)?s?\b/i;

/**
 * Builds the application if its source has changed since the last build, so that a running server keeps the files it
 * serves. Gives the exit code and the lines that warn, also those of an earlier build that still holds.
 */
export async function build() {
  const stamp = at('.next/noticeboard-build');
  const current = () => {
    const last = JSON.parse(readOr(stamp, '{}'));
    return existsSync(at('.next/BUILD_ID')) && last.source === sourceHash() ? last : null;
  };
  const already = current();
  if (already) return { code: 0, warnings: already.warnings, fresh: false };

  return holding(at('.test/build.lock'), 'Waiting: the application is being built by another command.', async () => {
    const meanwhile = current();
    if (meanwhile) return { code: 0, warnings: meanwhile.warnings, fresh: false };
    console.log('Building the application (next build).');
    rmSync(stamp, { force: true });
    // Under CI the first build of a fresh clone would warn that this folder is missing.
    mkdirSync(at('.next/cache'), { recursive: true });
    const source = sourceHash();
    let output = '';
    const code = await run(nodeBinary(), [at('node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      env: { ...process.env, ...quietEnvironment, NODE_ENV: 'production' },
      onOutput: (text) => (output += text),
    });
    const warnings = output.split('\n').filter((line) => WARNING.test(line));
    if (code === 0) writeFileSync(stamp, JSON.stringify({ source, warnings }));
    return { code, warnings, fresh: true };
  });
}

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A Chromium that is already here: the one named, one on the PATH, one that Playwright has fetched; else null. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return isProgram(named) ? named : null;

  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find(isProgram);
  if (onPath) return onPath;

  const home = process.env.HOME ?? '';
  const caches = [process.env.PLAYWRIGHT_BROWSERS_PATH, path.join(home, '.cache/ms-playwright'), path.join(home, 'Library/Caches/ms-playwright')];
  const inside = ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'];
  return (
    caches
      .filter((cache) => cache && existsSync(cache))
      .flatMap((cache) => readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name)).map((name) => path.join(cache, name)))
      .flatMap((folder) => inside.map((program) => path.join(folder, program)))
      .find(isProgram) ?? null
  );
}

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { matches } from '@/lint/glob.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Every file of the repository, committed or about to be; nothing that git ignores. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(root, file)));
const folders = new Set(files.flatMap((file) => ancestors(file)));
const topFolders = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]));
const baseNames = new Set(files.map((file) => path.posix.basename(file)));

function ancestors(file: string): string[] {
  const parent = path.posix.dirname(file);
  return parent === '.' ? [] : [parent, ...ancestors(parent)];
}

const documents = files.filter((file) => matches(file, ['{AGENTS,README,CONTRIBUTING}.md', 'docs/**/*.md']));
const unfenced = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '');

const PATH = /^\.?[\w@()[\]{},*.-]+(\/[\w@()[\]{},*.-]+)*\/?$/;
const FILE = /\.(ts|tsx|js|mjs|cjs|json|md|sql|css|yaml|yml|sh|svg|png)$/;

/** Whether a document may cite this: true for what does not look like a path of this repository. */
function stands(cited: string): boolean {
  const token = cited.replace(/^@\//, '').replace(/^\.\//, '').replace(/\/$/, '').replace(/:\d+$/, '');
  if (!PATH.test(token)) return true;
  if (!token.includes('/')) {
    if (!FILE.test(token) || token.startsWith('*') || token.startsWith('.')) return true;
    return baseNames.has(token) || matches(token, ['tsconfig.tsbuildinfo', 'next-env.d.ts']);
  }
  if (!topFolders.has(token.split('/')[0])) return true;
  return [...files, ...folders].some((known) => matches(known, [token]) || matches(known, [`${token}.{ts,tsx,mjs}`]));
}

describe.each(documents)('%s', (document) => {
  const text = read(document);

  it('cites only paths that exist', () => {
    const cited = [...unfenced(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
    expect(cited.filter((token) => !stands(token))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const linked = [...unfenced(text).matchAll(/\]\(([^)#\s]+)(#[^)\s]*)?\)/g)].map((match) => match[1] ?? '');
    const inside = linked.filter((target) => !/^[a-z]+:/.test(target));
    const missing = inside.filter((target) => !existsSync(path.join(root, path.dirname(document), target)));
    expect(missing).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('AGENTS.md', () => {
  it.skipIf(!files.includes('AGENTS.md'))('stays under 100 lines', () => {
    expect(read('AGENTS.md').trimEnd().split('\n').length).toBeLessThan(100);
  });
});

/** The registry that npm uses here; read, so that it need not be written down. */
function ownRegistries(): string[] {
  const configured = [path.join(homedir(), '.npmrc'), '/etc/npmrc', '/usr/etc/npmrc', '/usr/local/etc/npmrc']
    .filter((file) => existsSync(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^\s*(?:@[\w-]+:)?registry\s*=\s*(\S+)/gm)])
    .map((match) => match[1]);
  return [process.env.npm_config_registry, process.env.NPM_CONFIG_REGISTRY, ...configured].flatMap((url) => {
    const host = url && URL.canParse(url) ? new URL(url).host : null;
    return host ? [host] : [];
  });
}

describe('every file', () => {
  const MACHINE = /(?<![\w.@/-])\/(work\/(main|shared|\.library)|root|home\/\w+)\/[\w.]/;
  const RESOLVED = /"resolved": "https?:/;
  const self = path.relative(root, fileURLToPath(import.meta.url)).split(path.sep).join('/');
  const texts = files
    .filter((file) => file !== self && statSync(path.join(root, file)).size < 4 * 1024 * 1024)
    .map((file) => ({ file, text: read(file) }))
    .filter(({ text }) => !text.includes('\0'));

  it('is free of paths of the machine it was written on', () => {
    expect(texts.filter(({ text }) => MACHINE.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('is free of registry hosts', () => {
    const hosts = ownRegistries();
    const found = texts.filter(({ text }) => RESOLVED.test(text) || hosts.some((host) => text.includes(host)));
    expect(found.map(({ file }) => file)).toEqual([]);
  });
});

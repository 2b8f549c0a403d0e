import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

/*
 * Each folder in fixtures is a small house. A line that must be refused says so in a comment, `error: plugin(rule)`;
 * every other line must pass. So each rule is seen to fire, where it should, and alone.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const fixtures = path.join(root, 'lint/fixtures');
const folders = readdirSync(fixtures).toSorted();
const marker = /error: ([\w-]+\([\w-]+\))/;

type Config = { rules: Record<string, string>; overrides: { rules: Record<string, string> }[]; ignorePatterns?: string[] };
type Finding = { filename: string; code?: string; labels: { span: { line: number } }[] };

const config = JSON.parse(readFileSync(path.join(root, '.oxlintrc.json'), 'utf8')) as Config;

async function lintFixtures(): Promise<Finding[]> {
  const { ignorePatterns: _, ...rest } = config;
  const file = path.join(root, '.test/oxlint-fixtures.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...rest, jsPlugins: [path.join(root, 'lint/house.js')] }));
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [oxlint, '--config', file, '--format', 'json', 'lint/fixtures'],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  ).catch((error: { stdout: string }) => error);
  return (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
}

function expectedIn(folder: string): string[] {
  const files = readdirSync(path.join(fixtures, folder), { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const lines = readFileSync(file, 'utf8').split('\n');
      return lines.flatMap((line, index) => {
        const code = marker.exec(line)?.[1];
        return code ? [`${path.relative(path.join(fixtures, folder), file)}:${index + 1} ${code}`] : [];
      });
    })
    .toSorted();
}

let findings: Finding[];
beforeAll(async () => {
  findings = await lintFixtures();
}, 60_000);

function foundIn(folder: string): string[] {
  const prefix = `lint/fixtures/${folder}/`;
  return findings
    .filter((one) => one.filename.startsWith(prefix))
    .map((one) => {
      // An unused directive is reported under no rule, on the directive itself.
      const code = one.code ?? 'unused(directive)';
      return `${one.filename.slice(prefix.length)}:${one.labels[0]?.span.line} ${code}`;
    })
    .toSorted();
}

describe('each rule fires where it should, and alone', () => {
  it.each(folders)('%s', (folder) => {
    expect(foundIn(folder)).toEqual(expectedIn(folder));
  });

  it('finds nothing in the clean house', () => {
    expect(expectedIn('clean')).toEqual([]);
    expect(readdirSync(path.join(fixtures, 'clean')).length).toBeGreaterThan(0);
  });

  it('has a fixture for every rule the configuration names', () => {
    const named = [config, ...config.overrides].flatMap((part) =>
      Object.entries(part.rules)
        .filter(([, level]) => level !== 'off')
        .map(([rule]) => rule.split('/')[1]),
    );
    const shown = new Set(folders.flatMap(expectedIn).map((line) => /\(([\w-]+)\)$/.exec(line)?.[1]));
    expect(named.filter((rule) => !shown.has(rule))).toEqual([]);
  });

  it('leaves every fixture but the clean one with something to find', () => {
    expect(folders.filter((folder) => expectedIn(folder).length === 0)).toEqual(['clean']);
  });
});

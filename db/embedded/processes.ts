import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Account } from './account';
import { codeOf } from './errors';

export type Finished = { code: number; output: string };

/** The environment of every PostgreSQL program: nothing of ours (`PGOPTIONS`, `LC_ALL`, `TZ`) may change what it does. */
export function cleanEnvironment(locale = 'C.UTF-8'): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: locale, TZ: 'UTC', PATH: process.env.PATH ?? '' };
  for (const name of ['SystemRoot', 'TEMP', 'TMP']) {
    const value = process.env[name];
    if (process.platform === 'win32' && value !== undefined) environment[name] = value;
  }
  return environment;
}

/** Spawn options that give a program to `account`, in a folder that it can enter. */
export function identityOptions(account: Account | null): { cwd: string; uid?: number; gid?: number } {
  const cwd = process.platform === 'win32' ? process.cwd() : '/';
  return account ? { cwd, uid: account.uid, gid: account.gid } : { cwd };
}

/** Runs a program to its end; a program that cannot be started answers with code -1 and the reason. */
export function run(command: string, args: readonly string[], account: Account | null, locale?: string): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...identityOptions(account),
      env: cleanEnvironment(locale),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    // Not spawn's own timeout: its timer stays, and keeps us running, when the program cannot be started.
    const timer = setTimeout(() => child.kill('SIGKILL'), 300_000);
    const finish = (finished: Finished) => {
      clearTimeout(timer);
      resolve(finished);
    };
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', (error) => finish({ code: -1, output: error.message }));
    child.once('close', (code) => finish({ code: code ?? -1, output: output.trim() }));
  });
}

/** A running process as far as it can be seen: its name, and a mark that a later process with the same pid does not share. */
export type Sighting = { name: string | null; mark: string | null };

/** The process with this pid, or null when there is none (a zombie holds nothing any more, so it is none). */
export function sight(pid: number): Sighting | null {
  if (!exists(pid)) return null;
  const stat = readOrNull(`/proc/${pid}/stat`);
  const boot = readOrNull('/proc/sys/kernel/random/boot_id');
  if (stat === null) return { name: null, mark: null };
  const nameEnd = stat.lastIndexOf(')'); // The name is in brackets and may hold spaces and brackets itself.
  const fields = stat.slice(nameEnd + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return { name: stat.slice(stat.indexOf('(') + 1, nameEnd), mark: `${boot?.trim() ?? ''}:${fields[19] ?? ''}` };
}

function exists(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

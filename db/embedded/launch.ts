import { spawn } from 'node:child_process';
import { chownSync, closeSync, fstatSync, lstatSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account';
import { type Binaries, ensureBinaries, findPackage } from './binaries';
import { ensureCluster } from './cluster';
import { EmbeddedDatabaseError, codeOf } from './errors';
import { type ReadyServer, probe, readPidFile } from './probe';
import { cleanEnvironment, identityOptions, sight } from './processes';
import { serverArguments } from './settings';
import { type Site, chooseHome, clusterIn, logFile, makePrivate, outsideHome, rememberHome, socketFolder, stoppedFile } from './site';

type Log = (line: string) => void;

/** How long a start is repeated after a crash, until the old server's last process and its shared memory are gone. */
const retryFor = 30_000;
/** How long a server may take to answer at all, and how long while it says that it recovers from a crash. */
const answerWithin = 60_000;
const recoverWithin = 15 * 60_000;

/** Starts the server and returns when it answers. To be called under the lock, when nothing answers. */
export async function launch(site: Site, log: Log): Promise<ReadyServer> {
  const { home, account } = await chooseHome(site);
  const binaries = await ensureBinaries(findPackage(), outsideHome(site), account);
  if (!site.tcp) makePrivate(socketFolder(site, home), account);
  await ensureCluster(site, home, account, binaries);
  rememberHome(site, home);
  rmSync(stoppedFile(site), { force: true });
  rotateLog(site);

  const end = Date.now() + retryFor;
  let unexplained = 0;
  for (let pause = 100; ; pause = Math.min(pause * 2, 2000)) {
    const outcome = await attempt(site, home, account, binaries);
    if (outcome.state === 'ready') return outcome;
    if (!passes(outcome.output)) unexplained += 1;
    if (unexplained >= 3 || Date.now() + pause > end) throw failure(site, home, outcome.output);
    log(`PostgreSQL did not start yet (${lastLine(outcome.output)}); next try in ${pause} ms`);
    await sleep(pause);
  }
}

/** Failures that end by themselves once the crashed server's processes are gone. */
function passes(output: string): boolean {
  return /lock file ".*" already exists|pre-existing shared memory block|Address already in use/.test(output);
}

async function attempt(site: Site, home: string, account: Account | null, binaries: Binaries): Promise<ReadyServer | { state: 'ended'; output: string }> {
  const args = await serverArguments(site, home, account, binaries);
  const handle = openSync(logFile(site), 'a', 0o600);
  const offset = fstatSync(handle).size;
  const fate: { reason: string | null } = { reason: null };
  try {
    // The server itself instead of `pg_ctl start`, which puts folder names into a shell command unquoted. `detached` makes a
    // session of its own: no Ctrl-C reaches it, and it outlives us. It inherits the open log, so the log's folder stays closed.
    const child = spawn(binaries.postgres, args, {
      ...identityOptions(account),
      env: { ...cleanEnvironment(), ...disownPidFile(home) },
      stdio: ['ignore', handle, handle],
      detached: true,
      windowsHide: true,
    });
    child.once('error', (error) => (fate.reason = error.message));
    child.once('exit', () => (fate.reason ??= ''));
    child.unref();
  } finally {
    closeSync(handle);
  }
  const began = Date.now();
  for (;;) {
    await sleep(50);
    const answer = await probe(site);
    if (answer.state === 'ready') return answer;
    if (fate.reason !== null) return { state: 'ended', output: fate.reason || readFrom(logFile(site), offset) };
    const waited = Date.now() - began;
    if (waited > (answer.state === 'busy' ? recoverWithin : answerWithin)) throw slowness(site, waited, answer.state === 'busy' ? answer.reason : 'no answer');
  }
}

/**
 * PostgreSQL takes the pid in a pid file for a running server when any process of the same user has it: after a reboot, in a
 * new container, or as a zombie whose parent never reaps it. Where we can see that it is no PostgreSQL we say so in the way
 * `pg_ctl` does (that pid is "our grandparent"), and the file is never deleted; the shared memory check still stands.
 */
function disownPidFile(home: string): Record<string, string> {
  const pid = readPidFile(home)?.pid;
  if (pid === undefined || !Number.isSafeInteger(pid)) return {};
  const sighting = sight(pid);
  const isServer = sighting !== null && (sighting.name === null || sighting.name.startsWith('postgres'));
  return isServer ? {} : { PG_GRANDPARENT_PID: String(pid) };
}

function failure(site: Site, home: string, output: string): EmbeddedDatabaseError {
  const pidFile = path.join(clusterIn(home), 'postmaster.pid');
  const remedy = passes(output)
    ? `Another server may still hold the database: end the process that ${pidFile} names on its first line. Remove that file only if no PostgreSQL process is left.`
    : `The whole story is in ${logFile(site)}.`;
  return new EmbeddedDatabaseError(`The embedded database in ${clusterIn(home)} did not start: ${lastLine(output)} ${remedy}`);
}

function slowness(site: Site, waited: number, reason: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The embedded database is still not ready after ${Math.round(waited / 1000)} seconds (${reason}). It goes on by itself: try again later, and see ${logFile(site)}.`,
  );
}

function lastLine(output: string): string {
  // Answers to our own questions while it starts are not why it failed.
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/accepting connections|starting up|terminating connection/.test(line));
  const fatal = lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line));
  return (fatal ?? lines.at(-1) ?? 'it ended without a word').trim();
}

function readFrom(file: string, offset: number): string {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(16_384);
    return buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, offset)).toString('utf8');
  } finally {
    closeSync(handle);
  }
}

/** Keeps one earlier log. A log that root begins in somebody's folder belongs to the folder's owner, who starts the server next. */
function rotateLog(site: Site): void {
  const file = logFile(site);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found && found.size > 10_000_000) renameSync(file, `${file}.1`);
  const handle = openSync(file, 'a', 0o600);
  closeSync(handle);
  if (process.getuid?.() !== 0) return;
  const owner = lstatSync(site.folder);
  try {
    chownSync(file, owner.uid, owner.gid);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readPidFile } from './probe';
import { sight } from './processes';
import { type EmbeddedServer, openEmbedded } from './server';
import { stopServer } from './shutdown';
import { existingHome, outsideHome, sharedHome, socketFolder } from './site';

/** One integration test's ground: data folders of its own, and the end of every process and server that it began. */
export class Trial {
  readonly root = mkdtempSync(path.join(os.tmpdir(), 'nb-trial-'));
  readonly folder = path.join(this.root, 'data');
  readonly lines: string[] = [];
  private readonly folders = new Set<string>();
  private readonly children: ChildProcess[] = [];

  constructor() {
    chmodSync(this.root, 0o711);
  }

  open(folder = this.folder): Promise<EmbeddedServer> {
    this.folders.add(folder);
    return openEmbedded({ folder, log: (line) => this.lines.push(line) });
  }

  /** Starts `trial-opener.ts` in a process of its own. */
  opener(folder = this.folder, options: { stay?: boolean; uid?: number; repository?: string } = {}): Opener {
    this.folders.add(folder);
    const repository = options.repository ?? repositoryRoot;
    const script = path.join(repository, 'db/embedded/trial-opener.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder, options.stay ? 'stay' : 'leave'], {
      cwd: repository,
      env: { PATH: process.env.PATH ?? '', NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    this.children.push(child);
    const said = { output: '', complaints: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.complaints += text));
    const closed = new Promise<Report>((resolve) => child.once('close', (code) => resolve({ code, ...said })));
    return { child, said, closed };
  }

  /** Ends the processes of a test that failed before it did so. */
  endChildren(): void {
    for (const child of this.children.splice(0)) child.kill('SIGKILL');
  }

  async cleanUp(): Promise<void> {
    this.endChildren();
    for (const folder of this.folders) {
      const site = { folder, tcp: false };
      const home = existingHome(site);
      await stopServer(site);
      if (home !== null && socketFolder(site, home).startsWith(os.tmpdir())) rmSync(socketFolder(site, home), { recursive: true, force: true });
      rmSync(outsideHome(site), { recursive: true, force: true });
    }
    if (existsSync(sharedHome) && readdirSync(sharedHome).length === 0) rmSync(sharedHome, { recursive: true });
    rmSync(this.root, { recursive: true, force: true });
  }
}

export type Report = { code: number | null; output: string; complaints: string };
export type Opener = { child: ChildProcess; said: { output: string; complaints: string }; closed: Promise<Report> };

const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The pid of the server of a data folder. */
export function postmaster(folder: string): number {
  const pid = readPidFile(existingHome({ folder, tcp: false }) ?? folder)?.pid;
  if (pid === undefined) throw new Error(`no server in ${folder}`);
  return pid;
}

/** Kills the server and all its processes at once, as a power cut would. */
export function killServer(folder: string): number {
  const pid = postmaster(folder);
  for (const victim of [pid, ...childrenOf(pid)]) killIfThere(victim);
  return pid;
}

/** A process of a short life (an autovacuum worker) may end before its turn comes. */
export function killIfThere(pid: number): void {
  if (!isGone(pid)) process.kill(pid, 'SIGKILL');
}

export function childrenOf(parent: number): number[] {
  return everyPid().filter((pid) => Number(statFields(pid)[1]) === parent);
}

/** Every PostgreSQL server process (not its children) that runs on the cluster of a data folder. */
export function serversOf(cluster: string): number[] {
  const found = everyPid().filter((pid) => {
    const words = readOr(`/proc/${pid}/cmdline`).split('\0');
    return path.basename(words[0] ?? '') === 'postgres' && words[2] === cluster && words[3] !== '-C';
  });
  // A child that was forked this instant still bears its parent's command line.
  return found.filter((pid) => !isGone(pid) && !found.includes(Number(statFields(pid)[1])));
}

/** The account a process runs as. */
export function uidOf(pid: number): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readOr(`/proc/${pid}/status`))?.[1]);
}

/** How many TCP sockets a process listens on. */
export function tcpListeners(pid: number): number {
  const inodes = new Set<string>();
  for (const handle of readdirSync(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${handle}`))?.[1];
    if (inode !== undefined) inodes.add(inode);
  }
  const rows = ['tcp', 'tcp6'].flatMap((name) => readOr(`/proc/net/${name}`).split('\n').slice(1));
  return rows.map((row) => row.trim().split(/\s+/)).filter((row) => row[3] === '0A' && inodes.has(row[9] ?? '')).length;
}

/** One statement over a connection of its own. */
export async function ask(server: EmbeddedServer, statement: string): Promise<unknown> {
  const client = new pg.Client({ ...server.connection, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const answer = await client.query<Record<string, unknown>>(statement);
    return Object.values(answer.rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Waits until `look` answers something other than null; throws when that takes too long. */
export async function eventually<T>(what: string, look: () => T | null | Promise<T | null>, patience = 30_000): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
    const answer = await look();
    if (answer !== null) return answer;
  }
  throw new Error(`waited ${patience} ms in vain: ${what}`);
}

export const isGone = (pid: number) => sight(pid) === null;

function everyPid(): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
}

function statFields(pid: number): string[] {
  const stat = readOr(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

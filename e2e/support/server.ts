import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { nodeBinary, root } from '@/cli/bootstrap.mjs';
import { homeWithoutProxy } from '@/e2e/support/without-proxy';

export type Server = { url: string; data: string; pid: number; cli(...args: string[]): Promise<string>; stop(): Promise<void> };
type Wishes = {
  demo?: boolean;
  /** Serve a copy of the build from which the proxy is taken out: only the web server, on the data of another one. */
  withoutProxy?: boolean;
  data?: string;
  port?: number;
  environment?: Record<string, string>;
};

const readyWithinMilliseconds = 240_000;
const stopWithinMilliseconds = 40_000;
const ours = /^(NOTICEBOARD_|OIDC_|NEXTAUTH_|PG|DATABASE_URL$|PORT$|NODE_OPTIONS$)/;

/** The environment without anything that would lead a server of the tests to somebody's real data. */
const cleanEnvironment = (): NodeJS.ProcessEnv => ({ ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });

/** Runs `noticeboard` beside a server, on its data; gives what it prints. */
export async function runCli({ url, data }: { url: string; data: string }, args: string[]): Promise<string> {
  const environment = { ...cleanEnvironment(), NOTICEBOARD_HOME: root, NOTICEBOARD_DATA: data, NOTICEBOARD_URL: url };
  const { stdout } = await promisify(execFile)(nodeBinary(), [path.join(root, 'cli/noticeboard.mjs'), ...args], { cwd: root, env: environment, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Starts the production build on a data folder and a port of its own; resolves when it is ready and has said where it is. */
export async function startServer({ demo = false, withoutProxy = false, data: given, port: wished, environment = {} }: Wishes = {}): Promise<Server> {
  if (!existsSync(path.join(root, '.next/BUILD_ID'))) throw new Error('There is no production build to test: run "npm run build" first.');
  const data = given ?? temporaryFolder('noticeboard-e2e-');
  const port = wished ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const home = withoutProxy ? homeWithoutProxy() : root;
  const args = withoutProxy
    ? [path.join(home, 'node_modules/next/dist/bin/next'), 'start', home, '-H', '127.0.0.1', '-p', String(port)]
    : [path.join(root, 'cli/noticeboard.mjs'), 'start', '--port', String(port), ...(demo ? ['--demo'] : [])];
  const child = spawn(nodeBinary(), args, {
    cwd: home,
    env: { ...cleanEnvironment(), NOTICEBOARD_HOME: home, NOTICEBOARD_DATA: data, ...(withoutProxy && { NEXTAUTH_URL: url }), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    if (given === undefined) rmSync(data, { recursive: true, force: true });
    if (withoutProxy) rmSync(home, { recursive: true, force: true });
  };
  try {
    await ready(child, url, withoutProxy ? 'Ready in' : 'Noticeboard is at', path.join(logFolder(), `${port}.log`));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, data, pid: child.pid ?? 0, cli: (...rest) => runCli({ url, data }, rest), stop };
}

/** A folder of its own that the unprivileged account of the embedded database may pass through. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('The system gave no port.'))));
    });
  });
}

/** Where each server's output goes, by port, so that a failure in CI can be read afterwards. */
function logFolder(): string {
  const folder = path.join(root, '.test/servers');
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function ready(child: ChildProcess, url: string, announcement: string, log: string): Promise<void> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece) => {
      printed = `${printed}${String(piece)}`.slice(-100_000);
      appendFileSync(log, String(piece));
    });
  }
  const until = Date.now() + readyWithinMilliseconds;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.\n${printed.slice(-4_000)}`);
    const isUp = printed.includes(announcement) && (await fetch(`${url}/api/health/ready`).then((answer) => answer.ok, () => false));
    if (isUp) return;
    await pause(200);
  }
  throw new Error(`The server was not ready in ${readyWithinMilliseconds / 1_000} s.\n${printed.slice(-4_000)}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended.then(() => true), pause(stopWithinMilliseconds, false, { ref: false })]);
  if (!inTime) child.kill('SIGKILL');
  await ended;
}

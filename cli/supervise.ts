import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

type Plan = { home: string; web: string[]; environment: NodeJS.ProcessEnv };

/** Ends after this long even when a child does not stop by itself. */
const graceMilliseconds = 25_000;

/** Runs the web server and the worker until the signal, bringing back whichever dies, slower each time; resolves when both have stopped. */
export async function runChildren(signal: AbortSignal, plan: Plan): Promise<void> {
  await Promise.all([keepRunning('web', plan.web, signal, plan), keepRunning('worker', [path.join(plan.home, 'cli/noticeboard.mjs'), 'worker'], signal, plan)]);
}

async function keepRunning(name: string, args: string[], signal: AbortSignal, plan: Plan): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const began = Date.now();
    const child = spawn(process.execPath, args, { cwd: plan.home, env: plan.environment, stdio: ['ignore', 'inherit', 'inherit'] });
    const code = await ended(child, signal);
    if (signal.aborted) return;
    failures = Date.now() - began > 60_000 ? 1 : failures + 1;
    const wait = Math.min(30_000, 500 * 2 ** failures);
    process.stderr.write(`${JSON.stringify({ level: 'error', message: `${name} stopped`, code, again_in_ms: wait })}\n`);
    await pause(wait, signal);
  }
}

function ended(child: ChildProcess, signal: AbortSignal): Promise<number | null> {
  return new Promise((resolve) => {
    let force: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      force = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
    };
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', () => resolve(null));
    child.once('exit', (code) => {
      clearTimeout(force);
      signal.removeEventListener('abort', stop);
      resolve(code);
    });
    if (signal.aborted) stop();
  });
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });

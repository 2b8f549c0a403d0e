import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end and gives its exit code. `onOutput` sees what it prints, which is printed all the same.
 * A signal to this process is passed on; Ctrl-C in a terminal is not, since the terminal has sent it to both.
 */
export function run(command, args, { onOutput, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const output = onOutput ? 'pipe' : 'inherit';
    const child = spawn(command, args, { stdio: ['ignore', output, output], ...options });
    const forward = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);

    for (const name of ['stdout', 'stderr'])
      child[name]?.on('data', (chunk) => {
        process[name].write(chunk);
        onOutput(chunk.toString());
      });
    const done = () => FORWARDED.forEach((signal) => process.off(signal, forward));
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code, signal) => {
      done();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

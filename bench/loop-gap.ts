import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type LoopGap = { /** The longest gap of the event loop, in ms. */ longest: number; /** CPU that the server used in it, in ms: far less than the gap, and the processors were somebody else's. */ cpu: number; /** The most CPU it used between two ticks, in ms. */ busiest: number; /** Of a hundred gaps, ninety-nine are shorter, in ms. */ p99: number; answers: number };

const child = fileURLToPath(new URL('./loop-gap-child.ts', import.meta.url));

/**
 * The gaps of a page server's event loop while each `work` goes on beside it, one after the other. The server is a process of its own, as the worker is beside the web server: it answers a request for the
 * list of runs every 50 ms from the database, and nothing of the bench (its heap, its own children) weighs on it. Other programs on the machine count in, so that one `work` should only wait.
 */
export async function loopGaps<Results extends unknown[]>(...works: { [Name in keyof Results]: () => Promise<Results[Name]> }): Promise<{ [Name in keyof Results]: LoopGap & { result: Results[Name] } }> {
  const server = spawn(process.execPath, ['--import', 'tsx', child], { cwd: path.dirname(path.dirname(child)), stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const closed = once(server, 'close');
  try {
    await lines.next();
    const found: (LoopGap & { result: unknown })[] = [];
    for (const work of works) {
      server.stdin.write('start\n');
      const result = await work();
      server.stdin.write('stop\n');
      found.push({ result, ...(JSON.parse(String((await lines.next()).value)) as LoopGap) });
    }
    return found as { [Name in keyof Results]: LoopGap & { result: Results[Name] } };
  } finally {
    server.stdin.end();
    await closed;
  }
}

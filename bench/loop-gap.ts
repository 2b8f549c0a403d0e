import { once } from 'node:events';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { bench } from '@/bench/own-database';
import { listRuns } from '@/domain/reports/queries';

const resolution = 5;
const betweenRequests = 50;

export type LoopGap = { /** The longest gap of the event loop, in ms. */ longest: number; /** Of a hundred gaps, ninety-nine are shorter, in ms. */ p99: number; answers: number };

/**
 * The gaps of this process's event loop while `work` goes on beside it, in a process of its own as the worker is. Meanwhile this process does what the page
 * server does for the list of runs: it answers a request every 50 ms from the database. Other programs on the machine count in, so compare with `work` that only waits.
 */
export async function loopGap<Result>(work: () => Promise<Result>): Promise<LoopGap & { result: Result }> {
  const server = createServer((_, response) => {
    listRuns(bench, { page: 1, size: 25 }).then((found) => response.end(JSON.stringify(found)), (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  await (await fetch(url)).text();
  const gaps = monitorEventLoopDelay({ resolution });
  let [answers, isOver] = [0, false];
  const requests = async () => {
    for (; !isOver; answers += 1) {
      await (await fetch(url)).text();
      await pause(betweenRequests);
    }
  };
  gaps.enable();
  const asked = requests();
  try {
    const result = await work();
    return { result, longest: gaps.max / 1e6 - resolution, p99: gaps.percentile(99) / 1e6 - resolution, answers };
  } finally {
    gaps.disable();
    isOver = true;
    await asked;
    server.closeAllConnections();
    server.close();
  }
}

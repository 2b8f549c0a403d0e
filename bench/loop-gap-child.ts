import { once } from 'node:events';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { bench } from '@/bench/own-database';
import { listRuns } from '@/domain/reports/queries';
import { closeConnection } from '@/db/client';

const resolution = 5;
const betweenRequests = 50;

/** Serves the list of runs to itself and watches its own event loop between the lines `start` and `stop` on standard input; see bench/loop-gap.ts. */
const server = createServer((_, response) => {
  listRuns(bench, { page: 1, size: 25 }).then((found) => response.end(JSON.stringify(found)), (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
const gaps = monitorEventLoopDelay({ resolution });
let [answers, isOver] = [0, false];
const requests = async () => {
  for (; !isOver; answers += 1) {
    await (await fetch(url)).text();
    await pause(betweenRequests);
  }
};
const asked = requests();
await pause(2_000); // What is compiled at first is no gap of a server that has run for a while.
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'start') {
    gaps.reset();
    gaps.enable();
    answers = 0;
  } else {
    gaps.disable();
    process.stdout.write(`${JSON.stringify({ longest: gaps.max / 1e6 - resolution, p99: gaps.percentile(99) / 1e6 - resolution, answers })}\n`);
  }
}
isOver = true;
await asked;
server.closeAllConnections();
server.close();
await closeConnection();

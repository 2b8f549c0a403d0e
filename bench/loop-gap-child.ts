import { once } from 'node:events';
import { createServer } from 'node:http';
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
let [answers, isOver] = [0, false];
let gaps: { wall: number; cpu: number }[] = [];
/** How long after it was due each tick of a timer came, and how much CPU this process used since the one before: a gap without CPU is one in which the machine gave its processors to others. */
const watched = async () => {
  let [at, cpu] = [performance.now(), process.cpuUsage()];
  for (; !isOver; ) {
    await pause(resolution);
    const [now, used] = [performance.now(), process.cpuUsage(cpu)];
    gaps.push({ wall: now - at - resolution, cpu: (used.user + used.system) / 1_000 });
    [at, cpu] = [now, process.cpuUsage()];
  }
};
const requests = async () => {
  for (; !isOver; answers += 1) {
    await (await fetch(url)).text();
    await pause(betweenRequests);
  }
};
const asked = Promise.all([requests(), watched()]);
await pause(2_000); // What is compiled at first is no gap of a server that has run for a while.
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'start') {
    gaps = [];
    answers = 0;
  } else {
    const sorted = gaps.toSorted((a, b) => a.wall - b.wall);
    const longest = sorted.at(-1);
    process.stdout.write(`${JSON.stringify({ longest: longest?.wall, cpu: longest?.cpu, p99: sorted[Math.ceil(sorted.length * 0.99) - 1]?.wall, busiest: Math.max(...gaps.map((gap) => gap.cpu)), answers })}\n`);
  }
}
isOver = true;
await asked;
server.closeAllConnections();
server.close();
await closeConnection();

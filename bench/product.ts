import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type SampleOptions, sampleBody, sampleCampaign, sampleLines } from '@/bench/sample-events';
import { build } from '@/cli/bootstrap.mjs';
import { closeConnection, connection } from '@/db/client';
import { childrenOf, tcpListeners } from '@/db/embedded/trial';
import { type Server, startServer, temporaryFolder } from '@/e2e/support/server';

/** The product as it is run, production build, on data of its own. */
export type Sent = Pick<SampleOptions, 'from' | 'count' | 'until'>;
export type Product = { server: Server; /** Resident memory of the web process in MB. */ webMemory(): number; /** Sends events as one batch; resolves with its id. */ send(events: Sent): Promise<string>; /** Resolves once the worker has nothing left to fold or to seal, and the server has cleared up. */ settled(): Promise<void>; page(address: string): Promise<number> };

/** Starts the product with the sample campaign, runs `work` and removes everything. */
export async function onProduct<Result>(work: (product: Product) => Promise<Result>): Promise<Result> {
  if ((await build()).code !== 0) throw new Error('The build failed.');
  const data = temporaryFolder('nb-bench-');
  const server = await startServer({ data, environment: tuned() });
  try {
    const file = path.join(os.tmpdir(), `${path.basename(data)}.json`);
    writeFileSync(file, JSON.stringify(sampleCampaign));
    await server.cli('campaign', 'create', file);
    rmSync(file);
    const key = (await server.cli('key', 'create', '--scope', 'ingest')).split('\n')[0] ?? '';
    const web = childrenOf(server.pid).find((pid) => tcpListeners(pid) > 0);
    if (web === undefined) throw new Error('There is no web process.');
    const cookie = await signIn(server);
    return await work({
      server,
      webMemory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${web}/status`, 'utf8'))?.[1] ?? 0) / 1024,
      send: (events) => send(server.url, key, events),
      settled: () => settled(data),
      page: async (address) => {
        const started = performance.now();
        const answer = await fetch(`${server.url}${address}`, { headers: { cookie }, redirect: 'manual' });
        await answer.text();
        if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}.`);
        return performance.now() - started;
      },
    });
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** What an operator of many millions of people may set (docs/large.md), where it is set here. */
const tuned = (): Record<string, string> => Object.fromEntries(['NOTICEBOARD_DATABASE_CACHE', 'NOTICEBOARD_IMPORT_CHUNK'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

async function settled(data: string): Promise<void> {
  delete process.env.DATABASE_URL;
  process.env.NOTICEBOARD_DATA = data;
  const { pool } = await connection();
  const left = async () => (await pool.query<{ n: string }>(`select (select count(*) from ledger where not folded) + (select count(*) from batches where seal_seq is null) as n`)).rows[0]?.n;
  while ((await left()) !== '0') await pause(1_000);
  await pool.query('vacuum analyze'); // Else the server tidies up beside what is measured.
  await closeConnection();
}

/** Signs in as a DPO with a one-time link, as the browser does; gives the session's cookie. */
async function signIn(server: Server): Promise<string> {
  const link = (await server.cli('user', 'create', 'dpo@example.org', '--role', 'dpo')).trim();
  const token = new URL(link.split(/\s/).find((word) => word.startsWith('http')) ?? '').searchParams.get('token') ?? '';
  const first = await fetch(`${server.url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const cookies = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  const held = cookies(first);
  const answer = await fetch(`${server.url}/api/auth/callback/link`, {
    method: 'POST', redirect: 'manual', headers: { cookie: held.join('; '), origin: server.url, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ csrfToken, token, json: 'true' }),
  });
  return [...held, ...cookies(answer)].join('; ');
}

async function send(url: string, key: string, events: Sent): Promise<string> {
  const options = { ...events, known: 0.33, knownOf: 'all' as const, seed: events.from + 1 };
  let sent = 0;
  const lines = function* () {
    for (const line of sampleLines(options)) {
      sent += 1;
      yield line;
    }
  };
  const answer = await new Promise<string>((resolve, reject) => {
    const request = httpRequest(`${url}/api/v1/campaigns/${sampleCampaign.key}/events`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' } });
    request.once('error', reject);
    request.once('response', (response) => text(response).then(resolve, reject));
    Readable.from(sampleBody(options, lines())).once('error', reject).pipe(request);
  });
  const { batch = '', received, rejected } = JSON.parse(answer) as { batch?: string; received?: number; rejected?: number };
  if (received !== sent || rejected !== 0) throw new Error(`The import answered ${answer.slice(0, 300)}`);
  return batch;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Outcome } from '@/bench/run';
import { randoms, sampleBody, sampleCampaign } from '@/bench/sample-events';
import { build } from '@/cli/bootstrap.mjs';
import { childrenOf, killIfThere, killServer, postmaster, tcpListeners } from '@/db/embedded/trial';
import { type Server, freePort, startServer, temporaryFolder } from '@/e2e/support/server';

const minutes = Number(process.env.SOAK_MINUTES ?? 10);
const seed = Number(process.env.SOAK_SEED ?? 1);

class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

type Answer = { batch: string; received: number; stored: number };

/**
 * Random imports from several senders, withdrawals and moved deadlines against the running product, while its web server, the whole
 * program or the database with it is killed now and then; at the end every answered batch is there and `log fsck` finds nothing.
 */
export async function measure(): Promise<Outcome> {
  if ((await build()).code !== 0) throw new Error('The build failed.');
  const data = temporaryFolder('nb-soak-');
  const port = await freePort();
  let server = await startServer({ data, port });
  const figures: Record<string, number> = { seed, minutes, imports: 0, unanswered: 0, events_stored: 0, withdrawals: 0, deadlines_moved: 0, kills: 0 };
  const count = (name: string, n = 1) => (figures[name] = (figures[name] ?? 0) + n);
  const standing: Answer[] = [];
  try {
    const keys = await prepare(server, data);
    const call = async (address: string, method: string, key: string, type: string, body: Buffer | string): Promise<unknown> => {
      const answer = await fetch(`${server.url}/api/v1${address}`, { method, headers: { authorization: `Bearer ${key}`, 'content-type': type }, body: new Uint8Array(Buffer.from(body)) });
      if (!answer.ok) throw new Refused(answer.status, `${address} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    };
    const until = Date.now() + minutes * 60_000;
    const sender = async (lane: number) => {
      const random = randoms(seed * 100 + lane);
      while (Date.now() < until) {
        const from = Math.floor(random() * 60_000);
        const body = Buffer.concat([...sampleBody({ from, count: 1 + Math.floor(random() ** 3 * 30_000), known: random() < 0.5 ? 0.7 : 0, seed: Math.floor(random() * 50) })]);
        try {
          const answer = (await call(`/campaigns/${sampleCampaign.key}/events`, 'POST', keys.ingest, 'application/x-ndjson', body)) as Answer;
          standing.push(answer);
          count('imports');
          count('events_stored', answer.stored);
          if (random() < 0.15) {
            const [victim] = standing.splice(Math.floor(random() * standing.length), 1);
            if (victim) await call(`/batches/${victim.batch}/withdraw`, 'POST', keys.dpo, 'application/json', JSON.stringify({ reason: 'soak' }));
            count('withdrawals');
          } else if (random() < 0.05) {
            const at = new Date(Date.UTC(2026, 0, 6 + Math.floor(random() * 18), Math.floor(random() * 24))).toISOString();
            await call(`/campaigns/${sampleCampaign.key}`, 'PATCH', keys.dpo, 'application/json', JSON.stringify({ deadline: { at, area: null, reason: 'soak' } }));
            count('deadlines_moved');
          }
        } catch (error) {
          if (error instanceof Refused && error.status < 500) throw error;
          count('unanswered');
          await sleep(500);
        }
      }
    };
    const killer = async () => {
      const random = randoms(seed * 977);
      while (Date.now() < until - 20_000) {
        await sleep(8_000 + random() * 20_000);
        const kind = random();
        const children = childrenOf(server.pid).filter((pid) => pid !== postmaster(data));
        const web = children.find((pid) => tcpListeners(pid) > 0);
        count('kills');
        if (kind < 0.4 && web !== undefined) {
          killIfThere(web);
        } else {
          killIfThere(server.pid);
          for (const pid of children) killIfThere(pid);
          if (kind > 0.7) killServer(data);
          server = await startServer({ data, port });
        }
      }
    };
    await Promise.all([...[1, 2, 3, 4].map(sender), killer()]);
    for (let i = 0; i < 60 && !(await isReady(server)); i += 1) await sleep(1_000);
    const checked = await server.cli('log', 'fsck').then((text) => ({ code: 0, text }), (error: { stdout?: string }) => ({ code: 1, text: error.stdout ?? String(error) }));
    const problems = checked.code === 0 ? 0 : Math.max(1, (checked.text.match(/problem/g) ?? []).length);
    if (problems > 0) process.stderr.write(`${checked.text.slice(0, 4_000)}\n`);
    return { figures: { ...figures, fsck_problems: problems }, ok: problems === 0 && (figures.kills ?? 0) > 0 && (figures.withdrawals ?? 0) > 0 };
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const isReady = (server: Server) => fetch(`${server.url}/api/health/ready`).then((answer) => answer.ok, () => false);

async function prepare(server: Server, data: string): Promise<{ ingest: string; dpo: string }> {
  const file = path.join(os.tmpdir(), `${path.basename(data)}.json`);
  writeFileSync(file, JSON.stringify(sampleCampaign));
  await server.cli('campaign', 'create', file);
  rmSync(file);
  const keyOf = async (scope: string) => (await server.cli('key', 'create', '--scope', scope)).split('\n')[0] ?? '';
  return { ingest: await keyOf('ingest'), dpo: await keyOf('dpo') };
}

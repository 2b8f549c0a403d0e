import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '@/cli/bootstrap.mjs';
import { asOf, expectExactly, modelTotal, samplesOf, storedTwice, textOf, writeFigures } from '@/domain/uptake/testing/durable-events';
import type { Sample } from '@/domain/uptake/testing/event-sets';
import { closeConnection, connection } from '@/db/client';
import { childrenOf, eventually, killIfThere, killServer, postmaster, tcpListeners } from '@/db/embedded/trial';
import { campaignFile } from '@/db/testing/campaigns';
import { type Server, freePort, startServer, temporaryFolder } from '@/e2e/support/server';

/** More than two chunks of an import, so that some are committed and one is not when the blow falls. */
const perRound = 120_000;
/** What dies at once: the web server alone, which its supervisor brings back; the whole program; and the database with it. */
const victims = ['web', 'program', 'machine', 'web', 'program', 'machine'] as const;
const figures: Record<string, number> = { web_kills: 0, answered: 0, lost: 0, twice: 0, unanswered_gone: 0 };
const add = (name: keyof typeof figures, n: number) => (figures[name] = (figures[name] ?? 0) + n);

type Answer = { received: number; stored: number; duplicates: number; rejected: number };

const data = temporaryFolder('nb-web-');
let port: number;
let server: Server;
let keys: { admin: string; ingest: string; dpo: string };

beforeAll(async () => {
  expect((await build()).code, 'the build').toBe(0);
  port = await freePort();
  server = await startServer({ data, port });
  const keyOf = async (scope: string) => (await server.cli('key', 'create', '--scope', scope)).split('\n')[0] ?? '';
  keys = { admin: await keyOf('admin'), ingest: await keyOf('ingest'), dpo: await keyOf('dpo') };
  process.env.NOTICEBOARD_DATA = data;
  delete process.env.DATABASE_URL;
}, 600_000);
afterAll(async () => {
  await closeConnection();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
  writeFigures('web-server', figures);
});

/** A request over a connection of its own; rejects when the server dies before it has answered whole. */
function call(method: 'GET' | 'POST', address: string, key: string, body: Iterable<string> | AsyncIterable<string> = [], type = 'application/json'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, ...(method === 'POST' && { 'content-type': type }) };
    const request = httpRequest(`${server.url}/api/v1${address}`, { method, headers, agent: new Agent() });
    request.once('error', reject);
    request.once('response', (response) => text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject));
    Readable.from(body).once('error', reject).pipe(request);
  });
}

/** Sends events as NDJSON; gives the answer, or null when none came. */
async function send(campaign: string, body: Iterable<string> | AsyncIterable<string>): Promise<Answer | null> {
  const answer = await call('POST', `/campaigns/${campaign}/events`, keys.ingest, body, 'application/x-ndjson').catch(() => null);
  if (answer === null) return null;
  expect(answer.status, answer.body).toBe(200);
  return JSON.parse(answer.body);
}

async function newCampaign(): Promise<string> {
  const file = campaignFile({ population: [] });
  const made = await call('POST', '/campaigns', keys.admin, [JSON.stringify(file)]);
  expect(made.status, made.body).toBe(201);
  return file.key;
}

function* pieces(samples: Sample[], size: number): Generator<Sample[]> {
  for (let i = 0; i < samples.length; i += size) yield samples.slice(i, i + size);
}

/** One long import under way, whose last piece is held back: it cannot have been answered when the server is killed. */
function longImport(campaign: string, samples: Sample[]) {
  const struck = new AbortController();
  const said = { offered: 0 };
  async function* body() {
    for (const piece of pieces(samples.slice(0, -1), 1_000)) {
      said.offered += piece.length;
      yield textOf(piece);
    }
    await once(struck.signal, 'abort');
    yield textOf(samples.slice(-1));
  }
  return { said, end: () => struck.abort(), answer: send(campaign, body()) };
}

/** Sends the same events from their end on in small bodies, one after the other, until no answer comes; gives those that were answered. */
async function smallImports(campaign: string, samples: Sample[]): Promise<Sample[]> {
  const answered: Sample[] = [];
  for (const piece of pieces(samples.toReversed(), 100)) {
    const answer = await send(campaign, [textOf(piece)]);
    if (answer === null) break;
    expect(answer).toMatchObject({ received: piece.length, rejected: 0 });
    answered.push(...piece);
  }
  return answered;
}

/** Kills the web server, and what else is to die with it, at once. */
function strike(victim: (typeof victims)[number]): void {
  const children = childrenOf(server.pid).filter((pid) => pid !== postmaster(data));
  const web = children.find((pid) => tcpListeners(pid) > 0);
  if (web === undefined) throw new Error('There is no web server to kill.');
  if (victim !== 'web') killIfThere(server.pid);
  for (const pid of victim === 'web' ? [web] : children) killIfThere(pid);
  if (victim === 'machine') killServer(data);
}

const isReady = () => fetch(`${server.url}/api/health/ready`).then((answer) => (answer.ok ? true : null), () => null);

const committed = async (campaign: string): Promise<boolean> => {
  const { pool } = await connection();
  const found = await pool.query('select 1 from batches b join campaigns c on c.id = b.campaign_id where c.key = $1 and b.received >= 50000', [campaign]);
  return found.rows.length > 0;
};

test.each(victims.map((victim, round) => [victim, round] as const))('the web server is killed during an import (%s, round %i): nothing answered is lost, nothing is counted twice', async (victim, round) => {
  const campaign = await newCampaign();
  const samples = samplesOf(round, perRound);
  const long = longImport(campaign, samples);
  const small = smallImports(campaign, samples);
  await eventually('a chunk is committed', async () => ((await committed(campaign)) ? true : null));
  await sleep(Math.random() * 1_500);
  strike(victim);
  long.end();
  add('web_kills', 1);
  expect(await long.answer).toBeNull();
  const answered = await small;
  add('answered', answered.length);
  expect(answered.length).toBeGreaterThan(0);

  if (victim !== 'web') server = await startServer({ data, port });
  await eventually('the web server answers again', isReady, 60_000);
  const known = await send(campaign, [textOf(answered)]);
  add('lost', known?.stored ?? 0);
  expect(known).toMatchObject({ received: answered.length, stored: 0, duplicates: answered.length, rejected: 0 });
  const whole = await send(campaign, [textOf(samples)]);
  expect(whole).toMatchObject({ received: perRound, rejected: 0 });
  // Of what was sent and not answered some may be gone: it shows that the blow fell in the midst of the import.
  add('unanswered_gone', Math.max(0, (whole?.stored ?? 0) - (perRound - long.said.offered)));
  expect(await send(campaign, [textOf(samples)])).toMatchObject({ received: perRound, stored: 0, duplicates: perRound, rejected: 0 });

  add('twice', await storedTwice(campaign));
  await expectExactly(campaign, samples);
  const uptake = await call('GET', `/campaigns/${campaign}/uptake?as_of=${asOf.toISOString()}`, keys.dpo);
  const { population, counts, rates } = JSON.parse(uptake.body);
  expect({ population, ...counts, ...rates }).toEqual(await modelTotal(campaign, samples));
}, 180_000);

test('the kills fell in the midst of imports: of what was sent and not answered, something was gone', () => {
  expect(figures.unanswered_gone).toBeGreaterThan(0);
});

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Answer, type NoticeboardEvent, NoticeboardClient, type Report, type Settings } from './noticeboard-client';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { expectExactly, samplesOf } from '@/domain/uptake/testing/durable-events';
import { written } from '@/domain/uptake/testing/event-sets';
import { connection } from '@/db/client';
import { system } from '@/db/testing/actors';
import { newKey, open, openFront } from '@/db/testing/api-front';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

let front: Awaited<ReturnType<typeof openFront>>;
let key: string;
const folders: string[] = [];
const clients: NoticeboardClient[] = [];

beforeAll(async () => {
  front = await openFront();
  key = await newKey('ingest');
});
afterEach(async () => {
  front.through(open);
  await Promise.all(clients.splice(0).map((client) => client.close(0)));
});
afterAll(async () => {
  await front.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-client-'));
  folders.push(folder);
  return folder;
}

async function newCampaign(): Promise<string> {
  const file = campaignFile({ population: [] });
  await createCampaign(system, { file });
  return file.key;
}

function newClient(campaign: string, settings: Partial<Settings> = {}) {
  const reports: Report[] = [];
  const client = new NoticeboardClient({ url: front.url, campaign, key, folder: newFolder(), maxDelayMs: 20, retryBaseMs: 5, retryMaxMs: 20, onReport: (report) => reports.push(report), ...settings });
  clients.push(client);
  const answers = (): Answer[] => reports.flatMap((report) => (report.kind === 'stored' ? [report.answer] : []));
  return { client, reports, answers, sum: (name: 'received' | 'stored' | 'duplicates' | 'rejected') => answers().reduce((total, answer) => total + answer[name], 0) };
}

const eventsOf = (n: number) => {
  const samples = samplesOf(3, n);
  return { samples, events: samples.map((sample) => written(sample, 0) as NoticeboardEvent) };
};

async function batches(campaign: string): Promise<{ received: string; idempotency_key: string | null }[]> {
  const { pool } = await connection();
  return (await pool.query('select b.received, b.idempotency_key from batches b join campaigns c on c.id = b.campaign_id where c.key = $1 order by b.number', [campaign])).rows;
}

test('events go out in batches of the size given, under gzip, and are stored once', async () => {
  const campaign = await newCampaign();
  const { samples, events } = eventsOf(250);
  const { client, sum } = newClient(campaign, { maxBatchEvents: 100, maxDelayMs: 60_000 });
  for (const event of events) expect(client.enqueue(event)).toEqual({ queued: true, id: event.id });
  expect(await client.flush()).toEqual({ left: 0 });
  expect((await batches(campaign)).map(({ received }) => Number(received))).toEqual([100, 100, 50]);
  expect({ stored: sum('stored'), duplicates: sum('duplicates') }).toEqual({ stored: 250, duplicates: 0 });
  await expectExactly(campaign, samples);
  expect(client.queued).toEqual({ events: 0, bytes: 0 });
});

test('a server that is down when the client starts gets everything once it is there', async () => {
  const campaign = await newCampaign();
  const { samples, events } = eventsOf(120);
  const later = await openFront();
  await later.close();
  const { client, reports } = newClient(campaign, { url: later.url, maxBatchEvents: 50 });
  for (const event of events) client.enqueue(event);
  await expect.poll(() => reports.filter(({ kind }) => kind === 'retry').length).toBeGreaterThan(2);
  expect(client.queued.events).toBe(120);
  const risen = await openFront(undefined, later.port);
  expect(await client.flush(20_000)).toEqual({ left: 0 });
  await client.close();
  await risen.close();
  await expectExactly(campaign, samples);
});

test('a 503 is tried again, never sooner than its Retry-After says', async () => {
  const campaign = await newCampaign();
  const { samples, events } = eventsOf(30);
  let refusals = 3;
  front.through(async (request, response, answer) => {
    if (refusals === 0) return open(request, response, answer);
    refusals -= 1;
    request.resume();
    response.writeHead(503, { 'retry-after': '7' }).end('{"code":"unavailable"}');
  });
  const waited: number[] = [];
  const { client, reports } = newClient(campaign, { wait: async (ms) => void waited.push(ms) });
  for (const event of events) client.enqueue(event);
  await client.flush();
  expect(reports.flatMap((report) => (report.kind === 'retry' ? [report.status] : []))).toEqual([503, 503, 503]);
  expect(waited.filter((ms) => ms >= 7_000)).toHaveLength(3);
  await expectExactly(campaign, samples);
});

test('when the answer is lost after the commit, the same bytes go out under the same key and nothing is stored twice', async () => {
  const campaign = await newCampaign();
  const { samples, events } = eventsOf(200);
  const keys: unknown[] = [];
  front.through(async (request, response, answer) => {
    keys.push(request.headers['idempotency-key']);
    const { status, headers, body } = await answer();
    if (keys.length % 2 === 1) request.socket.destroy();
    else response.writeHead(status, headers).end(body);
  });
  const { client, answers } = newClient(campaign, { maxBatchEvents: 50 });
  for (const event of events) client.enqueue(event);
  await client.flush();
  expect(keys).toHaveLength(8);
  expect([0, 2, 4, 6].every((i) => keys[i] === keys[i + 1])).toBe(true);
  expect(new Set(keys).size).toBe(4);
  expect(answers().map(({ stored, duplicates }) => [stored, duplicates])).toEqual([[50, 0], [50, 0], [50, 0], [50, 0]]);
  expect(await batches(campaign)).toHaveLength(4);
  await expectExactly(campaign, samples);
});

test('when the connection breaks in the middle of a request, what had come is not stored twice', async () => {
  const campaign = await newCampaign();
  const { samples, events } = eventsOf(3_000);
  let cut = 2;
  front.through(async (request, response, answer) => {
    if (cut === 0) return open(request, response, answer);
    cut -= 1;
    const done = answer();
    setTimeout(() => request.socket.destroy(), 3);
    await done.catch(() => undefined);
  });
  const { client } = newClient(campaign, { maxBatchEvents: 3_000 });
  for (const event of events) client.enqueue(event);
  await client.flush();
  await expectExactly(campaign, samples);
});

test('a request that the server left hanging under its key keeps nothing back: after three such answers the ids alone keep it single', async () => {
  const campaign = await newCampaign();
  const { samples, events } = eventsOf(20);
  const { pool } = await connection();
  const hanging = async (request: Parameters<Parameters<typeof front.through>[0]>[0]) => {
    const bearer = /nb_([0-9a-f]{16})_/.exec(key)?.[1];
    await pool.query(
      `insert into batches (id, number, campaign_id, source, format, status, opened_at, alive_at, idempotency_key) select 'hanging', coalesce(max(number), 0) + 1, (select id from campaigns where key = $2), 'x', 'ndjson', 'open', now(), now(), $1 from batches on conflict do nothing`,
      [`${bearer}:${String(request.headers['idempotency-key'])}`, campaign],
    );
  };
  let first = true;
  front.through(async (request, response, answer) => {
    if (first) await hanging(request);
    first = false;
    return open(request, response, answer);
  });
  const { client, reports, sum } = newClient(campaign);
  for (const event of events) client.enqueue(event);
  await client.flush();
  expect(reports.flatMap((report) => (report.kind === 'retry' ? [report.status] : []))).toEqual([409, 409, 409]);
  expect(sum('stored')).toBe(20);
  await expectExactly(campaign, samples);
});

test('rejected lines are told with what was sent, and hold nothing else back', async () => {
  const campaign = await newCampaign();
  const { events } = eventsOf(4);
  const { client, reports } = newClient(campaign);
  for (const [i, event] of events.entries()) client.enqueue(i === 2 ? { ...event, type: 'enthusiastic' } : event);
  await client.flush();
  const [report] = reports;
  if (report?.kind !== 'stored') throw new Error('There is no answer.');
  expect(report.answer).toMatchObject({ received: 4, stored: 3, rejected: 1, errors: [{ line: 3, field: 'type' }] });
  expect(report.rejected.map((line) => JSON.parse(line).type)).toEqual(['enthusiastic']);
});

test('an event without an id or an instant gets both when it is taken, and the same ones after a restart', async () => {
  const campaign = await newCampaign();
  const folder = newFolder();
  const down = await openFront();
  await down.close();
  const before = newClient(campaign, { folder, url: down.url });
  const taken = before.client.enqueue({ subject: 'ann', type: 'accepted', region: 'DE', platform: 'ios', channel: 'in_app' });
  expect(await before.client.close(0)).toEqual({ left: 1 });
  const sent: string[] = [];
  const after = newClient(campaign, { folder, fetch: async (address, init) => (sent.push(String(new Headers(init?.headers).get('idempotency-key'))), fetch(address, init)) });
  await after.client.flush();
  expect(taken.queued).toBe(true);
  expect(after.sum('stored')).toBe(1);
  expect(sent).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('after kill -9 of a process with a queue on disk, the next one sends everything that was taken, and all is stored once', { timeout: 120_000 }, async () => {
  const campaign = await newCampaign();
  const folder = newFolder();
  let asked = 0;
  front.through(async (request, response, answer) => {
    asked += 1;
    if (asked % 3 === 0) return void request.socket.destroy();
    const answered = await answer();
    if (asked % 2 === 0) request.socket.destroy(); // Stored, and nobody hears of it.
    else response.writeHead(answered.status, answered.headers).end(answered.body);
  });
  const child = spawn(process.execPath, ['--import', 'tsx', 'db/testing/client-child.ts', front.url, campaign, key, folder, '3000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  let said = 0;
  child.stdout.on('data', (piece: Buffer) => {
    said = Number(piece.toString().trim().split('\n').at(-1)) || said;
    if (said > 1_200) child.kill('SIGKILL');
  });
  expect(await ended).toBe('SIGKILL');
  const left = readdirSync(folder).filter((name) => name.endsWith('.ndjson')).length;
  expect(left, 'batches on disk').toBeGreaterThan(0);
  front.through(open);
  const { client } = newClient(campaign, { folder });
  expect(await client.flush(60_000)).toEqual({ left: 0 });
  // What was taken in the moment between its queueing and its saying may be there besides.
  const { pool } = await connection();
  const all = samplesOf(7, 3_000);
  const found = await pool.query<{ n: number }>('select coalesce(sum(stored), 0)::int as n from batches b join campaigns c on c.id = b.campaign_id where c.key = $1', [campaign]);
  const stored = found.rows[0]?.n ?? 0;
  expect(stored).toBeGreaterThanOrEqual(said);
  await expectExactly(campaign, all.slice(0, stored));
});

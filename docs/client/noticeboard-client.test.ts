import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { type NoticeboardEvent, NoticeboardClient, type Report, type Settings } from './noticeboard-client';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-client-'));
  folders.push(folder);
  return folder;
}

type Asked = { headers: Headers; body: string };
const event = (n: number): NoticeboardEvent => ({ id: `e-${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: '2026-01-06T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app' });
const stored = () => new Response(JSON.stringify({ batch: 'b', received: 1, stored: 1, duplicates: 0, rejected: 0, errors: [] }));

/** A client on a server that answers what the test says, with a clock and waits of the test's own. */
function opened(answers: (() => Response | Promise<Response>)[], settings: Partial<Settings> = {}) {
  const asked: Asked[] = [];
  const waited: number[] = [];
  const reports: Report[] = [];
  const clock = { now: Date.parse('2026-01-06T12:00:00Z') };
  const client = new NoticeboardClient({
    url: 'https://noticeboard.example.org/', campaign: 'spring terms', key: 'nb_x', folder: newFolder(), maxDelayMs: 1_000, now: () => clock.now, random: () => 0.5, onReport: (report) => reports.push(report),
    wait: async (ms, signal) => {
      waited.push(ms);
      clock.now += ms;
      await new Promise((resolve) => setTimeout(resolve, 1));
      signal.throwIfAborted();
    },
    fetch: async (address, init) => {
      expect(String(address)).toBe('https://noticeboard.example.org/api/v1/campaigns/spring%20terms/events');
      asked.push({ headers: new Headers(init?.headers), body: gunzipSync(init?.body as Buffer).toString('utf8') });
      return (answers.shift() ?? stored)();
    },
    ...settings,
  });
  return { client, asked, waited, reports };
}

test('a batch is full by count or by bytes, and otherwise goes out when its first event has waited long enough', async () => {
  const byCount = opened([], { maxBatchEvents: 2 });
  for (let i = 0; i < 5; i += 1) byCount.client.enqueue(event(i));
  await byCount.client.close(Infinity);
  expect(byCount.asked.map(({ body }) => body.split('\n').length - 1)).toEqual([2, 2, 1]);

  const line = Buffer.byteLength(`${JSON.stringify(event(1))}\n`);
  const byBytes = opened([], { maxBatchBytes: 3 * line });
  for (let i = 0; i < 7; i += 1) byBytes.client.enqueue(event(i));
  await byBytes.client.close(Infinity);
  expect(byBytes.asked.map(({ body }) => body.split('\n').length - 1)).toEqual([3, 3, 1]);

  const byTime = opened([]);
  byTime.client.enqueue(event(1));
  await expect.poll(() => byTime.asked.length).toBe(1);
  expect(byTime.waited).toContain(1_000);
  await byTime.client.close(Infinity);
});

test('waits double up to their bound, with jitter, and never end before a Retry-After in seconds or as a date', async () => {
  const later = (value: string) => () => new Response('{}', { status: 503, headers: { 'retry-after': value } });
  const broken = () => Promise.reject(new Error('connect ECONNREFUSED'));
  const { client, asked, reports } = opened([broken, broken, broken, broken, later('30'), () => new Response('{}', { status: 503, headers: { 'retry-after': new Date(Date.parse('2026-01-06T13:00:00Z')).toUTCString() } }), () => new Response('gateway', { status: 502 })], { retryBaseMs: 100, retryMaxMs: 1_000 });
  client.enqueue(event(1));
  await client.flush();
  const waits = reports.flatMap((report) => (report.kind === 'retry' ? [report.inMs] : []));
  expect(waits.slice(0, 5)).toEqual([50, 100, 200, 400, 30_500]);
  expect(waits[5]).toBeGreaterThan(3_500_000);
  expect(waits[6]).toBe(500);
  expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
  expect(new Set(asked.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  await client.close(Infinity);
});

test('a refusal that is about the key or the campaign loses nothing and is told', async () => {
  const { client, reports } = opened([() => new Response('{"code":"unauthenticated"}', { status: 401 }), () => new Response('{"code":"missing"}', { status: 404 })]);
  client.enqueue(event(1));
  await client.flush();
  expect(reports.map((report) => (report.kind === 'retry' ? [report.status, report.why] : report.kind))).toEqual([[401, '{"code":"unauthenticated"}'], [404, '{"code":"missing"}'], 'stored']);
  await client.close(Infinity);
});

test('a full queue says so and takes nothing more, until there is room again', async () => {
  let answer: (response: Response) => void = () => undefined;
  const line = Buffer.byteLength(`${JSON.stringify(event(1))}\n`);
  const { client, reports } = opened([() => new Promise<Response>((resolve) => (answer = resolve))], { maxQueueBytes: 3 * line, maxBatchEvents: 2 });
  expect([1, 2, 3, 4].map((n) => client.enqueue(event(n)))).toEqual([{ queued: true, id: 'e-1' }, { queued: true, id: 'e-2' }, { queued: true, id: 'e-3' }, { queued: false, id: 'e-4', why: 'full' }]);
  await expect.poll(() => reports).toEqual([{ kind: 'full', queuedBytes: 3 * line }]);
  expect(client.queued).toEqual({ events: 3, bytes: 3 * line });
  await expect.poll(() => (answer(stored()), client.queued.events)).toBeLessThan(3);
  expect(client.enqueue(event(4))).toEqual({ queued: true, id: 'e-4' });
  await client.close(Infinity);
});

test('a line longer than the server takes is refused at the door', async () => {
  const { client } = opened([]);
  expect(client.enqueue({ ...event(1), variant: 'x'.repeat(65 * 1024) })).toEqual({ queued: false, id: 'e-1', why: 'too_long' });
  await client.close(Infinity);
  expect(client.enqueue(event(2))).toEqual({ queued: false, id: 'e-2', why: 'closed' });
});

test('close waits no longer than it may and leaves the rest on disk for the next client, ids and key unchanged', async () => {
  const folder = newFolder();
  const ids = ['k-1', 'made-1', 'k-2', 'made-2'];
  const first = opened([], {
    folder, newId: () => ids.shift() ?? '', fetch: (_, init) => new Promise((_resolve, reject) => {
      const fail = () => reject(new Error('aborted'));
      if (init?.signal?.aborted) fail();
      init?.signal?.addEventListener('abort', fail);
    }),
  });
  first.client.enqueue({ ...event(1), id: undefined });
  expect(await first.client.close(5)).toEqual({ left: 1 });
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
  const content = readFileSync(path.join(folder, file), 'utf8');
  const second = opened([], { folder });
  await second.client.close(Infinity);
  expect(second.asked.map(({ body, headers }) => [body, headers.get('idempotency-key')])).toEqual([[content, 'made-1']]);
  expect(JSON.parse(content).id).toBe('k-1');
});

test('a line that was cut off by a crash was never taken and is not sent', async () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, '0000000000000007-key-a.ndjson'), `${JSON.stringify(event(1))}\n${JSON.stringify(event(2)).slice(0, 30)}`);
  writeFileSync(path.join(folder, '0000000000000008-key-b.ndjson'), '{"id":"e-3');
  const { client, asked } = opened([], { folder });
  client.enqueue(event(4));
  await client.close(Infinity);
  expect(asked.map(({ body }) => body)).toEqual([event(1), event(4)].map((one) => `${JSON.stringify(one)}\n`));
});

test('a second client on the same folder is refused, and the lock of a process that died is taken over', async () => {
  const folder = newFolder();
  const { client } = opened([], { folder });
  expect(() => opened([], { folder })).toThrow(/One client, one folder/);
  await client.close(Infinity);
  appendFileSync(path.join(folder, 'lock'), '4194304'); // Above the highest process id.
  const next = opened([], { folder });
  await next.client.close(Infinity);
  writeFileSync(path.join(folder, 'lock'), String(process.ppid));
  expect(() => opened([], { folder })).toThrow(/One client, one folder/);
});

test('whoever listens and throws does not stop the sending', async () => {
  const warnings: string[] = [];
  const heed = (warning: Error) => warnings.push(warning.message);
  process.on('warning', heed);
  const { client, asked } = opened([], { maxBatchEvents: 1, onReport: () => { throw new Error('the listener broke'); } });
  for (let i = 0; i < 3; i += 1) client.enqueue(event(i));
  await client.close(Infinity);
  expect(asked).toHaveLength(3);
  await expect.poll(() => warnings.filter((text) => text.includes('the listener broke')).length).toBe(3);
  process.off('warning', heed);
});

test('the file needs nothing but Node', () => {
  const source = readFileSync('docs/client/noticeboard-client.ts', 'utf8');
  expect([...source.matchAll(/from '([^']+)'/g)].map((match) => match[1]).filter((name) => !name?.startsWith('node:'))).toEqual([]);
});

import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { roles } from '@/domain/access/vocabulary';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { cancelReport } from '@/domain/reports/commands/cancel-report';
import { requestReport } from '@/domain/reports/commands/request-report';
import { retryReport } from '@/domain/reports/commands/retry-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { pieceSize } from '@/domain/reports/commands/store-files';
import { PdfError } from '@/domain/reports/formats/pdf-process';
import { getRun, listRuns, openFile } from '@/domain/reports/queries';
import type { Render } from '@/domain/reports/render';
import { runWorker } from '@/worker/main';
import { connection, database } from '@/db/client';
import { logEntries, reportFileChunks, reportRuns } from '@/db/schema';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const dpo = asRole('dpo');
const manager = asRole('manager');
const file = campaignFile();
const ask = { type: 'campaign_uptake', campaign: file.key, language: 'en', as_of: '2026-02-01T00:00:00Z' };
const record = { type: 'article_30_record', language: 'en' };
let time = Date.parse('2026-03-01T00:00:00Z');
const clock = () => new Date((time += 1000));

beforeAll(async () => {
  await createCampaign(system, { file });
});

/** Quick stand-in for the renderers: one file of this many bytes. */
const fake = (size: number): Render => async function* () {
  yield { name: 'fake.bin', mediaType: 'application/octet-stream', chunks: (async function* () {
    for (let left = size; left > 0; left -= 300_000) yield Buffer.alloc(Math.min(left, 300_000), left % 251);
  })() };
};
const small = fake(10);
const broken: Render = async function* () {
  yield* [];
  throw new PdfError('The PDF could not be made: the compiler said no');
};

async function finish(render: Render = small) {
  return runNextReport({ clock, render });
}
async function actions(number: number): Promise<string[]> {
  const db = await database();
  const rows = await db.select().from(logEntries).orderBy(asc(logEntries.seq));
  return rows.map((row): { action: string; object: { type: string; id: string } } => JSON.parse(row.entry)).filter((entry) => entry.object.type === 'report' && entry.object.id === String(number)).map((entry) => entry.action);
}

describe('asking for a report', () => {
  test('numbers runs one after the other, also when many ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 6 }, () => requestReport(dpo, ask, clock)));
    const numbers = asked.map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
    for (const _ of numbers) expect(await finish()).toMatchObject({ status: 'ready' });
    expect(await finish()).toBe(null);
    const run = await getRun(dpo, numbers[0] ?? 0);
    expect(run).toMatchObject({ status: 'ready', progress: 1, exact: true, illustrative: false, attempts: 1, leasedUntil: null });
    expect(await actions(run.number)).toEqual(['report.request', 'report.publish']);
  });

  test('is for those who may write reports', async () => {
    const allowed = new Set(['dpo', 'legal', 'manager']);
    for (const role of roles) {
      const asked = requestReport(asRole(role), record, clock);
      if (allowed.has(role)) await expect(asked).resolves.toHaveProperty('number');
      else await expect(asked).rejects.toMatchObject({ code: 'denied' });
    }
    await expect(requestReport(ingestKey, record, clock)).rejects.toMatchObject({ code: 'denied' });
    await expect(listRuns(ingestKey, { page: 1, size: 10 })).rejects.toMatchObject({ code: 'denied' });
    while (await finish()) { /* leaves no run behind */ }
  });

  test.each([
    ['no campaign', { type: 'campaign_uptake', language: 'en' }, 'invalid'],
    ['a campaign where none belongs', { ...record, campaign: 'x' }, 'invalid'],
    ['an unknown campaign', { ...ask, campaign: 'nobody' }, 'missing'],
    ['an unknown field', { ...ask, foo: 1 }, 'invalid'],
    ['the future', { ...ask, as_of: '2099-01-01T00:00:00Z' }, 'invalid'],
    ['a list as filter', { ...ask, filters: { region: ['DE', 'FR'] } }, 'invalid'],
  ])('refuses %s', async (_, input, code) => {
    await expect(requestReport(dpo, input, clock)).rejects.toMatchObject({ code });
  });

  test('of exact numbers is hidden from a manager, of a manager open to all', async () => {
    const exact = await requestReport(dpo, ask, clock);
    const protectedRun = await requestReport(manager, ask, clock);
    await finish();
    await finish();
    await expect(getRun(manager, exact.number)).rejects.toMatchObject({ code: 'missing' });
    await expect(openFile(manager, exact.number, 'fake.bin')).rejects.toMatchObject({ code: 'missing' });
    await expect(cancelReport(manager, { number: exact.number }, clock)).rejects.toMatchObject({ code: 'missing' });
    expect((await getRun(asRole('auditor'), exact.number)).files).toHaveLength(1);
    expect((await getRun(dpo, protectedRun.number)).exact).toBe(false);
    const listed = await listRuns(manager, { page: 1, size: 100 });
    expect(listed.rows.map((run) => run.number)).toContain(protectedRun.number);
    expect(listed.rows.map((run) => run.number)).not.toContain(exact.number);
    expect(listed.total).toBe(listed.rows.length);
    await expect(requestReport(manager, { ...ask, filters: { region: 'DE', platform: 'web' } }, clock)).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('making a report', () => {
  test('keeps files in pieces of 1 MB and gives them back whole', async () => {
    const size = 2 * pieceSize + 123_456;
    const { number } = await requestReport(dpo, record, clock);
    expect(await finish(fake(size))).toEqual({ number, status: 'ready' });
    const db = await database();
    const stored = await db.select().from(reportFileChunks).where(eq(reportFileChunks.run, number)).orderBy(asc(reportFileChunks.position));
    expect(stored.map((piece) => piece.content.length)).toEqual([pieceSize, pieceSize, 123_456]);
    let read = 0;
    const opened = await openFile(dpo, number, 'fake.bin');
    for await (const piece of opened.chunks) read += piece.length;
    expect([opened.size, read]).toEqual([size, size]);
  });

  test('is taken up again when its worker died, three times at most', async () => {
    const db = await database();
    const { number } = await requestReport(dpo, record, clock);
    const died = (attempts: number) => db.update(reportRuns).set({ status: 'running', attempts, progress: 0.5, leasedUntil: new Date(time - 1) }).where(eq(reportRuns.number, number));
    await died(1);
    expect(await finish()).toEqual({ number, status: 'ready' });
    expect(await getRun(dpo, number)).toMatchObject({ attempts: 2, status: 'ready' });
    await died(3);
    expect(await finish()).toEqual({ number, status: 'failed' });
    expect((await getRun(dpo, number)).failure).toContain('stopped three times');
    await db.update(reportRuns).set({ status: 'running', attempts: 1, leasedUntil: new Date(time + 60_000) }).where(eq(reportRuns.number, number));
    expect(await finish()).toBe(null);
    await cancelReport(dpo, { number }, clock);
  });

  test('leaves it to whoever took it over', async () => {
    const { number } = await requestReport(dpo, record, clock);
    let go = () => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    const slow: Render = async function* (...given) {
      await gate;
      yield* fake(99)(...given);
    };
    const first = finish(slow);
    await expect.poll(async () => (await getRun(dpo, number)).progress).toBe(0.25);
    time += 120_000;
    expect(await finish(small)).toEqual({ number, status: 'ready' });
    go();
    expect(await first).toEqual({ number, status: 'lost' });
    expect((await getRun(dpo, number)).files.map((one) => one.size)).toEqual([10]);
    expect(await actions(number)).toEqual(['report.request', 'report.publish']);
  });

  test('extends its lease while it works', async () => {
    const { number } = await requestReport(dpo, record, clock);
    const slow: Render = async function* (...given) {
      await new Promise((resolve) => setTimeout(resolve, 900));
      yield* small(...given);
    };
    const making = runNextReport({ render: slow, leaseMs: 300 });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await getRun(dpo, number)).leasedUntil?.getTime()).toBeGreaterThan(Date.now());
    expect(await runNextReport({ render: small })).toBe(null);
    expect(await making).toEqual({ number, status: 'ready' });
  });

  test('fails after three attempts with a reason for people, and can be asked for again', async () => {
    const { number } = await requestReport(dpo, { ...record, language: 'de' }, clock);
    const heard: unknown[] = [];
    for (const status of ['queued', 'queued', 'failed']) expect(await runNextReport({ clock, render: broken, onError: (error) => heard.push(error) })).toEqual({ number, status });
    expect(heard).toHaveLength(3);
    const failed = await getRun(dpo, number);
    expect(failed).toMatchObject({ status: 'failed', attempts: 3, files: [] });
    expect(failed.failure).toMatch(/^Das PDF konnte nicht erstellt werden\. .*the compiler said no$/);
    expect(await actions(number)).toEqual(['report.request', 'report.fail']);
    await retryReport(dpo, { number }, clock);
    expect(await finish()).toEqual({ number, status: 'ready' });
    expect(await actions(number)).toEqual(['report.request', 'report.fail', 'report.request', 'report.publish']);
    await expect(retryReport(dpo, { number }, clock)).rejects.toMatchObject({ code: 'conflict' });
    await expect(retryReport(asRole('auditor'), { number }, clock)).rejects.toMatchObject({ code: 'denied' });
  });

  test('stops when it is cancelled, waiting or in the making', async () => {
    const { number } = await requestReport(dpo, record, clock);
    await cancelReport(dpo, { number }, clock);
    expect(await finish()).toBe(null);
    const other = await requestReport(dpo, record, clock);
    const cancelling: Render = async function* (...given) {
      await cancelReport(dpo, { number: other.number }, clock);
      yield* small(...given);
    };
    expect(await finish(cancelling)).toEqual({ number: other.number, status: 'lost' });
    expect(await getRun(dpo, other.number)).toMatchObject({ status: 'cancelled', files: [] });
    expect(await actions(other.number)).toEqual(['report.request', 'report.cancel']);
    await expect(cancelReport(dpo, { number: other.number }, clock)).rejects.toMatchObject({ code: 'conflict' });
    await expect(cancelReport(asRole('admin'), { number: other.number }, clock)).rejects.toMatchObject({ code: 'denied' });
  });

  test('gives the run back when the worker is told to stop', async () => {
    const { number } = await requestReport(dpo, record, clock);
    const stop = new AbortController();
    const stopping: Render = async function* (...given) {
      stop.abort();
      yield* small(...given);
    };
    expect(await runNextReport({ clock, render: stopping, signal: stop.signal })).toEqual({ number, status: 'queued' });
    expect(await getRun(dpo, number)).toMatchObject({ status: 'queued', attempts: 0, leasedUntil: null });
    expect(await finish()).toEqual({ number, status: 'ready' });
  });
});

describe('the worker', () => {
  test('makes what is asked for, outlives the database going away, and stops when told', async () => {
    const stop = new AbortController();
    const working = runWorker({ signal: stop.signal, idleMs: 50 });
    const { number } = await requestReport(dpo, record);
    await expect.poll(async () => (await getRun(dpo, number)).status, { timeout: 30_000 }).toBe('ready');
    const { DATABASE_URL } = process.env;
    const before = await connection();
    process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:9/none';
    globalThis.noticeboardConnection = undefined;
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.env.DATABASE_URL = DATABASE_URL;
    globalThis.noticeboardConnection = Promise.resolve(before);
    const next = await requestReport(dpo, record);
    await expect.poll(async () => (await getRun(dpo, next.number)).status, { timeout: 30_000 }).toBe('ready');
    stop.abort();
    await working;
    const last = await requestReport(dpo, record);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await getRun(dpo, last.number)).status).toBe('queued');
  }, 120_000);
});

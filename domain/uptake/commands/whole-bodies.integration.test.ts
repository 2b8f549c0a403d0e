import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { DomainError } from '@/domain/errors';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { checkRollups } from '@/domain/uptake/check-queries';
import { readContentDigest } from '@/domain/uptake/content-digest';
import { inflated } from '@/domain/uptake/inflate';
import { readUptake } from '@/domain/uptake/queries';
import { connection } from '@/db/client';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');

async function newCampaign(): Promise<string> {
  const file = campaignFile();
  await createCampaign(asRole('legal'), { file });
  return file.key;
}

const event = (n: number) => ({ id: `e${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: '2026-02-01T12:00:00+01:00', region: 'DE', platform: 'ios', channel: 'in_app' });
const lines = (count: number, from = 0) => Buffer.from(Array.from({ length: count }, (_, n) => `${JSON.stringify(event(from + n))}\n`).join(''));
const digestOf = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
const accepted = async (campaign: string) => (await readUptake(dpo, { campaign })).total.counts.accepted;

async function* pieces(bytes: Buffer, breaksAt = Infinity) {
  for (let at = 0; at < bytes.length; at += 500) {
    if (at >= breaksAt) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    yield bytes.subarray(at, at + 500);
  }
}

type Sending = { digest?: string; gzip?: boolean; key?: string; breaksAt?: number };

function send(campaign: string, bytes: Buffer, { digest: given, gzip = false, key, breaksAt }: Sending = {}) {
  const digest = given === undefined ? undefined : readContentDigest(given);
  const raw = pieces(bytes, breaksAt);
  const body = digest ? digest.watch(raw) : raw;
  return importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test', idempotencyKey: key, digest }, gzip ? inflated(body) : body, { chunkSize: 10 });
}

async function refusalOf(sent: Promise<unknown>): Promise<DomainError> {
  const refused = await sent.then(() => null, (error: unknown) => error);
  if (!(refused instanceof DomainError)) throw new Error('This was not refused.', { cause: refused });
  return refused;
}

class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
}

async function statusOf(batch: unknown): Promise<string> {
  const { pool } = await connection();
  return (await pool.query<{ status: string }>('select status from batches where id = $1', [batch])).rows[0]?.status ?? 'none';
}

test('with its right digest a body counts as ever: plain, and compressed by the digest of the compressed bytes', async () => {
  const campaign = await newCampaign();
  const [plain, packed] = [lines(30), gzipSync(lines(30, 30))];
  expect(await send(campaign, plain, { digest: digestOf(plain) })).toMatchObject({ received: 30, stored: 30 });
  expect(await send(campaign, packed, { digest: digestOf(packed), gzip: true })).toMatchObject({ received: 30, stored: 30 });
  expect(await accepted(campaign)).toBe(60);
});

test('with a wrong digest nothing counts: the batch is withdrawn by itself, and the refusal says what it had', async () => {
  const campaign = await newCampaign();
  await send(campaign, lines(5));
  const seq = await nextSeq();
  const refused = await refusalOf(send(campaign, lines(30), { digest: digestOf(lines(31)), key: 'once' }));
  expect(refused).toMatchObject({ code: 'invalid', options: { detail: 'wrong_digest', told: { received: 30, stored: 25, duplicates: 5, rejected: 0 } } });
  expect(refused.message).toMatch(/^The body that arrived does not have the digest .* 25 stored, 5 duplicates, 0 rejected/);
  expect(await statusOf(refused.options.told?.batch)).toBe('withdrawn');
  expect(await accepted(campaign)).toBe(5);
  const entries = await entriesFrom(seq);
  expect(entries.map(({ action, actor, object }) => [action, actor.id, object.id])).toEqual([['batch.close', ingestKey.id, refused.options.told?.batch], ['batch.withdraw', 'ingest', refused.options.told?.batch]]);
  expect(entries.map(({ after }) => after?.status)).toEqual(['interrupted', 'withdrawn']);
  expect((await checkRollups(dpo)).problems).toEqual([]);
  expect(await send(campaign, lines(31), { digest: digestOf(lines(31)), key: 'once' })).toMatchObject({ received: 31, stored: 26, duplicates: 5 });
});

test('the digest of the content before compression is a wrong one', async () => {
  const campaign = await newCampaign();
  const refused = await refusalOf(send(campaign, gzipSync(lines(12)), { digest: digestOf(lines(12)), gzip: true }));
  expect(refused.options.detail).toBe('wrong_digest');
  expect(await accepted(campaign)).toBe(0);
});

test('a body that was altered on its way so that it cannot be read on is withdrawn by its digest, without one it is taken as cut short', async () => {
  const campaign = await newCampaign();
  const bytes = gzipSync(Buffer.concat([lines(2_000), randomBytes(20_000)]));
  const altered = Buffer.from(bytes);
  altered.fill(0, altered.length - 12_000, altered.length - 11_000);
  expect((await refusalOf(send(campaign, altered, { digest: digestOf(bytes), gzip: true }))).options.detail).toBe('wrong_digest');
  expect(await accepted(campaign)).toBe(0);
  const refused = await refusalOf(send(campaign, altered, { gzip: true }));
  expect(refused.options.detail).toBe('truncated');
  expect(await statusOf(refused.options.told?.batch)).toBe('interrupted');
});

test('a body cut short keeps what came before, also under a digest, and gives its Idempotency-Key back', async () => {
  const campaign = await newCampaign();
  const whole = lines(30);
  const refused = await refusalOf(send(campaign, whole, { digest: digestOf(whole), key: 'cut', breaksAt: 3_000 }));
  expect(refused.options).toMatchObject({ detail: 'truncated', told: { received: 20, stored: 20, duplicates: 0, rejected: 0 } });
  expect(await statusOf(refused.options.told?.batch)).toBe('interrupted');
  expect(await accepted(campaign)).toBe(20);
  expect(await send(campaign, whole, { digest: digestOf(whole), key: 'cut' })).toMatchObject({ received: 30, stored: 10, duplicates: 20 });
});

test('while a request is being taken another with its Idempotency-Key is refused, afterwards it gets the same answer', async () => {
  const campaign = await newCampaign();
  const [halfway, goOn] = [new Gate(), new Gate()];
  async function* slowly() {
    yield lines(10);
    halfway.open();
    await goOn.opened;
    yield lines(10, 10);
  }
  const first = importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test', idempotencyKey: 'slow' }, slowly());
  await halfway.opened;
  expect(await refusalOf(send(campaign, lines(20), { key: 'slow' }))).toMatchObject({ code: 'conflict', options: { detail: 'in_flight' } });
  goOn.open();
  const answer = await first;
  expect(answer).toMatchObject({ received: 20, stored: 20 });
  expect(await send(campaign, lines(20), { key: 'slow' })).toEqual(answer);
});

test('of many requests with one Idempotency-Key at once, one is taken; the others are refused or get its answer', async () => {
  const campaign = await newCampaign();
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => send(campaign, lines(15), { key: 'crowd' })));
  const answers = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(answers.length).toBeGreaterThan(0);
  expect(new Set(answers.map(({ batch }) => batch)).size).toBe(1);
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict', options: { detail: 'in_flight' } });
  const { pool } = await connection();
  expect((await pool.query('select 1 from batches b join campaigns c on c.id = b.campaign_id where c.key = $1', [campaign])).rowCount).toBe(1);
});

test('the same Idempotency-Key of another sender is another key', async () => {
  const campaign = await newCampaign();
  const request = { campaign, format: 'ndjson', source: 'test', idempotencyKey: 'shared' } as const;
  const [mine, theirs] = [await importEvents(ingestKey, request, pieces(lines(3))), await importEvents({ ...ingestKey, id: '00000000000000bb' }, request, pieces(lines(3)))];
  expect([mine.stored, theirs.stored, theirs.duplicates]).toEqual([3, 0, 3]);
});

test('the same Idempotency-Key in another campaign is another key', async () => {
  const [trial, real] = [await newCampaign(), await newCampaign()];
  expect(await send(trial, lines(4), { key: 'by-content' })).toMatchObject({ stored: 4 });
  expect(await send(real, lines(4), { key: 'by-content' })).toMatchObject({ stored: 4 });
  expect(await accepted(real)).toBe(4);
});

test('another body under a known Idempotency-Key is refused with the batch that had it, and nothing of it is taken', async () => {
  const campaign = await newCampaign();
  const first = await send(campaign, lines(4), { key: 'mine' });
  expect(await refusalOf(send(campaign, lines(5), { key: 'mine' }))).toMatchObject({ code: 'unsupported', options: { detail: 'idempotency_key_reused', told: { batch: first.batch } } });
  expect(await accepted(campaign)).toBe(4);
  expect(await send(campaign, lines(4), { key: 'mine' })).toEqual(first);
});

test('a body that is repeated under its Idempotency-Key but cut short is refused as such', async () => {
  const campaign = await newCampaign();
  const first = await send(campaign, lines(30), { key: 'again' });
  expect(await refusalOf(send(campaign, lines(30), { key: 'again', breaksAt: 3_000 }))).toMatchObject({ code: 'invalid', options: { detail: 'truncated', told: { batch: first.batch, stored: 30 } } });
});

test('a repeat that was damaged on its way is told so by its digest, and gets its answer when it comes whole', async () => {
  const campaign = await newCampaign();
  const first = await send(campaign, lines(4), { key: 'damaged', digest: digestOf(lines(4)) });
  expect((await refusalOf(send(campaign, lines(5), { key: 'damaged', digest: digestOf(lines(4)) }))).options.detail).toBe('wrong_digest');
  expect(await send(campaign, lines(4), { key: 'damaged', digest: digestOf(lines(4)) })).toEqual(first);
});

test('an Idempotency-Key of more than 255 characters is refused, since its end would not be looked at', async () => {
  const campaign = await newCampaign();
  expect(await refusalOf(send(campaign, lines(1), { key: 'k'.repeat(256) }))).toMatchObject({ code: 'invalid', options: { detail: 'idempotency_key' } });
});

test('of a body of one chunk with a wrong digest nothing is ever stored, so that its withdrawal reads no segment', async () => {
  const campaign = await newCampaign();
  const refused = await refusalOf(send(campaign, lines(7), { digest: digestOf(lines(8)) }));
  expect(refused.options).toMatchObject({ detail: 'wrong_digest', told: { received: 0, stored: 0 } });
  expect(await statusOf(refused.options.told?.batch)).toBe('withdrawn');
  const { pool } = await connection();
  expect((await pool.query('select 1 from segments where batch_id = $1', [refused.options.told?.batch])).rowCount).toBe(0);
});

test('an import that fails is closed at once and gives its Idempotency-Key back', async () => {
  const campaign = await newCampaign();
  async function* failing() {
    yield lines(15);
    throw new Error('the disk is full');
  }
  const request = { campaign, format: 'ndjson', source: 'test', idempotencyKey: 'failing' } as const;
  await expect(importEvents(ingestKey, request, failing(), { chunkSize: 10 })).rejects.toThrow('the disk is full');
  const { pool } = await connection();
  const { rows } = await pool.query(`select status, stored::int from batches b join campaigns c on c.id = b.campaign_id where c.key = $1`, [campaign]);
  expect(rows).toEqual([{ status: 'interrupted', stored: 15 }]);
  expect(await send(campaign, lines(20), { key: 'failing' })).toMatchObject({ stored: 5, duplicates: 15 });
});

test('a batch that is withdrawn while it is still being sent takes nothing more', async () => {
  const campaign = await newCampaign();
  const { pool } = await connection();
  async function* slowly() {
    yield lines(10);
    const open = await pool.query<{ id: string }>(`update batches b set status = 'interrupted' from campaigns c where c.id = b.campaign_id and c.key = $1 returning b.id`, [campaign]);
    await withdrawBatch(dpo, { batch: open.rows[0]?.id, reason: 'left lying' });
    yield lines(10, 10);
  }
  const sent = importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, slowly(), { chunkSize: 10 });
  expect(await refusalOf(sent)).toMatchObject({ code: 'conflict', options: { detail: 'batch_closed' } });
  expect((await checkRollups(dpo)).problems).toEqual([]);
  expect(await accepted(campaign)).toBe(0);
});

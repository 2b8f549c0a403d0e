import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { DomainError } from '@/domain/errors';
import { type ImportAnswer, closeInterruptedBatches, importEvents } from '@/domain/uptake/commands/import-events';
import { mostRows } from '@/domain/uptake/engine/order';
import type { EventFormat } from '@/domain/uptake/vocabulary';
import { connection } from '@/db/client';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

type Line = Record<string, string>;
const line = (i: number): Line => ({ id: `e${i}`, subject: `subject-${i}@example.org`, type: 'accepted', occurred_at: '2026-02-01T12:00:00+01:00', region: 'DE', platform: 'ios', channel: 'in_app' });
const names = Object.keys(line(0));

const written: Record<EventFormat, (lines: Line[]) => string> = {
  ndjson: (lines) => lines.map((one) => `${JSON.stringify(one)}\n`).join(''),
  json: (lines) => JSON.stringify(lines),
  csv: (lines) => `${names.join()}\n${lines.map((one) => `${names.map((name) => one[name] ?? '').join()}\n`).join('')}`,
};

async function newCampaign(): Promise<string> {
  const file = campaignFile();
  await createCampaign(asRole('legal'), { file });
  return file.key;
}

async function* pieces(text: string) {
  for (let start = 0; start < text.length; start += 997) yield Buffer.from(text.slice(start, start + 997));
}

const send = (campaign: string, format: EventFormat, text: string, options: Parameters<typeof importEvents>[3] = {}): Promise<ImportAnswer> =>
  importEvents(ingestKey, { campaign, format, source: 'test' }, pieces(text), options);

const rejections = ({ errors }: ImportAnswer) => errors.map((error) => [error.line, error.field, error.code]);

test.each([['ndjson', 1], ['json', 1], ['csv', 2]] as const)('%s: five wrong lines among a thousand are named and hold nothing back', async (format, firstLine) => {
  const campaign = await newCampaign();
  const lines = Array.from({ length: 1000 }, (_, i) => line(i));
  lines[9] = { ...line(9), type: 'consented' };
  lines[99] = { ...line(99), occurred_at: '2026-02-01T12:00:00' };
  lines[499] = { ...line(499), region: '' };
  lines[500] = { ...line(500), occurred_at: '2999-01-01T00:00:00Z' };
  lines[999] = { ...line(998), type: 'declined' };
  const answer = await send(campaign, format, written[format](lines), { chunkSize: 300 });
  expect(answer).toMatchObject({ received: 1000, stored: 995, duplicates: 0, rejected: 5 });
  expect(rejections(answer)).toEqual([
    [9 + firstLine, 'type', 'invalid'], [99 + firstLine, 'occurred_at', 'no_offset'], [499 + firstLine, 'region', 'required'], [500 + firstLine, 'occurred_at', 'in_future'], [999 + firstLine, 'id', 'id_conflict'],
  ]);
  expect(JSON.stringify(answer)).not.toContain('example.org');
  const { pool } = await connection();
  const kept = await pool.query('select line::int, field, code from batch_errors where batch_id = $1 order by line', [answer.batch]);
  expect(kept.rows.map((row) => [row.line, row.field, row.code])).toEqual(rejections(answer));
});

test('the setting says how many events are committed at once, and what it may not be is refused by name', async () => {
  const campaign = await newCampaign();
  const text = written.ndjson(Array.from({ length: 2_500 }, (_, i) => line(i)));
  const received: number[] = [];
  try {
    process.env.NOTICEBOARD_IMPORT_CHUNK = '1000';
    await send(campaign, 'ndjson', text, { onProgress: (answer) => received.push(answer.received) });
    expect(received).toEqual([1_000, 2_000, 2_500]);
    process.env.NOTICEBOARD_IMPORT_CHUNK = String(mostRows + 1);
    await expect(send(campaign, 'ndjson', text)).rejects.toThrow('NOTICEBOARD_IMPORT_CHUNK');
    process.env.NOTICEBOARD_IMPORT_CHUNK = String(mostRows);
    expect(await send(campaign, 'ndjson', text)).toMatchObject({ stored: 0, duplicates: 2_500 });
  } finally {
    delete process.env.NOTICEBOARD_IMPORT_CHUNK;
  }
});

test('a file sent twice, and in another form, is stored once', async () => {
  const campaign = await newCampaign();
  const lines = Array.from({ length: 50 }, (_, i) => line(i));
  expect(await send(campaign, 'ndjson', written.ndjson([...lines, ...lines]))).toMatchObject({ received: 100, stored: 50, duplicates: 50, rejected: 0 });
  for (const format of ['json', 'csv'] as const) expect(await send(campaign, format, written[format](lines))).toMatchObject({ stored: 0, duplicates: 50, rejected: 0 });
  const other = await newCampaign();
  expect(await send(other, 'ndjson', written.ndjson(lines))).toMatchObject({ stored: 50 });
});

test('an id with other content is refused against what was committed first, and its message names no value', async () => {
  const campaign = await newCampaign();
  await send(campaign, 'ndjson', written.ndjson([line(1)]));
  const answer = await send(campaign, 'ndjson', written.ndjson([{ ...line(1), region: 'FR' }, line(1), { ...line(2), subject: line(1).subject ?? '' }, { ...line(1), subject: 'another' }]));
  expect(answer).toMatchObject({ stored: 2, duplicates: 1, rejected: 1, errors: [{ line: 1, field: 'id', code: 'id_conflict' }] });
  expect(answer.errors[0]?.message).not.toMatch(/e1|FR/);
});

test('only the first hundred errors are answered, all are kept', async () => {
  const campaign = await newCampaign();
  const answer = await send(campaign, 'ndjson', 'oops\n'.repeat(250), { chunkSize: 60 });
  expect(answer).toMatchObject({ received: 250, stored: 0, rejected: 250 });
  expect(answer.errors.map((error) => error.line)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  const { pool } = await connection();
  expect((await pool.query('select 1 from batch_errors where batch_id = $1', [answer.batch])).rowCount).toBe(250);
});

test('no identifier is stored anywhere', async () => {
  const campaign = await newCampaign();
  await send(campaign, 'ndjson', written.ndjson([line(77_001), { ...line(77_002), 'subject-77003@example.org': 'x' }]));
  const { pool } = await connection();
  for (const table of ['batches', 'batch_errors', 'words', 'acts', 'timelines', 'segments', 'ledger', 'rollup', 'log_entries', 'log_disclosures']) {
    const found = await pool.query(`select 1 from ${table} t where t::text like '%subject-77%' or t::text like '%${Buffer.from('subject-77').toString('hex')}%'`);
    expect(found.rowCount, table).toBe(0);
  }
});

test('it leaves evidence when the batch closes, with counts and the digest of the body, without a pseudonym', async () => {
  const campaign = await newCampaign();
  const seq = await nextSeq();
  const answer = await send(campaign, 'ndjson', written.ndjson([line(1), line(1)]));
  const entries = await entriesFrom(seq);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    action: 'batch.close', actor: { kind: 'key', id: ingestKey.id }, object: { type: 'batch', id: answer.batch },
    after: { campaign, status: 'closed', received: 2, stored: 1, duplicates: 1, rejected: 0, body_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  const { pool } = await connection();
  const subject = await pool.query<{ hex: string }>(`select replace(t.subject::text, '-', '') as hex from timelines t join campaigns c on c.id = t.campaign_id where c.key = $1`, [campaign]);
  expect(subject.rows).toHaveLength(1);
  expect(JSON.stringify(entries)).not.toContain(subject.rows[0]?.hex);
});

test('it refuses who may not send events, and a campaign that does not exist', async () => {
  for (const role of ['admin', 'dpo', 'legal', 'manager', 'auditor'] as const) {
    await expect(importEvents(asRole(role), { campaign: 'x', format: 'ndjson', source: 'test' }, pieces(''))).rejects.toMatchObject({ code: 'denied' });
  }
  await expect(send('no-such-campaign', 'ndjson', '')).rejects.toMatchObject({ code: 'missing' });
});

test.each(['json', 'csv'] as const)('%s: a body cut short says what was stored, and the whole body sent again stores the rest', async (format) => {
  const campaign = await newCampaign();
  const lines = Array.from({ length: 40 }, (_, i) => line(i));
  const whole = format === 'csv' ? written.csv(lines).replace('e39', '"e39"') : written.json(lines);
  const seq = await nextSeq();
  const cut = whole.slice(0, format === 'csv' ? whole.indexOf('"e39') + 2 : -20);
  const refused = await send(campaign, format, cut, { chunkSize: 7 }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DomainError);
  expect(refused).toMatchObject({ code: 'invalid', options: { detail: 'truncated' }, message: expect.stringContaining('39 stored') });
  expect((await entriesFrom(seq))[0]?.after).toMatchObject({ status: 'interrupted', stored: 39, body_sha256: null });
  expect(await send(campaign, format, whole)).toMatchObject({ received: 40, stored: 1, duplicates: 39, rejected: 0 });
});

test('a connection that breaks keeps what came before', async () => {
  const campaign = await newCampaign();
  async function* broken() {
    yield Buffer.from(written.ndjson([line(1), line(2)]));
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  }
  const request = { campaign, format: 'ndjson', source: 'test' } as const;
  await expect(importEvents(ingestKey, request, broken())).rejects.toMatchObject({ options: { detail: 'truncated' } });
  expect(await send(campaign, 'ndjson', written.ndjson([line(1), line(2), line(3)]))).toMatchObject({ stored: 1, duplicates: 2 });
});

test('a batch left open is closed once, with evidence, when it has lain idle', async () => {
  const campaign = await newCampaign();
  const answer = await send(campaign, 'ndjson', written.ndjson([line(1)]));
  const { pool } = await connection();
  await pool.query(`update batches set status = 'open', alive_at = clock_timestamp() where id = $1`, [answer.batch]);
  const seq = await nextSeq();
  expect(await closeInterruptedBatches()).toBe(0);
  await pool.query(`update batches set alive_at = clock_timestamp() - interval '4 minutes' where id = $1`, [answer.batch]);
  expect((await Promise.all([closeInterruptedBatches(), closeInterruptedBatches()])).some((n) => n === 1)).toBe(true);
  expect((await entriesFrom(seq)).map((entry) => [entry.object.id, entry.after?.status])).toEqual([[answer.batch, 'interrupted']]);
});

import { stringify } from 'csv-stringify/sync';
import { beforeAll, expect, test, vi } from 'vitest';
import { GET as getConsole } from '@/app/(console)/batches/[batch]/errors.csv/route';
import { GET } from '@/app/api/v1/batches/[batch]/errors/route';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { defuse } from '@/domain/reports/formats/formula';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { connection } from '@/db/client';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { newKey } from '@/db/testing/api-front';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

vi.mock('@/auth/viewer', () => ({ requireActor: async () => asRole('dpo') }));
useTestDatabase();

const lines = 30_500;
let key = '';
let long = '';
let none = '';

beforeAll(async () => {
  const file = campaignFile();
  await createCampaign(system, { file });
  const send = async (text: string) => (await importEvents(ingestKey, { campaign: file.key, format: 'ndjson', source: 'file' }, (async function* () { yield Buffer.from(text); })())).batch;
  [key, long, none] = [await newKey('dpo'), await send('no\n'), await send('\n')];
  await (await connection()).pool.query(
    `insert into batch_errors (batch_id, line, field, code, message) select $1, 2 + n * 3, case when n % 3 = 0 then null when n % 3 = 1 then '=1+1' else 'region' end, 'invalid', case when n % 2 = 0 then 'Give "one", or none.' else '@sum' end from generate_series(1, $2) n`,
    [long, lines - 1],
  );
});

const download = (batch: string) => GET(new Request(`http://127.0.0.1/api/v1/batches/${batch}/errors`, { headers: { authorization: `Bearer ${key}` } }), { params: Promise.resolve({ batch }) });
const consoleDownload = (batch: string) => getConsole(new Request('http://127.0.0.1/'), { params: Promise.resolve({ batch }) });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const stored = async (batch: string) => (await (await connection()).pool.query<{ line: string; field: string | null; code: string; message: string }>('select line, field, code, message from batch_errors where batch_id = $1 order by line', [batch])).rows;

test('all wrong lines are downloaded in their order, with the bytes that they had when they were written at once', async () => {
  for (const batch of [long, none]) {
    const rows = (await stored(batch)).map((row) => ({ ...row, line: Number(row.line) }));
    expect(rows).toHaveLength(batch === long ? lines : 0);
    const written = stringify(rows, { header: true, columns: ['line', 'field', 'code', 'message'], record_delimiter: 'windows', escape_formulas: true });
    expect((await bytesOf(await download(batch))).equals(Buffer.from(written))).toBe(true);
    const defused = rows.map(({ line, field, code, message }) => [line, field === null ? null : defuse(field), code, defuse(message)]);
    expect((await bytesOf(await consoleDownload(batch))).equals(Buffer.from(stringify([['line', 'field', 'code', 'message'], ...defused], { bom: true, record_delimiter: 'windows' })))).toBe(true);
  }
});

test.each([['the API', download], ['the console', consoleDownload]])('a reader of %s who takes the first piece and stops has read some pages, not the batch', async (_, start) => {
  const { pool } = await connection();
  const asked = vi.spyOn(pool, 'connect');
  const pages = () => asked.mock.calls.length;
  const reader = (await start(long)).body?.getReader();
  expect((await reader?.read())?.value?.length).toBeGreaterThan(10_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const read = pages();
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(12);
  await reader?.cancel();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(pages()).toBe(read);
  asked.mockRestore();
});

test('a batch that does not exist is refused before a byte is sent', async () => {
  expect([(await download('nowhere')).status, (await consoleDownload('nowhere')).status]).toEqual([404, 404]);
});

import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sample } from '@/domain/uptake/testing/event-sets';
import { connection } from '@/db/client';
import { newKey, openFront } from '@/db/testing/api-front';
import { berlinCampaign, expectCountsOf, sample } from '@/db/testing/sent-events';
import { useTestDatabase } from '@/db/testing/test-database';

/* How a body may come, case by case: the second table of docs/events.md, each over HTTP and counted against the model in memory. */

useTestDatabase();

let front: Awaited<ReturnType<typeof openFront>>;
let key: string;
beforeAll(async () => {
  front = await openFront();
  key = await newKey('ingest');
});
afterAll(() => front.close());

const asOf = '2026-02-01T00:00:00Z';
const noon = '2026-01-06T12:00:00Z';
const event = (n: number) => ({ id: `e-${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: noon, region: 'DE', platform: 'ios', channel: 'in_app' });
const events = (n: number, from = 1) => Array.from({ length: n }, (_, i) => event(from + i));
const samples = (n: number) => events(n).map(({ id, subject }) => sample(noon, { id, subject }));
const ndjson = (n: number, from = 1) => events(n, from).map((one) => `${JSON.stringify(one)}\n`).join('');
const header = 'id,subject,type,occurred_at,region,platform,channel';
const row = (n: number) => Object.values(event(n)).join(',');
const csv = (...rows: string[]) => rows.join('\r\n');
const mark = '\uFEFF';

type Told = { received?: number; stored?: number; duplicates?: number; rejected?: number; errors?: [line: number, field: string | null, code: string][]; code?: string };
type Case = { name: string; type?: 'ndjson' | 'csv' | 'json'; headers?: Record<string, string>; body: string | Buffer; status?: number; told: Told; stand: number | Sample[] };
const gzip = { 'content-encoding': 'gzip' };
const types = { ndjson: 'application/x-ndjson', csv: 'text/csv', json: 'application/json' };

const cases: Case[] = [
  { name: 'gzip of one member', headers: gzip, body: gzipSync(ndjson(3)), told: { received: 3, stored: 3 }, stand: 3 },
  { name: 'gzip of several members, cut inside a line, is their texts one after the other', headers: gzip, body: Buffer.concat([gzipSync(ndjson(3).slice(0, 250)), gzipSync(ndjson(3).slice(250)), gzipSync('')]), told: { received: 3, stored: 3 }, stand: 3 },
  { name: 'bytes behind the last gzip member that are no gzip are left unread', headers: gzip, body: Buffer.concat([gzipSync(ndjson(2)), Buffer.from('\0\0\0')]), told: { stored: 2 }, stand: 2 },
  { name: 'a gzip cut inside its last bytes is refused as truncated, and what came before stands', headers: gzip, body: gzipSync(ndjson(3)).subarray(0, -4), status: 400, told: { code: 'truncated' }, stand: 3 },
  { name: 'a gzip with a wrong checksum is refused as truncated, and the answer says what stands', headers: gzip, body: Buffer.concat([gzipSync(ndjson(3)).subarray(0, -8), Buffer.alloc(8)]), status: 400, told: { code: 'truncated' }, stand: 0 },
  { name: 'a plain body that calls itself gzip is refused', headers: gzip, body: ndjson(2), status: 400, told: { code: 'truncated' }, stand: 0 },
  { name: 'a gzip sent without its header is lines that are no JSON', body: gzipSync('x'), told: { stored: 0, rejected: 1 }, stand: 0 },
  { name: 'a gzip bomb is given up after 64 MiB', headers: gzip, body: Buffer.concat([gzipSync(ndjson(2)), ...Array.from({ length: 6 }, () => gzipSync(Buffer.alloc(32 * 1024 * 1024)))]), status: 400, told: { code: 'inflates_too_far' }, stand: 2 },
  { name: 'another encoding than gzip is refused', headers: { 'content-encoding': 'br' }, body: ndjson(1), status: 415, told: { code: 'content_encoding' }, stand: 0 },
  { name: 'another type than the three is refused', headers: { 'content-type': 'application/xml' }, body: ndjson(1), status: 415, told: { code: 'content_type' }, stand: 0 },
  { name: 'a byte order mark before NDJSON is no part of it', body: mark + ndjson(2), told: { stored: 2 }, stand: 2 },
  { name: 'a byte order mark before CSV is no part of the first name', type: 'csv', body: mark + csv(header, row(1), row(2)), told: { stored: 2 }, stand: 2 },
  { name: 'a byte order mark before a JSON array is no part of it', type: 'json', body: mark + JSON.stringify(events(2)), told: { stored: 2 }, stand: 2 },
  { name: 'NDJSON with CRLF, blank lines and no end of the last line is as with LF, and blank lines count as lines', body: `${JSON.stringify(event(1))}\r\n\r\n \t\r\n{\r\n${JSON.stringify(event(2))}`, told: { received: 3, stored: 2, errors: [[4, null, 'not_json']] }, stand: 2 },
  { name: 'CSV with LF alone is as with CRLF', type: 'csv', body: [header, row(1), '', row(2), ''].join('\n'), told: { received: 2, stored: 2 }, stand: 2 },
  { name: 'lines that end in CR alone are one line that is no JSON', body: `${JSON.stringify(event(1))}\r${JSON.stringify(event(2))}\r`, told: { received: 1, errors: [[1, null, 'not_json']] }, stand: 0 },
  {
    name: 'a CSV cell may hold line ends between its quotes, and lines are counted as an editor shows them', type: 'csv',
    body: csv(`${header},purposes`, `${row(1)},"{""ads"": true,\r\n ""mail"":\n false}"`, `${row(2)},`, `${row(3).replace('accepted', 'x')},`), told: { received: 3, stored: 2, errors: [[6, 'type', 'invalid']] },
    stand: [sample(noon, { id: 'e-1', subject: 'person-1', purposes: { ads: true, mail: false } }), sample(noon, { id: 'e-2', subject: 'person-2' })],
  },
  { name: 'a line end inside a quoted value other than purposes is a control character', type: 'csv', body: csv(header, `"e\n1",${row(1).slice(4)}`, row(2)), told: { received: 2, stored: 1, errors: [[2, 'id', 'invalid']] }, stand: [sample(noon, { id: 'e-2', subject: 'person-2' })] },
  { name: 'quoted cells, doubled quotes, commas in quotes and columns in another order', type: 'csv', body: csv('"subject",type, occurred_at ,region,platform,channel,"id"', '"person-1","accepted",2026-01-06T12:00:00Z,DE,ios,in_app,e-1', `"a ""quoted"", name",accepted,${noon},DE,ios,in_app,e-1`), told: { stored: 2 }, stand: ['person-1', 'a "quoted", name'].map((subject) => sample(noon, { subject })) },
  { name: 'a CSV row with a cell too few or too many, or quotes that do not match, is rejected alone', type: 'csv', body: csv(header, row(1), row(9).slice(0, -7), `"x"y,${row(9).slice(4)}`, `${row(9)},`, row(2)), told: { received: 5, stored: 2, errors: [[3, null, 'invalid'], [4, null, 'invalid'], [5, null, 'invalid']] }, stand: 2 },
  { name: 'a CSV without its header row has every row rejected, and no value is repeated', type: 'csv', body: csv(row(1), row(2)), told: { received: 1, stored: 0, errors: [[2, null, 'unknown_field']] }, stand: 0 },
  { name: 'a CSV that ends inside a quoted cell is refused as truncated', type: 'csv', body: csv(header, row(1), row(2), '"e-3'), status: 400, told: { code: 'truncated' }, stand: 2 },
  { name: 'a JSON array that ends before its bracket is refused as truncated, its last element with it', type: 'json', body: JSON.stringify(events(2)).slice(0, -1), status: 400, told: { code: 'truncated' }, stand: 1 },
  { name: 'NDJSON that ends inside a line has that line rejected: how many there should be only the sender knows', body: ndjson(3).slice(0, -30), told: { received: 3, stored: 2, errors: [[3, null, 'not_json']] }, stand: 2 },
  { name: 'a line of more than 64 KiB is rejected alone', body: `${ndjson(1)}${' '.repeat(70_000)}{}\n${ndjson(1, 2)}`, told: { received: 3, stored: 2, errors: [[2, null, 'too_long']] }, stand: 2 },
  { name: 'lines that are not UTF-8 are rejected alone: two people of a Latin-1 file do not become one', type: 'csv', body: Buffer.from(csv(header, row(1), row(7).replace('person-7', 'jos\xe9@x'), row(8).replace('person-8', 'jos\xe8@x'), row(2)), 'latin1'), told: { received: 4, stored: 2, errors: [[3, null, 'invalid'], [4, null, 'invalid']] }, stand: 2 },
  { name: 'a field that stands twice in one event has its line rejected, whichever of the two would be right', body: ndjson(2) + JSON.stringify(event(3)).replace('"type":"accepted"', '"type":"declined","type":"accepted"'), told: { received: 3, stored: 2, errors: [[3, 'type', 'invalid']] }, stand: 2 },
  { name: 'a purpose that stands twice has its line rejected', body: ndjson(2) + JSON.stringify(event(3)).replace('}', ',"purposes":{"ads":false,"ads":true}}'), told: { received: 3, stored: 2, errors: [[3, 'purposes', 'invalid']] }, stand: 2 },
  { name: 'a CSV that names a column twice is refused', type: 'csv', body: csv(`${header},subject`, `${row(1)},person-1`), status: 400, told: { code: 'repeated_column' }, stand: 0 },
  { name: 'a CSV whose header is not UTF-8, such as UTF-16 with its mark, is refused', type: 'csv', body: Buffer.from(mark + csv(header, row(1)), 'utf16le'), status: 400, told: { code: 'not_utf8' }, stand: 0 },
  { name: 'a body of blank lines is a batch of nothing', body: '\n\r\n\n', told: { received: 0, stored: 0 }, stand: 0 },
  { name: 'a CSV of a header alone is a batch of nothing', type: 'csv', body: header, told: { received: 0, stored: 0 }, stand: 0 },
];

const send = (campaign: string, { type = 'ndjson', headers = {}, body }: Pick<Case, 'type' | 'headers' | 'body'>) =>
  fetch(`${front.url}/api/v1/campaigns/${campaign}/events`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': types[type], ...headers }, body: body as BodyInit });

for (const { name, status = 200, told: { errors: faults, ...told }, stand, ...sent } of cases) {
  test(name, async () => {
    const campaign = await berlinCampaign();
    const answer = await send(campaign, sent);
    const { errors, ...rest } = await answer.json();
    expect({ status: answer.status, ...rest }).toMatchObject({ status, ...told });
    if (faults) expect(errors.map(({ line, field, code }: Record<string, unknown>) => [line, field, code])).toEqual(faults);
    expect(JSON.stringify(errors ?? '')).not.toMatch(/person-|e-1/);
    await expectCountsOf(campaign, typeof stand === 'number' ? samples(stand) : stand, asOf);
  });
}

test('a connection that breaks leaves an interrupted batch of whole lines, and sending all again stores each once', async () => {
  const campaign = await berlinCampaign();
  const body = Buffer.from(ndjson(3));
  await new Promise<void>((resolve) => {
    const request = httpRequest(`${front.url}/api/v1/campaigns/${campaign}/events`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': types.ndjson, 'content-length': body.length } });
    request.on('error', () => resolve());
    request.write(body.subarray(0, -20), () => setTimeout(() => request.destroy(new Error('cut')), 300));
  });
  const { pool } = await connection();
  const batch = async () => (await pool.query(`select status, stored::int from batches b join campaigns c on c.id = b.campaign_id where c.key = $1 order by number limit 1`, [campaign])).rows[0];
  await expect.poll(batch).toEqual({ status: 'interrupted', stored: 2 });
  await expectCountsOf(campaign, samples(2), asOf);
  expect(await (await send(campaign, { body })).json()).toMatchObject({ stored: 1, duplicates: 2, rejected: 0 });
  await expectCountsOf(campaign, samples(3), asOf);
});

test('an Idempotency-Key repeats the whole answer to the same body and refuses another; another key is another request', async () => {
  const campaign = await berlinCampaign();
  const first = await (await send(campaign, { body: `${ndjson(2)}wrong\n`, headers: { 'idempotency-key': 'k-1' } })).json();
  expect(first).toMatchObject({ received: 3, stored: 2, rejected: 1 });
  expect(await (await send(campaign, { body: `${ndjson(2)}wrong\n`, headers: { 'idempotency-key': 'k-1' } })).json()).toEqual(first);
  expect(await (await send(campaign, { body: ndjson(1, 9), headers: { 'idempotency-key': 'k-1' } })).json()).toMatchObject({ status: 422, code: 'idempotency_key_reused', batch: first.batch });
  expect(await (await send(campaign, { body: ndjson(2), headers: { 'idempotency-key': 'k-2' } })).json()).toMatchObject({ stored: 0, duplicates: 2 });
  await expectCountsOf(campaign, samples(2), asOf);
});

test('while the first request under a key is being taken, the second is refused as in flight', async () => {
  const campaign = await berlinCampaign();
  const headers = { 'idempotency-key': 'k-4' };
  const first = httpRequest(`${front.url}/api/v1/campaigns/${campaign}/events`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': types.ndjson, ...headers } });
  const answered = new Promise<number | undefined>((resolve) => first.on('response', (response) => resolve(response.resume().statusCode)));
  first.write(ndjson(1));
  const { pool } = await connection();
  await expect.poll(async () => (await pool.query(`select 1 from batches b join campaigns c on c.id = b.campaign_id where c.key = $1`, [campaign])).rowCount).toBe(1);
  expect(await (await send(campaign, { body: ndjson(1), headers })).json()).toMatchObject({ status: 409, code: 'in_flight' });
  first.end();
  expect(await answered).toBe(200);
  expect(await (await send(campaign, { body: ndjson(1), headers })).json()).toMatchObject({ stored: 1, duplicates: 0 });
});

test('a truncated body frees its Idempotency-Key, so that the whole one is taken under it', async () => {
  const campaign = await berlinCampaign();
  const whole = gzipSync(ndjson(3));
  const headers = { ...gzip, 'idempotency-key': 'k-3' };
  expect((await send(campaign, { body: whole.subarray(0, -4), headers })).status).toBe(400);
  expect(await (await send(campaign, { body: whole, headers })).json()).toMatchObject({ stored: 0, duplicates: 3 });
  await expectCountsOf(campaign, samples(3), asOf);
});

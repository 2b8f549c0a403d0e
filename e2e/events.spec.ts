import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIRequestContext } from '@playwright/test';
import { campaignFile } from '@/db/testing/campaigns';
import { bearer } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

test.describe.configure({ mode: 'parallel' });

type Event = { id: string; subject: string; type: string; occurred_at: string; region: string; platform: string; channel: string; notice: string };
type Send = { type?: string; headers?: Record<string, string>; scope?: 'ingest' | 'manager' };

const event = (n: number, given: Partial<Event> = {}): Event => ({
  id: `event-${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: new Date(Date.UTC(2026, 0, 6, 12) + n * 1000).toISOString(), region: 'DE', platform: 'android', channel: 'in_app', notice: 'terms-eu-en-1', ...given,
});
const events = (count: number, from = 0) => Array.from({ length: count }, (_, n) => event(from + n));
const ndjson = (list: unknown[]) => list.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

async function newCampaign(request: APIRequestContext): Promise<string> {
  const file = campaignFile();
  const made = await request.post('/api/v1/campaigns', { headers: bearer('admin'), data: file });
  expect(made.status(), await made.text()).toBe(201);
  return file.key;
}

const send = (request: APIRequestContext, campaign: string, body: string | Buffer, { type = 'application/x-ndjson', headers = {}, scope = 'ingest' }: Send = {}) =>
  request.post(`/api/v1/campaigns/${campaign}/events`, { headers: { ...bearer(scope), 'content-type': type, ...headers }, data: typeof body === 'string' ? Buffer.from(body) : body });

const accepted = async (request: APIRequestContext, campaign: string): Promise<number> =>
  (await (await request.get(`/api/v1/campaigns/${campaign}/uptake`, { headers: bearer('dpo') })).json()).counts.accepted;

const header = ['id', 'subject', 'type', 'occurred_at', 'region', 'platform', 'channel', 'notice'] as const;
const csv = (list: Event[]) => [header.join(','), ...list.map((one) => header.map((name) => one[name]).join(','))].join('\r\n');

const forms: { name: string; type: string; body(list: Event[]): string }[] = [
  { name: 'NDJSON', type: 'application/x-ndjson', body: ndjson },
  { name: 'CSV', type: 'text/csv; charset=utf-8', body: csv },
  { name: 'JSON', type: 'application/json', body: (list) => JSON.stringify(list) },
];

for (const { name, type, body } of forms) {
  for (const packed of [false, true]) {
    test(`${name}${packed ? ' under gzip' : ''} is stored, and sent twice stores nothing more`, async ({ request }) => {
      const campaign = await newCampaign(request);
      const text = body(events(50));
      const options: Send = { type, headers: packed ? { 'content-encoding': 'gzip' } : {} };
      const first = await send(request, campaign, packed ? gzipSync(text) : text, options);
      expect(first.status(), await first.text()).toBe(200);
      expect(await first.json()).toMatchObject({ received: 50, stored: 50, duplicates: 0, rejected: 0, errors: [] });
      const second = await send(request, campaign, packed ? gzipSync(text) : text, options);
      expect(await second.json()).toMatchObject({ received: 50, stored: 0, duplicates: 50, rejected: 0, errors: [] });
      expect(await accepted(request, campaign)).toBe(50);
    });
  }
}

test('5 wrong lines among 1,000 are named by number and reason, and hold nothing else back', async ({ request }) => {
  const campaign = await newCampaign(request);
  const lines: unknown[] = events(1_000);
  const secret = `person-${randomBytes(8).toString('hex')}`;
  lines[10] = 'this is not JSON';
  lines[99] = { ...event(99), type: 'enthusiastic' };
  lines[500] = { ...event(500), occurred_at: 'yesterday' };
  lines[777] = { ...event(777), subject: undefined };
  lines[999] = { ...event(999), subject: secret, region: 'Germany' };
  const answer = await send(request, campaign, ndjson(lines));
  expect(answer.status()).toBe(200);
  const told = await answer.json();
  expect(told).toMatchObject({ received: 1_000, stored: 995, duplicates: 0, rejected: 5 });
  expect(told.errors.map(({ line }: { line: number }) => line)).toEqual([11, 100, 501, 778, 1_000]);
  expect(told.errors.slice(1).map(({ field }: { field: string }) => field)).toEqual(['type', 'occurred_at', 'subject', 'region']);
  for (const { code, message } of told.errors) expect([code, message].every((text) => text.length > 0)).toBe(true);
  expect(JSON.stringify(told)).not.toContain(secret);
  expect(await accepted(request, campaign)).toBe(995);
  const file = await request.get(`/api/v1/batches/${told.batch}/errors`, { headers: bearer('dpo') });
  const rows = (await file.text()).trim().split('\r\n');
  expect(rows[0]).toBe('line,field,code,message');
  expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['11', '100', '501', '778', '1000']);
});

test('a body of more than 12 MB arrives whole, past the 10 MB at which the proxy would cut it', async ({ request }) => {
  test.setTimeout(180_000);
  const campaign = await newCampaign(request);
  const count = 65_000;
  const body = ndjson(events(count).map((one) => ({ ...one, app_version: '2.21.1-a-long-version-name' })));
  expect(body.length).toBeGreaterThan(12_000_000);
  const answer = await request.post(`/api/v1/campaigns/${campaign}/events`, { headers: { ...bearer('ingest'), 'content-type': 'application/x-ndjson' }, data: Buffer.from(body), timeout: 150_000 });
  expect(await answer.json()).toMatchObject({ received: count, stored: count, rejected: 0 });
  expect(await accepted(request, campaign)).toBe(count);
});

test('a gzip that is cut short is refused with its batch, and sending it whole counts nothing twice', async ({ request }) => {
  const campaign = await newCampaign(request);
  const whole = gzipSync(ndjson(Array.from({ length: 2_000 }, (_, n) => event(n, { subject: randomBytes(12).toString('hex') }))));
  const cut = await send(request, campaign, whole.subarray(0, whole.length - 2_000), { headers: { 'content-encoding': 'gzip' } });
  expect(cut.status()).toBe(400);
  expect(cut.headers()['content-type']).toContain('application/problem+json');
  const problem = await cut.json();
  expect(problem).toMatchObject({ code: 'truncated', batch: expect.any(String), received: expect.any(Number), stored: expect.any(Number) });
  const [, batch, stored] = /Batch (\S+) holds what came before: (\d+) stored/.exec(problem.detail) ?? [];
  const kept = await request.get(`/api/v1/batches/${batch}`, { headers: bearer('dpo') });
  expect(kept.status()).toBe(200);
  const again = await send(request, campaign, whole, { headers: { 'content-encoding': 'gzip' } });
  expect(await again.json()).toMatchObject({ received: 2_000, stored: 2_000 - Number(stored), duplicates: Number(stored), rejected: 0 });
  expect(await accepted(request, campaign)).toBe(2_000);
});

test('a Content-Digest is compared with the bytes as they were sent: right, the body counts; wrong, its batch is withdrawn by itself', async ({ request }) => {
  const campaign = await newCampaign(request);
  const packed = gzipSync(ndjson(events(20)));
  const digest = (bytes: Uint8Array) => ({ 'content-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:` });
  const right = await send(request, campaign, packed, { headers: { 'content-encoding': 'gzip', ...digest(packed) } });
  expect(await right.json()).toMatchObject({ received: 20, stored: 20 });
  const other = ndjson(events(30));
  const wrong = await send(request, campaign, other, { headers: digest(Buffer.from(`${other} `)) });
  expect(wrong.status()).toBe(400);
  const told = await wrong.json();
  expect(told).toMatchObject({ code: 'wrong_digest', received: 0, stored: 0, duplicates: 0, rejected: 0 }); // Of a body of one chunk nothing is stored before its digest is known.
  const kept = await (await request.get(`/api/v1/batches/${told.batch}`, { headers: bearer('dpo') })).json();
  expect(kept).toMatchObject({ status: 'withdrawn', withdrawn: { by: 'ingest', events_left: 0, events_kept: 0 } });
  expect(await accepted(request, campaign)).toBe(20);
  const malformed = await send(request, campaign, other, { headers: { 'content-digest': 'sha-256=abc' } });
  expect([malformed.status(), (await malformed.json()).code]).toEqual([400, 'content_digest']);
  expect(await accepted(request, campaign)).toBe(20);
});

test('an Idempotency-Key repeats the whole answer', async ({ request }) => {
  const campaign = await newCampaign(request);
  const headers = { 'idempotency-key': randomBytes(12).toString('hex') };
  const first = await (await send(request, campaign, ndjson([...events(5), 'wrong']), { headers })).json();
  const second = await (await send(request, campaign, ndjson([...events(5), 'wrong']), { headers })).json();
  expect(first).toMatchObject({ received: 6, stored: 5, rejected: 1 });
  expect(second).toEqual(first);
});

test('what cannot be taken is refused with the status that says why', async ({ request }) => {
  const campaign = await newCampaign(request);
  const body = ndjson(events(1));
  const cases: { status: number; code: string; answer: ReturnType<typeof send> }[] = [
    { status: 415, code: 'content_type', answer: send(request, campaign, body, { type: 'application/xml' }) },
    { status: 415, code: 'content_encoding', answer: send(request, campaign, body, { headers: { 'content-encoding': 'br' } }) },
    { status: 404, code: 'missing', answer: send(request, 'no-such-campaign', body) },
    { status: 403, code: 'denied', answer: send(request, campaign, body, { scope: 'manager' }) },
    { status: 401, code: 'unauthenticated', answer: send(request, campaign, body, { headers: { authorization: '' } }) },
    { status: 401, code: 'unauthenticated', answer: send(request, campaign, body, { headers: { authorization: `Bearer nb_${'0'.repeat(16)}_${'a'.repeat(43)}` } }) },
  ];
  for (const { status, code, answer } of cases) {
    const response = await answer;
    expect(response.status(), code).toBe(status);
    expect(response.headers()['content-type']).toContain('application/problem+json');
    expect((await response.json()).code).toBe(code);
  }
  expect(await accepted(request, campaign)).toBe(0);
});

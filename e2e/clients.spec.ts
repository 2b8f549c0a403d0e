import { execFile, execFileSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { APIRequestContext } from '@playwright/test';
import { root } from '@/cli/bootstrap.mjs';
import { campaignFile } from '@/db/testing/campaigns';
import { type Answer, NoticeboardClient } from '@/docs/client/noticeboard-client';
import { bearer, keyOf, shared } from '@/e2e/support/shared-server';
import { expect, test } from '@/e2e/support/test';

test.describe.configure({ mode: 'parallel' });

const event = (n: number) => ({ id: `e-${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: '2026-01-06T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app' });
const lines = (n: number) => Array.from({ length: n }, (_, i) => `${JSON.stringify(event(i))}\n`).join('');
const there = (program: string) => {
  try {
    return execFileSync(program, ['--version']).length > 0;
  } catch {
    return false;
  }
};

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'nb-clients-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function newCampaign(request: APIRequestContext): Promise<string> {
  const file = campaignFile();
  expect((await request.post('/api/v1/campaigns', { headers: bearer('admin'), data: file })).status()).toBe(201);
  return file.key;
}

const accepted = async (request: APIRequestContext, campaign: string): Promise<number> =>
  (await (await request.get(`/api/v1/campaigns/${campaign}/uptake`, { headers: bearer('dpo') })).json()).counts.accepted;

test('the client for Node sends what it took, once', async ({ request }) => {
  const campaign = await newCampaign(request);
  const answers: Answer[] = [];
  const settings = { url: shared.url, campaign, key: keyOf('ingest'), folder, maxBatchEvents: 400, onReport: (report: { kind: string; answer?: Answer }) => report.answer && answers.push(report.answer) };
  const client = new NoticeboardClient(settings);
  for (let n = 0; n < 1_000; n += 1) expect(client.enqueue(event(n)).queued).toBe(true);
  expect(await client.close()).toEqual({ left: 0 });
  expect(answers.map(({ stored }) => stored)).toEqual([400, 400, 200]);
  expect(await accepted(request, campaign)).toBe(1_000);
});

test('the Python script sends a file, and run again stores nothing twice', async ({ request }) => {
  test.skip(!there('python3'), 'There is no python3 here.');
  const campaign = await newCampaign(request);
  const file = path.join(folder, 'events.ndjson');
  writeFileSync(file, lines(6_000));
  const run = async () => JSON.parse((await promisify(execFile)('python3', [path.join(root, 'docs/recipes/send_events.py'), shared.url, campaign, file], { env: { ...process.env, NOTICEBOARD_KEY: keyOf('ingest') } })).stdout);
  expect(await run()).toEqual({ received: 6_000, stored: 6_000, duplicates: 0, rejected: 0 });
  expect(await run(), 'the same Idempotency-Keys, so the same answers').toEqual({ received: 6_000, stored: 6_000, duplicates: 0, rejected: 0 });
  expect(await accepted(request, campaign)).toBe(6_000);
  writeFileSync(file, `${lines(2)}{"id":"x"}\n`);
  const failed = await run().catch((error: { code: number; stderr: string }) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('line 3, subject:') });
});

test('every block of the recipe for curl does what it says', async ({ request }) => {
  test.skip(!there('curl'), 'There is no curl here.');
  const blocks = [...readFileSync(path.join(root, 'docs/recipes/curl.md'), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  expect(blocks).toHaveLength(3);
  writeFileSync(path.join(folder, 'events.ndjson'), lines(300));
  writeFileSync(path.join(folder, 'events.csv'), [Object.keys(event(0)).join(), ...[1, 2].map((n) => Object.values(event(n)).join())].join('\r\n'));
  const campaign = await newCampaign(request);
  const stored = [];
  for (const block of blocks) {
    const { stdout } = await promisify(execFile)('sh', ['-ec', block], { cwd: folder, env: { ...process.env, URL: shared.url, KEY: keyOf('ingest'), CAMPAIGN: campaign } });
    stored.push(JSON.parse(stdout));
  }
  expect(stored).toMatchObject([{ stored: 1 }, { received: 300, rejected: 1, errors: [{ code: 'id_conflict' }] }, { duplicates: 1, rejected: 1 }]);
});

test('the mapping of the recipe for Segment takes its events, and a delivery again is a duplicate', async ({ request }) => {
  const mapping = JSON.parse(/```json\n([\s\S]*?)```/.exec(readFileSync(path.join(root, 'docs/recipes/segment.md'), 'utf8'))?.[1] ?? '');
  const campaign = await newCampaign(request);
  const set = await request.put(`/api/v1/campaigns/${campaign}/segment-mapping`, { headers: bearer('legal'), data: mapping });
  expect(set.status(), await set.text()).toBe(200);
  expect(await (await request.get(`/api/v1/campaigns/${campaign}/segment-mapping`, { headers: bearer('auditor') })).json()).toMatchObject({ campaign, mapping });
  const track = { type: 'track', event: 'Terms Accepted', messageId: randomBytes(8).toString('hex'), anonymousId: 'a-1', timestamp: '2026-01-06T12:00:00.000Z', properties: {}, context: { location: { country: 'Germany' }, device: { type: 'ios' }, locale: 'de-DE' } };
  const deliver = async () => (await request.post(`/api/v1/ingest/segment?campaign=${campaign}`, { headers: bearer('ingest'), data: { batch: [track, { type: 'identify' }] } })).json();
  expect(await deliver()).toMatchObject({ campaign, received: 2, ignored: 1, stored: 1, rejected: 0 });
  expect(await deliver()).toMatchObject({ stored: 0, duplicates: 1 });
  expect(await accepted(request, campaign)).toBe(1);
  // Without a secret set here, a signature is neither asked for nor looked at.
  const signed = await request.post(`/api/v1/ingest/segment?campaign=${campaign}`, { headers: { ...bearer('ingest'), 'x-signature': createHmac('sha1', 'x').update('y').digest('hex') }, data: track });
  expect(signed.status()).toBe(200);
});

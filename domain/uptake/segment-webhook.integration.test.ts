import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PUT as putMapping } from '@/app/api/v1/campaigns/[campaign]/segment-mapping/route';
import { POST } from '@/app/api/v1/ingest/segment/route';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { readUptake } from '@/domain/uptake/queries';
import { connection } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { newKey, openFront } from '@/db/testing/api-front';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const dpo = asRole('dpo');
let front: Awaited<ReturnType<typeof openFront>>;
const keys: Record<string, string> = {};

beforeAll(async () => {
  front = await openFront([
    [/^\/api\/v1\/ingest\/segment$/, (request) => POST(request, {})],
    [/^\/api\/v1\/campaigns\/(?<campaign>[^/]+)\/segment-mapping$/, (request, { params }) => putMapping(request, { params: params.then(({ campaign = '' }) => ({ campaign })) })],
  ]);
  for (const scope of ['ingest', 'manager', 'dpo'] as const) keys[scope] = await newKey(scope);
});
afterEach(async () => {
  delete process.env.NOTICEBOARD_SEGMENT_SECRET;
  await (await connection()).pool.query('delete from segment_mappings');
});
afterAll(() => front.close());

const mapping = {
  events: { 'Terms Accepted': { type: 'accepted' }, 'Terms Declined': { type: 'declined' }, 'Terms Shown': { type: 'displayed' } },
  fields: { region: { path: 'properties.country', default: 'ZZ' }, platform: { path: 'context.device.type', default: 'web' }, channel: { default: 'in_app' } },
};

async function newCampaign(mapped = true): Promise<string> {
  const file = campaignFile();
  await createCampaign(system, { file });
  if (mapped) expect((await call('PUT', `/campaigns/${file.key}/segment-mapping`, mapping, { scope: 'dpo' })).status).toBe(200);
  return file.key;
}

type Options = { scope?: string; headers?: Record<string, string> };
async function call(method: string, address: string, body: unknown, { scope = 'ingest', headers = {} }: Options = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${front.url}/api/v1${address}`, { method, headers: { authorization: `Bearer ${keys[scope]}`, 'content-type': 'application/json', ...headers }, body: text });
  return { status: answer.status, told: await answer.json() };
}
const deliver = (campaign: string | null, body: unknown, options?: Options) => call('POST', `/ingest/segment${campaign === null ? '' : `?campaign=${campaign}`}`, body, options);

const track = (n: number, given: object = {}) => ({
  type: 'track', event: 'Terms Accepted', messageId: `m-${n}`, userId: `person-${n}`, anonymousId: 'a', timestamp: new Date(Date.UTC(2026, 0, 6, 12) + n * 1000).toISOString(),
  properties: { country: 'DE' }, context: { device: { type: 'ios' } }, integrations: {}, receivedAt: new Date().toISOString(), ...given,
});
const counts = async (campaign: string) => (await readUptake(dpo, { campaign, asOf: new Date('2026-02-01T00:00:00Z'), by: [] })).total.counts;

test('one event, an array and a batch are stored, and the same deliveries again are duplicates', async () => {
  const campaign = await newCampaign();
  const deliveries = [track(1), [track(2), track(3, { event: 'Terms Declined' })], { batch: [track(4), track(5, { event: 'Terms Shown' })], sentAt: '2026-01-06T12:00:00Z' }];
  for (const delivery of deliveries) expect(await deliver(campaign, delivery)).toMatchObject({ status: 200, told: { campaign, ignored: 0, duplicates: 0, rejected: 0, errors: [] } });
  expect(await counts(campaign)).toMatchObject({ accepted: 3, declined: 1, displayed: 1 });
  for (const [i, delivery] of deliveries.entries()) expect((await deliver(campaign, delivery)).told).toMatchObject({ stored: 0, duplicates: i === 0 ? 1 : 2 });
  expect(await counts(campaign)).toMatchObject({ accepted: 3, declined: 1, displayed: 1 });
});

test('what the mapping does not name is counted as ignored, and makes no batch when nothing else is there', async () => {
  const campaign = await newCampaign();
  const mixed = [{ type: 'identify', userId: 'x' }, track(1), track(2, { event: 'Order Completed' })];
  expect((await deliver(campaign, mixed)).told).toMatchObject({ received: 3, ignored: 2, stored: 1, rejected: 0 });
  expect(await deliver(campaign, [{ type: 'page' }])).toEqual({ status: 200, told: { campaign, batch: null, received: 1, ignored: 1, stored: 0, duplicates: 0, rejected: 0, errors: [] } });
});

test('wrong events are named by their place in the delivery, with no value in the answer', async () => {
  const campaign = await newCampaign();
  const { status, told } = await deliver(campaign, [{ type: 'page' }, track(1, { timestamp: 'secret-time' }), 'text', track(3), track(4, { userId: null, anonymousId: null }), track(5, { messageId: undefined })]);
  expect(status).toBe(200);
  expect(told).toMatchObject({ received: 6, ignored: 1, stored: 1, rejected: 4 });
  expect(told.errors.map(({ line, field, code }: Record<string, unknown>) => [line, field, code])).toEqual([[2, 'occurred_at', 'invalid'], [3, null, 'not_an_object'], [5, 'subject', 'required'], [6, 'id', 'required']]);
  expect(JSON.stringify(told)).not.toContain('secret-time');
});

test('the campaign may be left out while exactly one has a mapping', async () => {
  expect(await deliver(null, track(1))).toMatchObject({ status: 400, told: { code: 'campaign_needed' } });
  const campaign = await newCampaign();
  expect(await deliver(null, track(1))).toMatchObject({ status: 200, told: { campaign, stored: 1 } });
  await newCampaign();
  expect(await deliver(null, track(2))).toMatchObject({ status: 400, told: { code: 'campaign_needed' } });
});

test('a delivery that cannot be taken is refused with the status that says why', async () => {
  const campaign = await newCampaign(false);
  expect(await deliver(campaign, track(1))).toMatchObject({ status: 409, told: { code: 'no_mapping' } });
  expect(await deliver('no-such-campaign', track(1))).toMatchObject({ status: 404, told: { code: 'missing' } });
  expect(await deliver(campaign, '{"type"')).toMatchObject({ status: 400, told: { code: 'not_json' } });
  expect(await deliver(campaign, '7')).toMatchObject({ status: 400, told: { code: 'not_an_event' } });
  expect(await deliver(campaign, track(1), { scope: 'manager' })).toMatchObject({ status: 403 });
  expect(await deliver(campaign, track(1), { headers: { authorization: 'Bearer x' } })).toMatchObject({ status: 401, told: { code: 'unauthenticated' } });
  expect(await deliver(campaign, track(1), { headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 415 });
  expect(await deliver(campaign, ' '.repeat(17 * 1024 * 1024))).toMatchObject({ status: 413, told: { code: 'too_large' } });
  expect(await call('PUT', `/campaigns/${campaign}/segment-mapping`, { events: {} }, { scope: 'dpo' })).toMatchObject({ status: 400, told: { fields: [{ field: 'mapping.events' }] } });
});

test('with a shared secret set, a delivery needs the key and a signature that fits', async () => {
  const campaign = await newCampaign();
  process.env.NOTICEBOARD_SEGMENT_SECRET = 'shared secret';
  const body = JSON.stringify(track(1));
  const signature = createHmac('sha1', 'shared secret').update(body).digest('hex');
  expect(await deliver(campaign, body)).toMatchObject({ status: 401, told: { code: 'signature' } });
  expect(await deliver(campaign, body, { headers: { 'x-signature': '0'.repeat(40) } })).toMatchObject({ status: 401, told: { code: 'signature' } });
  expect(await deliver(campaign, body, { headers: { 'x-signature': signature, authorization: '' } })).toMatchObject({ status: 401, told: { code: 'unauthenticated' } });
  expect(await deliver(campaign, body, { headers: { 'x-signature': signature } })).toMatchObject({ status: 200, told: { stored: 1 } });
});

test('a new mapping holds from then on, and what was stored stands', async () => {
  const campaign = await newCampaign();
  await deliver(campaign, track(1));
  await call('PUT', `/campaigns/${campaign}/segment-mapping`, { ...mapping, events: { 'Terms Accepted': { type: 'declined' } } }, { scope: 'dpo' });
  await deliver(campaign, track(2));
  expect(await counts(campaign)).toMatchObject({ accepted: 1, declined: 1 });
  expect((await deliver(campaign, track(1))).told).toMatchObject({ stored: 0, rejected: 1, errors: [{ line: 1, field: 'id', code: 'id_conflict' }] });
});

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { GET as getDocument } from '@/app/api/openapi.json/route';
import { operations } from '@/app/api/openapi.json/operations';
import type { KeyScope } from '@/domain/access/vocabulary';
import { rights } from '@/domain/access/permissions';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { EventLine } from '@/domain/uptake/schemas';
import { campaignFile } from '@/db/testing/campaigns';
import { newKey } from '@/db/testing/api-front';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

type Json = Record<string, unknown>;
type Document = { openapi: string; paths: Record<string, Record<string, Json>>; components: { schemas: Record<string, Json> } };
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Send = { scope?: KeyScope; body?: unknown; type?: string; query?: string };

const root = path.resolve(import.meta.dirname, '../v1');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('route.ts')).map((name) => name.split(path.sep).join('/'));
const pathOf = (file: string) => `/${file.replace(/\/?route\.ts$/, '').replaceAll('[', '{').replaceAll(']', '}')}`;

const keys = new Map<KeyScope, string>();
const answered = new Set<string>();
let document: Document;

beforeAll(async () => {
  document = (await getDocument().json()) as Document;
  for (const scope of ['ingest', 'sharing', 'admin', 'dpo', 'auditor'] as const) keys.set(scope, await newKey(scope));
});

/** The schema that the document gives an answer, as a validator; null where it is a file. */
function validator(operation: Json, status: number): z.ZodType | null {
  const responses = operation.responses as Record<string, { content: Record<string, { schema?: Json }> }>;
  const [content] = Object.values((responses[String(status)] ?? responses.default)?.content ?? {});
  if (!content?.schema) return null;
  // JSON Schema reads patterns with the flag u, this validator without: those that need it are left out.
  const inline = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll('#/components/schemas/', '#/$defs/'), (name, held: unknown) => (name === 'pattern' && String(held).includes('\\p{') ? undefined : held)) as Json;
  return z.fromJSONSchema({ ...inline(content.schema), $defs: inline(document.components.schemas) } as Parameters<typeof z.fromJSONSchema>[0]);
}

/** Calls a route as the server does, and holds its answer to the document: the status is a named one and the body fits its schema. */
async function call(method: string, template: string, params: Record<string, string> = {}, { scope = 'dpo', body, type = 'application/json', query = '' }: Send = {}): Promise<{ status: number; told: Json }> {
  const file = files.find((name) => pathOf(name) === template);
  const operation = document.paths[`/api/v1${template}`]?.[method.toLowerCase()];
  if (!file || !operation) throw new Error(`${method} ${template} is not there.`);
  const route = ((await import(path.join(root, file))) as Record<string, Handler>)[method];
  if (!route) throw new Error(`${file} has no ${method}.`);
  const address = `http://127.0.0.1/api/v1${template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')}${query}`;
  const response = await route(
    new Request(address, { method, headers: { authorization: `Bearer ${keys.get(scope)}`, 'content-type': type }, body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body) }),
    { params: Promise.resolve(params) },
  );
  const { status } = response;
  if (status < 300) {
    expect(Object.keys(operation.responses as Json), `${method} ${template}`).toContain(String(status));
    answered.add(`${method} ${template}`);
  }
  const schema = validator(operation, status);
  const content = await response.text();
  if (!schema) return { status, told: {} };
  const told = JSON.parse(content) as Json;
  const fits = schema.safeParse(told);
  expect(fits.success ? '' : `${method} ${template} ${status}: ${z.prettifyError(fits.error)}`).toBe('');
  return { status, told };
}

it('describes every route there is and no other, each with the permission that some role holds', () => {
  const there = files.flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => new RegExp(`export (const|async function|function) ${method}\\b`).test(source)).map((method) => `${method} ${pathOf(file)}`);
  });
  expect(operations.map(({ method, path: template }) => `${method.toUpperCase()} ${template}`).sort()).toEqual(there.sort());
  for (const { needs } of operations) expect(Object.values(rights).some((held) => held.includes(needs)), needs).toBe(true);
});

it('is OpenAPI 3.1: every reference leads somewhere, every operation has an id of its own', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target ?? '');
  expect(references.length).toBeGreaterThan(40);
  for (const target of references) expect(document.components.schemas, target).toHaveProperty(target.replace('#/components/schemas/', ''));
  const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

it('describes an event as lines are read', () => {
  const event = { id: 'e', subject: 's', type: 'accepted', occurred_at: '2026-01-06T12:00:00+01:00', region: 'DE', platform: 'ios', channel: 'in_app', purposes: { ads: true } };
  expect(EventLine.safeParse(event).success).toBe(true);
  for (const wrong of [{ ...event, region: 'de' }, { ...event, occurred_at: '2026-01-06T12:00:00' }, { ...event, more: 1 }, { ...event, id: '' }]) expect(EventLine.safeParse(wrong).success).toBe(false);
});

it('every call answers as it is described, and refuses with a described problem', { timeout: 180_000 }, async () => {
  const file = campaignFile();
  const campaign = { campaign: file.key };
  const event = (n: number, given: object = {}) => ({ id: `e-${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: '2026-01-06T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app', notice: 'terms-eu-en-1', ...given });
  expect((await call('POST', '/campaigns', {}, { body: file })).status).toBe(201);
  expect((await call('POST', '/campaigns', {}, { body: file })).status).toBe(409);
  expect((await call('POST', '/campaigns', {}, { body: {} })).status).toBe(400);
  expect((await call('POST', '/campaigns', {}, { body: file, scope: 'auditor' })).status).toBe(403);
  await call('GET', '/campaigns');
  await call('GET', '/campaigns/{campaign}', campaign);
  expect((await call('GET', '/campaigns/{campaign}', { campaign: 'nowhere' })).status).toBe(404);
  await call('PATCH', '/campaigns/{campaign}', campaign, { body: { deadline: { at: '2026-03-01T00:00:00Z', area: null, reason: 'more time' } } });
  await call('PUT', '/campaigns/{campaign}/population', campaign, { body: [{ region: 'FR', count: 50, as_of: '2026-01-05T00:00:00Z', definition: 'accounts', source: 'CRM' }] });
  await call('PUT', '/campaigns/{campaign}/segment-mapping', campaign, { body: { events: { Accepted: { type: 'accepted' } }, fields: { region: { default: 'DE' }, platform: { default: 'web' }, channel: { default: 'web' } } } });
  await call('GET', '/campaigns/{campaign}/segment-mapping', campaign);
  const { told: stored } = await call('POST', '/campaigns/{campaign}/events', campaign, { scope: 'ingest', type: 'application/x-ndjson', body: [event(1), event(2, { region: 'nowhere' }), event(3, { type: 'declined', purposes: { ads: false } })].map((one) => JSON.stringify(one)).join('\n') });
  expect(stored).toMatchObject({ stored: 2, rejected: 1 });
  await call('POST', '/ingest/segment', {}, { scope: 'ingest', query: `?campaign=${file.key}`, body: [{ type: 'track', event: 'Accepted', messageId: 'm', userId: 'u', timestamp: '2026-01-07T12:00:00Z' }] });
  for (const query of ['', '?by=region,platform&as_of=2026-01-20T00:00:00Z', '?by=app_version']) for (const scope of ['dpo', 'admin'] as const) await call('GET', '/campaigns/{campaign}/uptake', campaign, { scope, query });
  expect((await call('GET', '/campaigns/{campaign}/uptake', campaign, { query: '?by=locale,region' })).status).toBe(422);
  const batch = { batch: String(stored.batch) };
  await call('GET', '/batches');
  await call('GET', '/batches/{batch}', batch);
  await call('GET', '/batches/{batch}/errors', batch);
  await call('POST', '/campaigns/{campaign}/subjects/export', campaign, { body: { identifiers: ['person-1', 'nobody'] } });
  await call('POST', '/campaigns/{campaign}/subjects/erase', campaign, { body: { identifiers: ['person-1', 'nobody'] } });
  await call('POST', '/batches/{batch}/withdraw', batch, { body: { reason: 'wrong' } });
  await call('GET', '/batches/{batch}', batch);
  expect((await call('POST', '/batches/{batch}/replay', batch, { body: { reason: 'right after all' } })).told).toMatchObject({ stored: 1, rejected: 0 });
  const purpose = { key: 'P-1' };
  await call('POST', '/purposes', {}, { body: { ...purpose, record: { title: 'Ads', owner: 'DPO' }, reason: 'new' } });
  await call('PATCH', '/purposes/{key}', purpose, { body: { basedOn: 1, record: { title: 'Advertising', owner: 'DPO' }, reason: 'clearer' } });
  await call('GET', '/purposes/{key}', purpose);
  await call('GET', '/purposes', {}, { query: '?as_of=2030-01-01T00:00:00Z' });
  for (const scope of ['dpo', 'admin'] as const) await call('GET', '/campaigns/{campaign}/clearance', campaign, { scope });
  await call('POST', '/campaigns/{campaign}/clearance/{purpose}/check', { ...campaign, purpose: 'P-1' }, { scope: 'sharing', body: { identifiers: ['person-3', 'nobody'] } });
  const { told: found } = await call('GET', '/findings', {}, { query: '?object=purpose&id=P-1&status=open' });
  const [finding] = found.findings as { finding: string }[];
  await call('GET', '/findings/{finding}', { finding: finding?.finding ?? '' });
  expect((await call('GET', '/findings', {}, { query: '?severity=grave' })).status).toBe(400);
  const { told: asked } = await call('POST', '/reports', {}, { body: { type: 'campaign_uptake', campaign: file.key, language: 'en' } });
  const run = String(asked.run);
  await call('GET', '/reports/{run}', { run });
  while ((await runNextReport()) !== null);
  const { told: report } = await call('GET', '/reports/{run}', { run });
  expect(report.status).toBe('ready');
  await call('GET', '/reports');
  const [first] = report.files as { name: string }[];
  await call('GET', '/reports/{run}/files/{name}', { run, name: first?.name ?? '' });
  expect([...answered].sort()).toEqual(operations.map(({ method, path: template }) => `${method.toUpperCase()} ${template}`).sort());
});

it('an answer with a field that is not described, or without one that is, does not fit', () => {
  const schema = validator(document.paths['/api/v1/campaigns/{campaign}/events']?.post ?? {}, 200);
  const answer = { batch: 'b', received: 1, stored: 1, duplicates: 0, rejected: 0, errors: [] };
  expect(schema?.safeParse(answer).success).toBe(true);
  expect(schema?.safeParse({ ...answer, subject: 'ann' }).success).toBe(false);
  expect(schema?.safeParse({ ...answer, stored: undefined }).success).toBe(false);
});

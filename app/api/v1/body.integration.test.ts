import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { operations } from '@/app/api/openapi.json/operations';
import { mostBytes } from '@/app/api/v1/body';
import { rights } from '@/domain/access/permissions';
import { type KeyScope, keyScopes } from '@/domain/access/vocabulary';
import { newKey } from '@/db/testing/api-front';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Sent = { read: number; cancelled: boolean };

const withBody = operations.filter(({ body }) => body !== undefined);
const held = withBody.filter(({ path: template }) => template !== '/campaigns/{campaign}/events');
const keys = new Map<KeyScope, string>();

beforeAll(async () => {
  for (const scope of keyScopes) keys.set(scope, await newKey(scope));
});

const named = (list: typeof operations) => list.map((operation) => [`${operation.method.toUpperCase()} ${operation.path}`, operation] as const);
const scopeWith = (needs: string, may: boolean) => keyScopes.find((scope) => rights[scope].some((right) => right === needs) === may) ?? expect.fail(`No scope for ${needs}.`);

/** A body of spaces without end, that tells how much of it was taken. */
function endless(sent: Sent): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(64 * 1024).fill(32);
  return new ReadableStream({
    pull(controller) {
      sent.read += piece.length;
      controller.enqueue(piece);
    },
    cancel() {
      sent.cancelled = true;
    },
  }, { highWaterMark: 0 });
}

async function call({ path: template, method, body = {} }: (typeof operations)[number], scope: KeyScope, stream: ReadableStream<Uint8Array>, more: Record<string, string> = {}) {
  const file = `${template.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`;
  const route = ((await import(path.join(import.meta.dirname, file))) as Record<string, Handler>)[method.toUpperCase()];
  const headers = { authorization: `Bearer ${keys.get(scope)}`, 'content-type': Object.keys(body)[0] ?? '', ...more };
  const answer = await route?.(new Request(`http://127.0.0.1/api/v1${template}`, { method: method.toUpperCase(), headers, body: stream, duplex: 'half' } as RequestInit), { params: Promise.resolve({ campaign: 'nowhere', batch: 'nowhere', key: 'nowhere', purpose: 'nowhere' }) });
  return { status: answer?.status, told: await answer?.json() };
}

test.each(named(withBody))('%s: nothing is read of a body whose key may not send it', async (_, operation) => {
  const sent = { read: 0, cancelled: false };
  expect(await call(operation, scopeWith(operation.needs, false), endless(sent))).toMatchObject({ status: 403, told: { code: 'denied' } });
  expect(sent.read).toBe(0);
});

test.each(named(held))('%s: a body without end is refused at the limit and read no further', async (_, operation) => {
  const sent = { read: 0, cancelled: false };
  expect(await call(operation, scopeWith(operation.needs, true), endless(sent))).toMatchObject({ status: 413, told: { code: 'too_large', detail: expect.stringContaining(`${mostBytes} bytes`) } });
  expect(sent).toEqual({ read: mostBytes + 64 * 1024, cancelled: true });
});

test('rows of a population as CSV have the same limit', async () => {
  const operation = held.find(({ path: template }) => template.endsWith('/population')) ?? expect.fail('There is no such call.');
  expect(await call(operation, 'dpo', endless({ read: 0, cancelled: false }), { 'content-type': 'text/csv' })).toMatchObject({ status: 413, told: { code: 'too_large' } });
});

test('a body that says that it is too long is refused before it comes, and one at the limit is read', async () => {
  const operation = held.find(({ path: template }) => template.endsWith('/erase')) ?? expect.fail('There is no such call.');
  const sent = { read: 0, cancelled: false };
  expect(await call(operation, 'dpo', endless(sent), { 'content-length': String(mostBytes + 1) })).toMatchObject({ status: 413, told: { code: 'too_large' } });
  expect(sent).toEqual({ read: 0, cancelled: true });
  const whole = new Blob([`{"identifiers":["nobody"]}`.padEnd(mostBytes)]).stream();
  expect(await call(operation, 'dpo', whole, { 'content-length': String(mostBytes) })).toMatchObject({ status: 404, told: { code: 'missing' } });
});

test('a body that is cut short is told so', async () => {
  const operation = held.find(({ path: template }) => template.endsWith('/erase')) ?? expect.fail('There is no such call.');
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('aborted')) });
  expect(await call(operation, 'dpo', broken)).toMatchObject({ status: 400, told: { code: 'truncated' } });
});

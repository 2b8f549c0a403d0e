import { sql } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { handle } from '@/app/api/v1/handle';
import { withoutValues } from '@/instrumentation';
import { main } from '@/cli/main';
import { connection, database } from '@/db/client';
import { useTestDatabase } from '@/db/testing/test-database';
import { note } from '@/worker/note';

useTestDatabase();
afterEach(() => vi.restoreAllMocks());

const canary = 'canary-of-a-subject';

/** Statements that fail with a value among their parameters: as drizzle asks, as a client asks, and with a value that PostgreSQL quotes. */
const failing = {
  drizzle: async () => (await database()).execute(sql`select 1 / 0, ${canary}::text`),
  client: async () => (await connection()).pool.query('select 1 / 0, $1::text', [canary]),
  quoted: async () => (await database()).execute(sql`select ${canary}::int`),
  lines: async () => (await database()).execute(sql`select 1 / 0, ${`a\n    at ${canary} (${canary}.ts:1:1)`}::text`),
};

const errorOf = async (fail: () => Promise<unknown>): Promise<unknown> => fail().then(() => expect.fail('It did not fail.'), (error: unknown) => error);

/** Everything that is written to standard error meanwhile. */
function listen(): () => string {
  let said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said += String(text))));
  return () => said;
}

test.each(Object.entries(failing))('a request that fails on a statement (%s) leaves its place in the log, and no value of it', async (_, fail) => {
  const said = listen();
  const answer = await handle(async () => {
    await fail();
    return new Response();
  })(new Request('http://127.0.0.1/'), {});
  const told = await answer.text();
  expect([answer.status, JSON.parse(told)]).toMatchObject([500, { code: 'internal', detail: expect.stringContaining('had stored by then stands') }]);
  const line = JSON.parse(said());
  expect(line).toMatchObject({ level: 'error', code: expect.stringMatching(/^22/) });
  expect(line.stack.length).toBeGreaterThan(2);
  expect(line.stack.every((frame: string) => frame.startsWith('    at '))).toBe(true);
  expect(said() + told).not.toContain(canary);
});

test.each(Object.entries(failing))('a job and a page that fail on a statement (%s) tell no value of it', async (_, fail) => {
  const error = await errorOf(fail);
  const said = listen();
  note('warn', 'the worker is waiting for the database', error, { pause: 1 });
  withoutValues((...given) => process.stderr.write(given.map(String).join(' ')))('⨯', error);
  expect(said()).toContain('"code":"22');
  expect(said()).toContain('    at ');
  expect(said()).not.toContain(canary);
});

test('a command of the command line that fails on a statement ends with 1 and tells no value of it', async () => {
  await (await connection()).pool.query('alter table batches rename to batches_elsewhere');
  const said = listen();
  expect(await main(['batch', 'show', canary])).toBe(1);
  expect(said()).toMatch(/^error: 42P01: relation "batches" does not exist\n {4}at /);
  expect(said()).not.toContain(canary);
});

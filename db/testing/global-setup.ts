import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '@/db/embedded/server';
import { migrate } from '@/db/migrate';
import { startOther } from '@/db/testing/other-server';
import { type TestServer, clientOf, templateName } from '@/db/testing/test-server';

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

/**
 * One server for the whole run, with one migrated template database; both are gone when the run ends. It is the embedded one, or one of the
 * programs in `NOTICEBOARD_TEST_POSTGRES`, as `npm run test:postgres15` sets it.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'nb-'));
  chmodSync(root, 0o711); // As root, PostgreSQL runs under another account and must pass through.
  const binaries = process.env.NOTICEBOARD_TEST_POSTGRES;
  const server = binaries ? await startOther(binaries, path.join(root, 'd')) : await openEmbedded({ folder: path.join(root, 'd') });
  const tearDown = async () => {
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server.connection);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('testServer', server.connection);
  return tearDown;
}

async function makeTemplate(server: TestServer): Promise<void> {
  const client = await clientOf(server);
  await client.query(`create database ${templateName}`);
  await client.end();
  const pool = new pg.Pool({ ...server, database: templateName });
  await migrate(pool);
  await pool.end();
}

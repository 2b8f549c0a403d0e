import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { judgeAsCommandsWrite } from '@/domain/findings/follow-commands';
import { closeConnection } from '@/db/client';
import { clientOf, templateName, urlOf } from '@/db/testing/test-server';

/**
 * Gives the test file that calls it a database of its own: `DATABASE_URL` names a fresh copy of the migrated template and
 * `NOTICEBOARD_DATA` an empty folder for secrets. Both are gone after the file's last test. Commands judge what they touch, as in the product.
 */
export function useTestDatabase(): void {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const before = { DATABASE_URL: process.env.DATABASE_URL, NOTICEBOARD_DATA: process.env.NOTICEBOARD_DATA };
  let data: string | undefined;
  judgeAsCommandsWrite();

  beforeAll(async () => {
    const server = inject('testServer');
    const client = await clientOf(server);
    await client.query(`create database ${name} template ${templateName}`);
    await client.end();
    data = mkdtempSync(path.join(os.tmpdir(), 'nb-data-'));
    process.env.DATABASE_URL = urlOf(server, name);
    process.env.NOTICEBOARD_DATA = data;
    globalThis.noticeboardConnection = undefined;
  });

  afterAll(async () => {
    await closeConnection();
    const client = await clientOf(inject('testServer'));
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
    if (data) rmSync(data, { recursive: true, force: true });
    for (const [variable, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[variable];
      else process.env[variable] = value;
    }
  });
}

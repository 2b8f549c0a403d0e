import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { inject } from 'vitest';
import { clientOf } from '@/db/testing/test-server';

const folder = 'db/migrations';

/** Runs `work` on a database of its own as it was before the first migration whose name holds `migration`; `upgrade` applies that one and all after it. */
export async function onDatabaseBefore(migration: string, work: (client: pg.Client, upgrade: () => Promise<void>) => Promise<void>): Promise<void> {
  const name = `test_before${migration}`;
  const server = inject('testServer');
  const admin = await clientOf(server);
  await admin.query(`create database ${name}`);
  const client = await clientOf({ ...server, database: name });
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql')).sort();
  const at = files.findIndex((file) => file.includes(migration));
  const apply = async (some: string[]) => {
    for (const file of some) for (const statement of readFileSync(path.join(folder, file), 'utf8').split('--> statement-breakpoint')) await client.query(statement);
  };
  try {
    await apply(files.slice(0, at));
    await work(client, () => apply(files.slice(at)));
  } finally {
    await client.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}

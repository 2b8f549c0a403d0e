import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { isUnavailable } from '@/domain/errors';
import { systemClock } from '@/domain/clock';
import { closeInterruptedBatches, importEvents } from '@/domain/uptake/commands/import-events';
import { expectExactly, samplesOf, storedTwice, textOf, writeFigures } from '@/domain/uptake/testing/durable-events';
import type { Sample } from '@/domain/uptake/testing/event-sets';
import { closeConnection, connection } from '@/db/client';
import type { EmbeddedServer } from '@/db/embedded/server';
import { Trial, ask, eventually, killIfThere, killServer, postmaster } from '@/db/embedded/trial';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { urlOf } from '@/db/testing/test-server';

const rounds = 5;
const figures: Record<string, number> = { server_kills: 0, child_kills: 0, acknowledged_before_kills: 0, acknowledged_lost: 0, duplicates_stored: 0, control_acknowledged: 0, control_lost: 0 };
const add = (name: keyof typeof figures, n: number) => (figures[name] = (figures[name] ?? 0) + n);
const dpo = asRole('dpo');

let trial: Trial;
let data: string;
let server: EmbeddedServer;
beforeAll(async () => {
  trial = new Trial();
  data = mkdtempSync(path.join(os.tmpdir(), 'nb-data-'));
  process.env.NOTICEBOARD_DATA = data;
});
afterEach(async () => {
  await closeConnection();
});
afterAll(async () => {
  await trial.cleanUp();
  rmSync(data, { recursive: true, force: true });
  writeFigures('database', figures);
});

async function openServer(folder?: string): Promise<void> {
  server = await trial.open(folder);
  process.env.DATABASE_URL = urlOf(server.connection, server.connection.database);
  globalThis.noticeboardConnection = undefined;
}

const bodyOf = async function* (samples: Sample[]) {
  yield Buffer.from(textOf(samples));
};
const request = (campaign: string) => ({ campaign, format: 'ndjson', source: 'durability' }) as const;

async function newCampaign(): Promise<string> {
  const file = campaignFile({ population: [] });
  await createCampaign(dpo, { file });
  return file.key;
}

/** The ids that are stored of the events of a round. */
async function storedOf(campaign: string, samples: Sample[]): Promise<number> {
  const answer = await importedAgain(campaign, samples);
  return answer.duplicates;
}

/** Sends everything again, as a sender does after a failure, until it is answered. */
async function importedAgain(campaign: string, samples: Sample[]) {
  return eventually('the events are taken', async () => {
    try {
      return await importEvents(system, request(campaign), bodyOf(samples));
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return null;
    }
  });
}

const answersAgain = () => eventually('the server answers again', () => ask(server, 'select 1').catch(() => null));

/** Imports in small commits and kills the server meanwhile; returns how many lines were acknowledged by then. */
async function importUnderFire(campaign: string, samples: Sample[], chunkSize: number, kill: () => void, after: number): Promise<number> {
  let acknowledged = 0;
  const began = Date.now();
  let killed = false;
  const outcome = importEvents(system, request(campaign), bodyOf(samples), {
    chunkSize,
    onProgress: ({ received }) => {
      if (!killed) acknowledged = received;
    },
  });
  const failure = outcome.then(() => null, (error: unknown) => error);
  while (acknowledged === 0 && Date.now() - began < 20_000) await sleep(5);
  await sleep(after);
  kill();
  killed = true;
  const error = await failure;
  if (error !== null) expect(isUnavailable(error), String(error)).toBe(true);
  return acknowledged;
}

test('the server is killed while events come in: nothing acknowledged is lost, nothing is counted twice', { timeout: 200_000 }, async () => {
  await openServer();
  const end = server.keepAlive();
  const campaign = await newCampaign();
  const sent: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const samples = samplesOf(round, 6000);
    // In turn everything at once, as in a power cut, and the postmaster alone.
    const kill = () => (round % 2 === 0 ? killServer(trial.folder) : process.kill(postmaster(trial.folder), 'SIGKILL'));
    const acknowledged = await importUnderFire(campaign, samples, 40, kill, Math.random() * 600);
    await answersAgain();
    const kept = await storedOf(campaign, samples);
    add('server_kills', 1);
    add('acknowledged_before_kills', acknowledged);
    add('acknowledged_lost', Math.max(0, acknowledged - kept));
    expect(acknowledged).toBeGreaterThan(0);
    expect(kept).toBeGreaterThanOrEqual(acknowledged);
    sent.push(...samples);
    add('duplicates_stored', await storedTwice(campaign));
    await expectExactly(campaign, sent);
  }
  end();
});

test('the importing process is killed: nothing acknowledged is lost, nothing is counted twice, and its batch is closed with evidence', { timeout: 200_000 }, async () => {
  await openServer();
  const campaign = await newCampaign();
  const sent: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const samples = samplesOf(round, 6000);
    const file = path.join(data, `round-${round}.ndjson`);
    writeFileSync(file, textOf(samples));
    const acknowledged = await killedChild(campaign, file, Math.random() * 600);
    const kept = await storedOf(campaign, samples);
    add('child_kills', 1);
    add('acknowledged_before_kills', acknowledged);
    add('acknowledged_lost', Math.max(0, acknowledged - kept));
    expect(kept).toBeGreaterThanOrEqual(acknowledged);
    sent.push(...samples);
    add('duplicates_stored', await storedTwice(campaign));
    await expectExactly(campaign, sent);
  }
  const { pool } = await connection();
  const open = await pool.query<{ id: string }>(`select id from batches where status = 'open' order by number`);
  expect(await closeInterruptedBatches(systemClock, 0)).toBe(open.rows.length);
  expect(open.rows.length).toBeGreaterThanOrEqual(rounds - 1); // One may just have finished.
  const entries = await pool.query<{ entry: string }>(`select entry from log_entries where entry::jsonb #>> '{object,id}' = any($1)`, [open.rows.map(({ id }) => id)]);
  expect(entries.rows.map(({ entry }) => JSON.parse(entry).after.status)).toEqual(open.rows.map(() => 'interrupted'));
});

/** Starts a process that imports the file, kills it at some moment after its first commit, and returns what it had acknowledged. */
async function killedChild(campaign: string, file: string, after: number): Promise<number> {
  const script = path.resolve('domain/uptake/testing/import-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, campaign, file, '40'], { stdio: ['ignore', 'pipe', 'inherit'], env: process.env });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const closed = new Promise((resolve) => child.once('close', resolve));
  await eventually('the child has committed', () => (output.includes('\n') ? true : null));
  await sleep(after);
  killIfThere(child.pid ?? 0);
  await closed;
  const lines = output.split('\n').filter((line) => line.endsWith('}'));
  return Math.max(0, ...lines.map((line): number => JSON.parse(line).received ?? JSON.parse(line).answer.received));
}

test('negative control: with synchronous_commit off, the same kill loses what was acknowledged', { timeout: 200_000 }, async () => {
  const folder = path.join(trial.root, 'control');
  await openServer(folder);
  const end = server.keepAlive();
  await ask(server, `alter database ${server.connection.database} set synchronous_commit = off`);
  const campaign = await newCampaign();
  for (let round = 0; round < 12 && figures.control_lost === 0; round += 1) {
    const samples = samplesOf(round, 3000);
    const acknowledged = await importUnderFire(campaign, samples, 1, () => killServer(folder), 100 + Math.random() * 200);
    await answersAgain();
    const kept = await storedOf(campaign, samples);
    add('control_acknowledged', acknowledged);
    add('control_lost', Math.max(0, acknowledged - kept));
  }
  end();
  expect(figures.control_lost).toBeGreaterThan(0);
});

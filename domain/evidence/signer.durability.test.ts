import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nodeBinary, root } from '@/cli/bootstrap.mjs';
import { checkLog } from '@/domain/evidence/check-queries';
import { openCheckpoint, readCheckpoint } from '@/domain/evidence/checkpoint';
import { sequenceLog } from '@/domain/evidence/commands/sequence-log';
import { signLog } from '@/domain/evidence/commands/sign-log';
import { readLastNote } from '@/domain/evidence/log-files';
import { consistencySpans, isConsistent, leafHash, rootOf } from '@/domain/evidence/merkle';
import { readVerifier } from '@/domain/evidence/note';
import { hashSpans, publishedHead } from '@/domain/evidence/sql/tree';
import { asSuperuser, growLog } from '@/domain/evidence/testing/log-rows';
import { writeFigures } from '@/domain/uptake/testing/durable-events';
import { closeConnection, connection } from '@/db/client';
import { Trial, eventually } from '@/db/embedded/trial';
import { asRole } from '@/db/testing/actors';
import { urlOf } from '@/db/testing/test-server';

/**
 * Where the signer can be cut off. The worker is stopped there from outside, by a trigger of this test that waits for a lock this test holds, and killed. At the
 * two commits the server may or may not have carried them out: both are tried.
 */
const steps = [
  { name: 'before a tile is written', table: 'log_tiles', when: 'before insert or update', rows: true, server: 'lost' },
  { name: 'tiles written, no head', table: 'log_heads', when: 'before insert', rows: true, server: 'lost' },
  { name: 'head written, its commit lost', table: 'log_heads', when: 'after insert', rows: true, server: 'lost', atCommit: true },
  { name: 'head written, its commit carried out', table: 'log_heads', when: 'after insert', rows: true, server: 'kept', atCommit: true },
  { name: 'sequenced, nothing signed', table: 'log_keys', when: 'before insert', rows: false, server: 'lost' },
  { name: 'note kept outside, not published', table: 'log_heads', when: 'before update', rows: true, server: 'lost' },
  { name: 'published, its commit lost', table: 'log_heads', when: 'after update', rows: true, server: 'lost', atCommit: true },
  { name: 'published, its commit carried out', table: 'log_heads', when: 'after update', rows: true, server: 'kept', atCommit: true },
  { name: 'published, not said how it went', table: 'log_signer', when: 'before insert', rows: false, server: 'lost' },
] as const;
type Step = (typeof steps)[number];

const gate = 7_264_099;
const figures: Record<string, number> = { signer_kills: 0, kills_while_the_note_is_written: 0, checkpoints: 0, sizes_with_two_roots: 0, control_sizes_with_two_roots: 0 };
const add = (name: keyof typeof figures, n = 1) => (figures[name] = (figures[name] ?? 0) + n);

const auditor = asRole('auditor');
let trial: Trial;
let data: string;
let pool: pg.Pool;
const workers: ChildProcess[] = [];
/** Every checkpoint that could ever be read, from the database or the file beside it: roots by size. */
let seen: Map<number, Set<string>>;

beforeAll(async () => {
  trial = new Trial();
  data = mkdtempSync(path.join(os.tmpdir(), 'nb-signer-'));
  const server = await trial.open();
  process.env.NOTICEBOARD_DATA = data;
  process.env.DATABASE_URL = urlOf(server.connection, server.connection.database);
  globalThis.noticeboardConnection = undefined;
  ({ pool } = await connection());
  await pool.query(`create function wait_at_gate() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(${gate}); if tg_op = 'DELETE' or tg_level = 'STATEMENT' then return null; end if; return new; end $$`);
});
beforeEach(() => {
  seen = new Map();
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await closeConnection();
  await trial.cleanUp();
  rmSync(data, { recursive: true, force: true });
  writeFigures('signer', figures);
});

/** The worker as it is run. */
function startWorker(): ChildProcess {
  const child = spawn(nodeBinary(), [path.join(root, 'cli/noticeboard.mjs'), 'worker'], { cwd: root, env: { ...process.env, NOTICEBOARD_HOME: root }, stdio: ['ignore', 'ignore', 'ignore'] });
  workers.push(child);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await closed;
}

async function look(): Promise<void> {
  const stored = await pool.query<{ note: string }>('select note from log_heads where note is not null');
  for (const note of [...stored.rows.map((row) => row.note), readLastNote() ?? '']) {
    if (note === '') continue;
    const { size, root: hash } = readCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1)); // The text without its signatures.
    seen.set(size, (seen.get(size) ?? new Set()).add(hash.toString('hex')));
  }
}
const withTwoRoots = () => [...seen.values()].filter((roots) => roots.size > 1).length;

const isPublished = async () => {
  const found = await pool.query<{ done: boolean }>('select (select max(size) from log_heads where note is not null) = (select max(seq) + 1 from log_entries) as done');
  return found.rows[0]?.done === true ? true : null;
};

/** Runs a worker until all is published, and ends it. */
async function publishAll(): Promise<void> {
  const child = startWorker();
  await eventually('all is published', isPublished, 60_000);
  await killed(child);
}

/** Lets a worker come to a step, and kills it there. */
async function cutOffAt(step: Step): Promise<void> {
  const commit = 'atCommit' in step;
  await pool.query(`create ${commit ? 'constraint ' : ''}trigger zz_gate ${step.when} on ${step.table} ${commit ? 'deferrable initially deferred ' : ''}for each ${step.rows ? 'row' : 'statement'} execute function wait_at_gate()`);
  const holder = await pool.connect();
  let isHeld = true;
  const open = async () => {
    if (isHeld) await holder.query('select pg_advisory_unlock($1)', [gate]);
    isHeld = false;
  };
  try {
    await holder.query('select pg_advisory_lock($1)', [gate]);
    await growLog(300);
    const child = startWorker();
    const stopped = await eventually(step.name, async () => (await pool.query<{ pid: number }>(`select pid from pg_locks where locktype = 'advisory' and objid = $1 and not granted`, [gate])).rows[0]?.pid ?? null, 60_000);
    await look();
    await killed(child);
    if (step.server === 'lost') await pool.query('select pg_terminate_backend($1)', [stopped]);
    await open();
    await eventually('the server is done with it', async () => ((await pool.query('select 1 from pg_stat_activity where pid = $1', [stopped])).rowCount === 0 ? true : null));
    await look();
    add('signer_kills');
  } finally {
    await open();
    holder.release();
    await pool.query(`drop trigger zz_gate on ${step.table}`);
  }
}

/** The log is whole, goes on from every checkpoint there ever was, and no size has two. */
async function expectWhole(): Promise<void> {
  expect((await checkLog(auditor)).problems).toEqual([]);
  expect((await pool.query('select fault from log_signer')).rows).toEqual([{ fault: null }]);
  const leaves = (await pool.query<{ entry: string }>('select entry from log_entries order by seq')).rows.map(({ entry }) => leafHash(entry));
  const head = await publishedHead(pool);
  if (!head) throw new Error('Nothing is published.');
  expect(head.size).toBe(leaves.length);
  expect(head.root).toEqual(rootOf(leaves));
  expect(openCheckpoint(head.note, [readVerifier((await pool.query<{ vkey: string }>('select vkey from log_keys')).rows[0]?.vkey ?? '')]).size).toBe(head.size);
  expect(readLastNote()).toBe(head.note);
  for (const [size, roots] of seen) {
    const olderRoot = rootOf(leaves.slice(0, size));
    expect([...roots], `the checkpoint of ${size}`).toEqual([olderRoot.toString('hex')]);
    expect(isConsistent({ older: size, size: head.size, olderRoot, root: head.root, proof: await hashSpans(pool, consistencySpans(size, head.size)) })).toBe(true);
  }
}

test.each(steps)('the worker is killed ($name): what follows goes on from every checkpoint there was', { timeout: 240_000 }, async (step) => {
  await cutOffAt(step);
  await publishAll();
  await look();
  await expectWhole();
  add('checkpoints', seen.size);
  add('sizes_with_two_roots', withTwoRoots());
});

test('the worker is killed while it puts the note on disk: a whole note is there, and it goes on from it', { timeout: 240_000 }, async () => {
  for (let round = 0; round < 4; round += 1) {
    await growLog(100);
    const child = startWorker();
    await new Promise<void>((resolve) => {
      const watcher = watch(data, (_, name) => {
        if (!name?.startsWith('log.note.')) return; // The draft, which is written and fsynced before it takes the note's place.
        child.kill('SIGKILL');
        watcher.close();
        resolve();
      });
    });
    await killed(child);
    const drafts = readdirSync(data).filter((name) => name.startsWith('log.note.'));
    if (drafts.length > 0) add('kills_while_the_note_is_written');
    for (const draft of drafts) rmSync(path.join(data, draft));
    await look();
    await publishAll();
    await look();
    await expectWhole();
    add('signer_kills');
  }
  add('sizes_with_two_roots', withTwoRoots());
});

test('negative control: killed with the note kept outside, the database put back and grown to that size again, a signer that believes the database signs a second root', { timeout: 240_000 }, async () => {
  const before = await pool.query<{ size: string }>('select max(size) as size from log_heads');
  const size = Number(before.rows[0]?.size);
  await cutOffAt(steps[5]);
  await asSuperuser(['delete from log_entries where seq >= $1', [size]], ['delete from log_heads where size > $1', [size]]);
  await asSuperuser(['update log_tiles set hashes = substring(hashes from 1 for (greatest(least($1 / (256 ^ level)::bigint - number * 256, 256), 0) * 32)::int)', [size]], 'delete from log_tiles where length(hashes) = 0');
  await growLog(299);
  await asSuperuser([`insert into log_entries select $1, replace(entry, '"seq":' || ($1::bigint - 1), '"seq":' || $1::bigint) from log_entries where seq = $1::bigint - 1`, [size + 299]]);
  await asSuperuser([`update log_entries set entry = replace(entry, '"kind":"system"', '"kind":"sysTem"') where seq = $1`, [size + 5]]);
  const child = startWorker();
  await eventually('the worker refuses', async () => ((await pool.query('select 1 from log_signer where fault is not null')).rowCount === 1 ? true : null), 60_000);
  await killed(child);
  await look();
  expect(withTwoRoots()).toBe(0);
  await sequenceLog(() => new Date());
  await signLog({ clock: () => new Date(), trustsDatabase: true });
  await look();
  add('control_sizes_with_two_roots', withTwoRoots());
  expect(withTwoRoots()).toBe(1);
});

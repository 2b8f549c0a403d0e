import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { Trial, ask, childrenOf, eventually, isGone, killIfThere, killServer, postmaster, serversOf } from './trial';

// One cluster for all but the last test: making it is what takes long.
const trial = new Trial();
afterEach(() => trial.endChildren());
afterAll(() => trial.cleanUp());

const cluster = () => path.join(trial.folder, 'postgres');

test('six processes that race to start it end up with one server, which outlives them and holds none of their pipes', async () => {
  const openers = Array.from({ length: 6 }, () => trial.opener());
  const reports = await Promise.all(openers.map((opener) => opener.closed)); // 'close' comes only when the pipes are closed.
  expect(reports.map((report) => report.code)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(reports.filter((report) => /"started":true/.test(report.output))).toHaveLength(1);
  expect(serversOf(cluster())).toEqual([postmaster(trial.folder)]);
  const server = await trial.open();
  expect(server.started).toBe(false);
  expect(await ask(server, 'select 1')).toBe(1);
  expect(readdirSync(trial.folder).filter((name) => /lock|new-|secret\./.test(name))).toEqual([]);
  const session = Number(readFileSync(`/proc/${postmaster(trial.folder)}/stat`, 'utf8').split(') ')[1]?.split(' ')[3]);
  expect(session).toBe(postmaster(trial.folder)); // A session of its own: no terminal's Ctrl-C reaches it.
});

test('kill -9 under two supervising processes: one server comes back, with every committed row', async () => {
  const server = await trial.open();
  await ask(server, 'create table kept (n int primary key)');
  const end = server.keepAlive();
  const other = trial.opener(trial.folder, { stay: true });
  const bothWatch = async () => ((await ask(server, `select count(*)::int from pg_stat_activity where application_name = 'noticeboard supervisor'`)) === 2 ? true : null);
  await eventually('both supervisors watch', bothWatch);

  for (let round = 1; round <= 3; round += 1) {
    await ask(server, `insert into kept values (${round})`);
    const killed = killServer(trial.folder);
    const rows = await eventually('the server answers again', () => ask(server, 'select count(*)::int from kept').catch(() => null));
    expect(rows).toBe(round);
    expect(postmaster(trial.folder)).not.toBe(killed);
    expect(serversOf(cluster())).toEqual([postmaster(trial.folder)]);
  }
  // Only the postmaster dies: its children linger, and hold the shared memory a little longer.
  process.kill(postmaster(trial.folder), 'SIGKILL');
  expect(await eventually('the server answers again', () => ask(server, 'select count(*)::int from kept').catch(() => null))).toBe(3);

  // A supervisor counts as a client (our own does not), and a stop on purpose is not undone by it.
  await eventually('both supervisors watch again', bothWatch);
  expect(await server.stopIfIdle()).toBe(false);
  await server.stop();
  await sleep(1500);
  expect(serversOf(cluster())).toEqual([]);
  expect(other.child.exitCode).toBeNull();

  // Negative control: without supervision a killed server stays down.
  end();
  other.child.kill('SIGKILL');
  const again = await trial.open();
  expect(again.started).toBe(true);
  killServer(trial.folder);
  await sleep(1500);
  await expect(ask(again, 'select 1')).rejects.toThrow();
  expect(await ask(await trial.open(), 'select count(*)::int from kept')).toBe(3);
});

test('a pid file whose pid another process has by now does not keep the server down, and is not deleted by us', async () => {
  await trial.open();
  trial.lines.length = 0;
  const killed = killServer(trial.folder);
  await eventually('it is dead', () => (isGone(killed) ? true : null));
  // The same account as the server's: PostgreSQL looks no closer at a pid that it may signal.
  const owner = Number(readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+)/m)?.[1] ?? 65_534);
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(process.getuid?.() === 0 ? { uid: owner } : {}) });
  try {
    const pidFile = path.join(cluster(), 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(String(killed), String(stranger.pid)));
    const server = await trial.open();
    expect(server.started).toBe(true);
    expect(trial.lines.join()).not.toMatch(/did not start yet/);
    expect(await ask(server, 'select 1')).toBe(1);
    expect(stranger.exitCode).toBeNull();
  } finally {
    stranger.kill('SIGKILL');
  }
});

test('a stale lock of a dead process is taken over; six that find it still make one server', async () => {
  const corpse = spawn('true', { stdio: 'ignore' });
  await new Promise((resolve) => corpse.once('exit', resolve));
  await trial.open().then((server) => server.stop());
  writeFileSync(path.join(trial.folder, 'postgres.lock'), JSON.stringify({ pid: corpse.pid, mark: null, token: 'dead' }));
  const all = await Promise.all(Array.from({ length: 6 }, () => trial.open()));
  expect(all.filter((server) => server.started)).toHaveLength(1);
  expect(serversOf(cluster())).toEqual([postmaster(trial.folder)]);
});

test('a first start that is killed half-way leaves nothing half-made', async () => {
  const folder = path.join(trial.root, 'second');
  const opener = trial.opener(folder);
  const halfWay = () => (existsSync(folder) ? (readdirSync(folder).find((name) => name.startsWith('postgres.new-')) ?? null) : null);
  const draft = await eventually('initdb is at work', halfWay);
  await eventually('files appear', () => (existsSync(path.join(folder, draft, 'cluster/base')) ? true : null));
  const family = [opener.child.pid ?? 0];
  for (const pid of family) family.push(...childrenOf(pid)); // Grows while it is walked: initdb, its shell, its postgres.
  for (const pid of family) killIfThere(pid);
  await opener.closed;
  expect(existsSync(path.join(folder, 'postgres'))).toBe(false);
  expect(existsSync(path.join(folder, 'postgres.lock'))).toBe(true);

  const server = await trial.open(folder);
  expect(server.started).toBe(true);
  expect(await ask(server, 'select current_database()')).toBe('noticeboard');
  expect(halfWay()).toBeNull();
});

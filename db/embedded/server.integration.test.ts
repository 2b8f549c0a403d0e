import { mkdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { memoryHere, usualCache } from './memory';
import { readPidFile } from './probe';
import { openEmbedded, openSite } from './server';
import { stopServer } from './shutdown';
import { Trial, ask, eventually, isGone, postmaster, serversOf, tcpListeners } from './trial';

const mode = (target: string) => (statSync(target).mode & 0o777).toString(8);

describe('one running server', () => {
  const trial = new Trial();
  afterAll(() => trial.cleanUp());

  test('starts, answers, and is set up as intended', async () => {
    const server = await trial.open();
    expect(server).toMatchObject({ started: true, version: '18.4', versionNumber: 180_004 });
    expect(await ask(server, 'select current_database()')).toBe('noticeboard');
    const wanted = { server_encoding: 'UTF8', data_checksums: 'on', fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', jit: 'off', listen_addresses: '', shared_buffers: usualCache(memoryHere()), max_wal_size: '8GB', wal_compression: 'off', max_connections: '60', log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_parameter_max_length_on_error: '0' };
    for (const [name, value] of Object.entries(wanted)) expect(`${name}=${await ask(server, `show ${name}`)}`).toBe(`${name}=${value}`);
    expect(await ask(server, `select datlocprovider::text || ':' || datlocale from pg_database where datname = current_database()`)).toBe('b:C.UTF-8');
    expect(await ask(server, `select string_agg(type || ' ' || auth_method, ',') from pg_hba_file_rules where auth_method <> 'scram-sha-256'`)).toBeNull();
  });

  test('a second open attaches to the same server', async () => {
    const before = postmaster(trial.folder);
    const server = await trial.open();
    expect(server.started).toBe(false);
    expect(postmaster(trial.folder)).toBe(before);
  });

  test('secret, log, cluster and socket are closed to others, and nothing listens on TCP', async () => {
    const at = (name: string) => path.join(trial.folder, name);
    const modes = { secret: mode(at('postgres.secret')), log: mode(at('postgres.log')), cluster: mode(at('postgres')), socketFolder: mode(at('socket')), socket: mode(at('socket/.s.PGSQL.5432')) };
    expect(modes).toEqual({ secret: '600', log: '600', cluster: '700', socketFolder: '700', socket: '600' });
    expect(tcpListeners(postmaster(trial.folder))).toBe(0);
  });

  test('refuses a wrong password', async () => {
    const server = await trial.open();
    const client = new pg.Client({ ...server.connection, password: 'password' });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  test('stopIfIdle leaves the server to another client, and stops it when that is gone', async () => {
    const server = await trial.open();
    const other = new pg.Client(server.connection);
    await other.connect();
    expect(await server.stopIfIdle()).toBe(false);
    expect(await ask(server, 'select 1')).toBe(1);
    await other.end();
    const pid = postmaster(trial.folder);
    expect(await server.stopIfIdle()).toBe(true);
    await eventually('the server is gone', () => (isGone(pid) ? true : null));
    expect(readPidFile(trial.folder)).toBeNull();
    expect(await server.stopIfIdle()).toBe(false);
  });

  test('starts again after a stop, stop ends it under a client, and stopping twice is fine', async () => {
    const server = await trial.open();
    expect(server.started).toBe(true);
    const client = new pg.Client(server.connection);
    client.on('error', () => undefined);
    await client.connect();
    await server.stop();
    await server.stop();
    expect(serversOf(path.join(trial.folder, 'postgres'))).toEqual([]);
    await expect(ask(server, 'select 1')).rejects.toThrow();
  });

  test('over TCP, where there are no Unix sockets: loopback, a free port, and a second open finds it', async () => {
    const site = { folder: trial.folder, tcp: true };
    const server = await openSite(site, () => undefined);
    try {
      expect(server.connection.host).toBe('127.0.0.1');
      expect(await ask(server, 'select 1')).toBe(1);
      expect(await ask(server, 'show unix_socket_directories')).toBe('');
      const second = await openSite(site, () => undefined);
      expect(second).toMatchObject({ started: false, connection: { port: server.connection.port } });
    } finally {
      await stopServer(site);
    }
  });
});

describe('elsewhere', () => {
  const trials: Trial[] = [];
  const begin = () => {
    const trial = new Trial();
    trials.push(trial);
    return trial;
  };
  afterEach(async () => {
    for (const trial of trials.splice(0)) await trial.cleanUp();
  });

  test('a path too long for a socket uses a short private folder, and a second process finds it', async () => {
    const trial = begin();
    const folder = path.join(trial.root, 'long '.repeat(20), `a, b "c" $(d) 'e'`);
    const server = await trial.open(folder);
    expect(server.connection.host.startsWith(path.join(os.tmpdir(), 'noticeboard-'))).toBe(true);
    expect(mode(server.connection.host)).toBe('700');
    expect(await ask(server, 'select 1')).toBe(1);
    const report = await trial.opener(folder).closed;
    expect(JSON.parse(report.output)).toMatchObject({ started: false, host: server.connection.host });
  });

  test('a short path with spaces, commas, quotes and dollars works as it is', async () => {
    const trial = begin();
    const folder = path.join(trial.root, `a, b "c" $(d) 'e'`);
    const server = await trial.open(folder);
    expect(server.connection.host).toBe(path.join(folder, 'socket'));
    expect(await ask(server, 'select 1')).toBe(1);
  });

  test('a socket folder that is open to others is refused', async () => {
    const trial = begin();
    mkdirSync(path.join(trial.folder, 'socket'), { recursive: true, mode: 0o755 });
    await expect(trial.open()).rejects.toThrow(/socket cannot be trusted/);
  });

  test('refuses during a build, and refuses a relative folder', async () => {
    process.env.NEXT_PHASE = 'phase-production-build';
    try {
      await expect(openEmbedded({ folder: '/nowhere' })).rejects.toThrow(/not started during "next build"/);
    } finally {
      delete process.env.NEXT_PHASE;
    }
    await expect(openEmbedded({ folder: 'data' })).rejects.toThrow(/absolute path/);
  });
});

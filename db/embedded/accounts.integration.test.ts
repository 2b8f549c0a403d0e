import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureBinaries, findPackage } from './binaries';
import { run } from './processes';
import { outsideHome } from './site';
import { Trial, ask, postmaster, uidOf } from './trial';

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

let trial: Trial;
beforeEach(() => {
  trial = new Trial();
});
afterEach(() => trial.cleanUp());

test.skipIf(isRoot)('as a normal user the server runs as that user', async () => {
  await trial.open();
  expect(uidOf(postmaster(trial.folder))).toBe(process.getuid?.());
});

describe.skipIf(!isRoot)('as root', () => {
  test('the server runs as an unprivileged account, and a normal user is told that it is not theirs', async () => {
    const server = await trial.open();
    expect(uidOf(postmaster(trial.folder))).toBeGreaterThan(0);
    expect(uidOf(postmaster(trial.folder))).toBe(statSync(path.join(trial.folder, 'postgres')).uid);
    expect(statSync(path.join(trial.folder, 'postgres.secret')).uid).toBe(0);
    expect(await ask(server, 'select 1')).toBe(1);

    const report = await trial.opener(trial.folder, { uid: nobody }).closed;
    expect(report.code).not.toBe(0);
    expect(report.complaints).toMatch(/We may not write to the data folder/);
  });

  test('a normal user has a server of their own; root uses and restarts it, and it stays theirs', async () => {
    mkdirSync(trial.folder, { mode: 0o700 });
    chownSync(trial.folder, nobody, nobody);
    const first = await trial.opener(trial.folder, { uid: nobody }).closed;
    expect(first.complaints).not.toMatch(/Error/);
    expect(JSON.parse(first.output)).toMatchObject({ started: true });
    expect(uidOf(postmaster(trial.folder))).toBe(nobody);
    const server = await trial.open();
    expect(server.started).toBe(false);
    await server.stop();
    rmSync(path.join(trial.folder, 'postgres.log'));
    expect((await trial.open()).started).toBe(true);
    expect(uidOf(postmaster(trial.folder))).toBe(nobody);
    const again = await trial.opener(trial.folder, { uid: nobody }).closed;
    expect(JSON.parse(again.output)).toMatchObject({ started: false });
    expect(statSync(path.join(trial.folder, 'postgres.log')).uid).toBe(nobody);
  });

  test('a clone with its data below a folder that only root can enter: binaries and cluster move outside', async () => {
    const closed = path.join(trial.root, 'closed');
    const clone = path.join(closed, 'clone');
    mkdirSync(closed, { mode: 0o700 });
    cpSync(path.resolve('db/embedded'), path.join(clone, 'db/embedded'), { recursive: true });
    for (const name of ['package.json', 'tsconfig.json']) cpSync(path.resolve(name), path.join(clone, name));
    symlinkSync(path.resolve('node_modules'), path.join(clone, 'node_modules'));

    const folder = path.join(clone, 'data');
    const report = await trial.opener(folder, { repository: clone }).closed;
    expect(report.complaints).not.toMatch(/Error/);
    const outside = outsideHome({ folder, tcp: false });
    expect(JSON.parse(report.output)).toMatchObject({ started: true, host: path.join(outside, 'socket') });
    expect(readFileSync(path.join(folder, 'postgres.location'), 'utf8').trim()).toBe(outside);
    expect(statSync(outside).mode & 0o777).toBe(0o755);
    expect(statSync(path.join(outside, 'postgres')).mode & 0o777).toBe(0o700);
    expect(readdirSync(outside).some((name) => name.startsWith('native-'))).toBe(true);
    expect(existsSync(path.join(folder, 'postgres'))).toBe(false);

    // The cluster stays where it is although the folder is passable by now.
    chmodSync(closed, 0o755);
    const server = await trial.open(folder);
    expect(server.started).toBe(false);
    await server.stop();
    expect((await trial.open(folder)).connection.host).toBe(path.join(outside, 'socket'));
  });

  test('binaries installed without scripts under umask 077 are linked, copied and run', async () => {
    const source = path.join(trial.root, 'package');
    cpSync(findPackage(), source, { recursive: true, verbatimSymlinks: true });
    const library = path.join(source, 'native/lib');
    for (const entry of readdirSync(library, { withFileTypes: true })) if (entry.isSymbolicLink()) rmSync(path.join(library, entry.name));
    expect((await run(path.join(source, 'native/bin/postgres'), ['--version'], null)).code).not.toBe(0);
    chmodSync(source, 0o700);
    const outside = path.join(trial.root, 'outside');
    const account = { uid: nobody, gid: nobody, name: 'nobody' };
    const binaries = await ensureBinaries(source, outside, account);
    expect(binaries.postgres.startsWith(outside)).toBe(true);
    expect((await run(binaries.postgres, ['--version'], account)).output).toMatch(/^postgres \(PostgreSQL\) 18/);
  });
});

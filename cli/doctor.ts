import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { CliCommand } from '@/cli/main';
import { connection } from '@/db/client';
import { cli } from '@/cli/usage';
import { readHealth } from '@/domain/health';
import { restoredWithoutErasures } from '@/domain/uptake/erasure-queries';
import { secret } from '@/domain/secrets';
import { readEnvironment } from '@/env';

export const command: CliCommand = {
  usage: 'doctor                                   checks settings, versions, disk, database and clock; says what to do',
  async run() {
    const environment = readEnvironment();
    const findings: [boolean, string][] = [];
    const check = (ok: boolean, text: string) => findings.push([ok, text]);
    check(Number(process.versions.node.split('.')[0]) >= 20, `Node ${process.versions.node}`);
    check(existsSync(path.join(environment.home, '.next/BUILD_ID')), 'built (if not: npm run build)');
    const { pool, serverVersion, embedded } = await connection();
    const settings = await pool.query<{ name: string; setting: string }>(`select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'server_encoding') order by name`);
    check(serverVersion >= 150_000, `PostgreSQL ${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}, ${embedded ? 'embedded' : 'from DATABASE_URL'}`);
    for (const { name, setting } of settings.rows) check(name === 'server_encoding' ? setting === 'UTF8' : setting === 'on', `${name} = ${setting}`);
    const { database: { warning }, migrations, worker, checks: [last] } = await readHealth(cli, new Date());
    if (warning) check(false, `the embedded server ${warning.version} lies below ${warning.floor}: for production set DATABASE_URL to a maintained server`);
    check(migrations === 'ok', `migrations: ${migrations}`);
    check(worker.state === 'ok', `worker: ${worker.state}${worker.at ? `, last heard of ${worker.at.toISOString()}` : ''} (if not ok: npx noticeboard start)`);
    if (last) check(last.problems.length === 0, `the check of the counts of ${last.at.toISOString()} found ${last.problems.length} problems (if any: npx noticeboard log fsck)`);
    const restored = await restoredWithoutErasures();
    if (restored) check(false, `restored from a backup of ${restored.toISOString()} without the erasures made since: npx noticeboard erasures apply FILE`);
    const clock = await pool.query<{ now: Date }>('select clock_timestamp() as now');
    check(Math.abs((clock.rows[0]?.now.getTime() ?? 0) - Date.now()) < 5_000, 'this clock and the database agree to five seconds');
    const disk = await statfs(environment.data);
    check(disk.bavail * disk.bsize > 2e9, `${Math.round((disk.bavail * disk.bsize) / 1e9)} GB free for the data folder`);
    check(new Set((['session', 'pseudonym', 'erasure', 'second_factor'] as const).map((name) => secret(name).toString('hex'))).size === 4, 'secrets are there and differ');
    for (const [ok, text] of findings) process.stdout.write(`${ok ? 'ok     ' : 'check  '}${text}\n`);
    return findings.every(([ok]) => ok) ? 0 : 1;
  },
};

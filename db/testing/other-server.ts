import { spawn } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from '@/db/embedded/account';
import { cleanEnvironment, identityOptions, run } from '@/db/embedded/processes';
import { type TestServer, clientOf } from '@/db/testing/test-server';

/**
 * A PostgreSQL of other binaries than the embedded ones, with a cluster of its own in `folder`: how a version that `DATABASE_URL` may
 * name is tested. `binaries` is the folder of initdb and postgres, such as /usr/lib/postgresql/15/bin.
 */
export async function startOther(binaries: string, folder: string): Promise<{ connection: TestServer; stop(): Promise<void> }> {
  const account = serverAccount(folder);
  mkdirSync(folder, { recursive: true });
  if (account) chownSync(folder, account.uid, account.gid);
  const cluster = path.join(folder, 'cluster');
  const made = await run(path.join(binaries, 'initdb'), ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], account);
  if (made.code !== 0) throw new Error(`initdb of ${binaries} failed: ${made.output}`);
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'port=5432', 'max_connections=60', 'fsync=off', 'timezone=UTC', 'log_min_messages=fatal'];
  const server = spawn(path.join(binaries, 'postgres'), ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])], { ...identityOptions(account), env: cleanEnvironment(), stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const connection = { host: folder, port: 5432, user: 'postgres', password: 'trusted', database: 'postgres' };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const client = await clientOf(connection);
      const [version] = (await client.query<{ server_version: string }>('show server_version')).rows;
      await client.end();
      process.stdout.write(`Testing on PostgreSQL ${version?.server_version}.\n`);
      break;
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(100);
    }
  }
  return {
    connection,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
    },
  };
}

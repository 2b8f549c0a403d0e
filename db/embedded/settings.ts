import { createServer } from 'node:net';
import path from 'node:path';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { memoryHere, usualCache } from './memory';
import { run } from './processes';
import { type Site, clusterIn, socketFolder, socketPort } from './site';

/**
 * The server's settings as arguments. The command line beats postgresql.conf and ALTER SYSTEM, so none of these (durability,
 * no network, no personal data in the log) can be lost to an edited file.
 */
export async function serverArguments(site: Site, home: string, account: Account | null, binaries: Binaries): Promise<string[]> {
  const settings: Record<string, string> = {
    ...(site.tcp
      ? { listen_addresses: '127.0.0.1', port: String(await freePort()), unix_socket_directories: '' }
      : { listen_addresses: '', port: String(socketPort), unix_socket_directories: quoteListItem(socketFolder(site, home)), unix_socket_permissions: '0600' }),
    shared_buffers: site.cache ?? usualCache(memoryHere()),
    max_wal_size: '8GB', // Fewer checkpoints, fewer whole pages in the log.
    checkpoint_timeout: '15min',
    wal_compression: await bestCompression(clusterIn(home), account, binaries),
    max_connections: '60',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    jit: 'off',
    client_connection_check_interval: '5s', // A killed client leaves no statement running and no lock held.
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
  };
  return ['-D', clusterIn(home), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The setting is a list: unquoted, a comma or a space in a folder's name would split it. */
export function quoteListItem(folder: string): string {
  return `"${path.normalize(folder).replaceAll('"', '""')}"`;
}

/** lz4 where these binaries have it (asked of them: 18.4 on npm has not), else none: pages of pseudonyms hardly shrink, and PostgreSQL's own method took half the server's time of an import. */
async function bestCompression(cluster: string, account: Account | null, binaries: Binaries): Promise<string> {
  const answer = await run(binaries.postgres, ['-D', cluster, '-C', 'wal_compression', '-c', 'wal_compression=lz4'], account);
  return answer.code === 0 ? 'lz4' : 'off';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

import path from 'node:path';
import { ensureServer } from './ensure';
import { EmbeddedDatabaseError } from './errors';
import type { Connection } from './probe';
import { stopServer, stopServerIfIdle } from './shutdown';
import { type Site, makeDataFolder } from './site';
import { type Supervision, supervise } from './supervise';

export type EmbeddedServer = {
  /** For `pg.Pool`: `host` is the socket's folder, or 127.0.0.1 where there are no Unix sockets. */
  connection: Connection;
  /** As in `18.4`. */
  version: string;
  /** As in `180004`. */
  versionNumber: number;
  /** Whether this call started the server; otherwise it was running. */
  started: boolean;
  /** Brings the server back whenever it dies, until the returned function is called. Does not keep the process alive. */
  keepAlive(): () => void;
  /** Stops the server, whoever uses it, and ends this handle's supervision. Other supervisors leave it stopped. */
  stop(): Promise<void>;
  /** Stops the server if no other client (this handle's supervision aside) is connected. Returns whether it stopped. */
  stopIfIdle(): Promise<boolean>;
};

/**
 * The embedded PostgreSQL of a data folder, started if it is not running, with the database `noticeboard` in it. The server
 * outlives the process, and any number of processes on this machine may open it at once. Throws a sentence that names the remedy.
 */
export function openEmbedded(options: { folder: string; cache?: string; log?: (line: string) => void }): Promise<EmbeddedServer> {
  return openSite({ folder: options.folder, tcp: process.platform === 'win32', ...(options.cache ? { cache: options.cache } : {}) }, options.log ?? (() => undefined));
}

/** `openEmbedded`, with the way to connect to the server chosen by the caller. */
export async function openSite(given: Site, log: (line: string) => void): Promise<EmbeddedServer> {
  if (process.env.NEXT_PHASE === 'phase-production-build') {
    throw new EmbeddedDatabaseError('The embedded database is not started during "next build": read it in pages that are rendered on request.');
  }
  if (!path.isAbsolute(given.folder)) throw new EmbeddedDatabaseError(`NOTICEBOARD_DATA must be an absolute path; it is "${given.folder}".`);
  const site = { ...given, folder: path.resolve(given.folder) }; // No trailing slash: the folder's hash names things.
  makeDataFolder(site);
  const ensured = await ensureServer(site, log);
  if (!ensured) throw new EmbeddedDatabaseError('The embedded database was not started.');
  const { server, started } = ensured;
  const supervisions = new Set<Supervision>();
  const endAll = () => {
    for (const supervision of supervisions) supervision.end();
    supervisions.clear();
  };
  return {
    connection: server.connection,
    version: server.version,
    versionNumber: server.versionNumber,
    started,
    keepAlive: () => {
      const supervision = supervise(site, log);
      supervisions.add(supervision);
      return () => {
        supervision.end();
        supervisions.delete(supervision);
      };
    },
    stop: async () => {
      endAll();
      await stopServer(site);
    },
    stopIfIdle: async () => {
      const ours = () => [...supervisions].flatMap((supervision) => supervision.backend() ?? []);
      return stopServerIfIdle(site, ours, endAll);
    },
  };
}

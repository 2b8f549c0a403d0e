import pg from 'pg';

/** How a test worker reaches the run's server: what `openEmbedded` answers. */
export type TestServer = { host: string; port: number; user: string; password: string; database: string };

export const templateName = 'template_migrated';

/** A connected client on the server's own database, for making and dropping others. */
export async function clientOf(server: TestServer): Promise<pg.Client> {
  const client = new pg.Client(server);
  await client.connect();
  return client;
}

/** The URL of one database, its socket folder as the `host` parameter. */
export const urlOf = (server: TestServer, database: string): string =>
  `postgresql://${server.user}:${server.password}@localhost:${server.port}/${database}?host=${encodeURIComponent(server.host)}`;

import type pg from 'pg';

/**
 * Runs `work` on a connection of the pool and gives it back. One that broke meanwhile, or that `work` gives up, is not used again: without a listener, a server that
 * dies under it would end this process.
 */
export async function onClient<Result>(pool: pg.Pool, work: (client: pg.PoolClient, giveUp: () => void) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let isBroken = false;
  const giveUp = () => {
    isBroken = true;
  };
  client.on('error', giveUp);
  try {
    return await work(client, giveUp);
  } finally {
    client.off('error', giveUp);
    client.release(isBroken);
  }
}

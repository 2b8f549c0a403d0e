import type pg from 'pg';

/** Whoever asks the database: the pool, or a client inside a transaction. */
export type Asker = pg.Pool | pg.ClientBase;

/** Held by a chunk from its first look at the campaign to its commit: grounds and timelines' meaning stay as they are. */
export async function shareCampaign(client: pg.ClientBase, campaignId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared(7264012, $1)', [campaignId]);
}

/** Held by whoever changes what counts, or takes events back: no chunk is under way meanwhile. */
export async function lockCampaign(client: pg.ClientBase, campaignId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7264012, $1)', [campaignId]);
}

/** Taken last, before the instant of recording is read: what is recorded later commits later. */
export async function lockRecording(client: pg.ClientBase, campaignId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7264013, $1)', [campaignId]);
}

/** One folding of a campaign's ledger at a time. */
export async function lockFolding(client: pg.ClientBase, campaignId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7264014, $1)', [campaignId]);
}

/** Held by whoever reads what batches brought to seal it: nobody takes events out of it meanwhile, while deadlines move and events come in. */
export async function sharePayloads(client: pg.ClientBase, campaignId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared(7264016, $1)', [campaignId]);
}

/** Held, after `lockCampaign`, by whoever takes events out of what batches brought. */
export async function lockPayloads(client: pg.ClientBase, campaignId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7264016, $1)', [campaignId]);
}

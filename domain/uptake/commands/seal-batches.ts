import { base64 } from '@/domain/evidence/base64';
import { append } from '@/domain/evidence/log';
import { type Clock, systemClock } from '@/domain/clock';
import { sharePayloads } from '@/domain/uptake/sql/locks';
import { batchTree, readSealedSegment, sealSegment, segmentsOfBatch } from '@/domain/uptake/sql/seals';
import { Words } from '@/domain/uptake/sql/words';
import { connection, transact } from '@/db/client';

type Batch = { id: string; number: number; campaign_id: number; campaign: string };

/**
 * Seals the oldest batch that is closed and not sealed: each of its events becomes a leaf, and the log gains one entry with the Merkle root
 * over them (`batch.seal`). A segment at a time, each in a transaction of its own, so that erasures wait for one segment
 * at most and nobody else waits; goes on where an earlier process was cut off. Returns how many events it sealed, or null when there was nothing to do. The worker calls it.
 */
export async function sealNextBatch(clock: Clock = systemClock): Promise<{ batch: string; events: number } | null> {
  const { pool } = await connection();
  const found = await pool.query<Batch>(`select b.id, b.number, b.campaign_id, c.key as campaign from batches b join campaigns c on c.id = b.campaign_id where b.seal_seq is null and b.status <> 'open' order by b.number limit 1`);
  const batch = found.rows[0];
  if (!batch) return null;
  for (const id of await segmentsOfBatch(pool, batch.id)) await sealOne(batch, id);
  return finish(batch, clock);
}

async function sealOne(batch: Batch, id: number): Promise<void> {
  await transact(async ({ client }) => {
    await sharePayloads(client, batch.campaign_id);
    await client.query('select 1 from batches where id = $1 for update', [batch.id]);
    const segment = await readSealedSegment(client, id);
    if (!segment || segment.seal) return;
    const sealed = await client.query<{ end: string }>('select coalesce(max(first + events), 0) as end from segment_seals where batch_id = $1', [batch.id]);
    await sealSegment(client, segment, Number(sealed.rows[0]?.end), await new Words(batch.campaign_id).load(client));
  });
}

async function finish(batch: Batch, clock: Clock): Promise<{ batch: string; events: number } | null> {
  return transact(async ({ tx, client }) => {
    await sharePayloads(client, batch.campaign_id);
    const open = await client.query('select 1 from batches where id = $1 and seal_seq is null for update', [batch.id]);
    if (open.rowCount !== 1) return null;
    const tree = await batchTree(client, batch.id);
    const after = { number: batch.number, campaign: batch.campaign, events: tree.end, root: base64(tree.root()) };
    const seq = await append(tx, { action: 'batch.seal', actor: { kind: 'system', id: 'worker' }, object: { type: 'batch', id: batch.id }, at: clock(), after });
    await client.query('update batches set seal_seq = $2 where id = $1', [batch.id, seq]);
    return { batch: batch.id, events: tree.end };
  });
}

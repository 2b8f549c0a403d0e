import { type Actor, permit } from '@/domain/access/permissions';
import { base64 } from '@/domain/evidence/base64';
import { LeafWriter, rangeOf } from '@/domain/uptake/engine/leaves';
import { batchTree, readSealedSegment, segmentsOfBatch } from '@/domain/uptake/sql/seals';
import { Words } from '@/domain/uptake/sql/words';
import { snapshot } from '@/db/client';

type Batch = { id: string; number: number; campaign_id: number; events_deleted_at: Date | null; events: number | null; root: string | null };
export type SealCheck = { batches: number; leaves: number; /** Leaves whose events were erased, and all leaves of campaigns whose events were deleted: their hashes stand for them. */ withheld: number; problems: string[] };

/** Hashes every stored event again and compares, segment by segment and batch by batch, with what the log holds of it. Reads only. */
export async function checkSeals(actor: Actor): Promise<SealCheck> {
  permit(actor, 'evidence:read');
  return snapshot(async (client) => {
    const check: SealCheck = { batches: 0, leaves: 0, withheld: 0, problems: [] };
    const batches = await client.query<Batch>(
      `select b.id, b.number, b.campaign_id, c.events_deleted_at, (e.entry::jsonb #>> '{after,events}')::int as events, e.entry::jsonb #>> '{after,root}' as root
       from batches b join campaigns c on c.id = b.campaign_id left join log_entries e on e.seq = b.seal_seq and e.entry::jsonb ->> 'action' = 'batch.seal' and e.entry::jsonb #>> '{object,id}' = b.id
       where b.seal_seq is not null order by b.number`,
    );
    for (const batch of batches.rows) {
      check.batches += 1;
      if (batch.events === null || batch.root === null) {
        check.problems.push(`Batch ${batch.number} says that it is sealed, but the log has no entry of it.`);
        continue;
      }
      check.leaves += batch.events;
      if (batch.events_deleted_at) {
        check.withheld += batch.events;
        continue;
      }
      const words = await new Words(batch.campaign_id).load(client);
      for (const id of await segmentsOfBatch(client, batch.id)) {
        const segment = await readSealedSegment(client, id);
        check.withheld += segment?.seal?.gone.size ?? 0;
        const problem = segment?.seal ? leavesFit(() => rangeOf(segment.payload, segment.seal ?? { first: 0, events: 0, seeds: [], gone: new Map() }, new LeafWriter(segment.origin, words)).hashes(), segment.nodes) : 'has no seal';
        if (problem) check.problems.push(`Segment ${id} of batch ${batch.number} ${problem}.`);
      }
      const tree = await batchTree(client, batch.id);
      if (tree.end !== batch.events || base64(tree.root()) !== batch.root) check.problems.push(`Batch ${batch.number} has not the root that the log says.`);
    }
    return check;
  });
}

function leavesFit(hashes: () => Buffer[], nodes: Buffer[]): string | null {
  try {
    const made = hashes();
    return made.length === nodes.length && made.every((hash, i) => hash.equals(nodes[i] ?? Buffer.alloc(0))) ? null : 'holds other events than were sealed';
  } catch (error) {
    // Bytes that somebody changed may break at any step of reading them.
    return `cannot be read as it was sealed: ${error instanceof Error ? error.message.replace(/\.$/, '') : String(error)}`;
  }
}

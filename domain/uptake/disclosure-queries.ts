import type pg from 'pg';
import { type Actor, permit } from '@/domain/access/permissions';
import { base64 } from '@/domain/evidence/base64';
import type { Disclosure } from '@/domain/evidence/bundle';
import { type Span, inclusionSpans, nodesOf, fold, nodeHash } from '@/domain/evidence/merkle';
import { secretAt } from '@/domain/evidence/secret-tree';
import { hashSpans, hashesIn, publishedHead } from '@/domain/evidence/sql/tree';
import { writeTlogProof } from '@/domain/evidence/tlog-proof';
import { idText } from '@/domain/uptake/engine/entries';
import { LeafWriter, leafEvent, leavesOf, placesLeft } from '@/domain/uptake/engine/leaves';
import { keyText, readSegment } from '@/domain/uptake/engine/segment';
import { type SealedSegment, readSealedSegment, segmentsOfBatch } from '@/domain/uptake/sql/seals';
import { Words } from '@/domain/uptake/sql/words';

/** An event to be disclosed: whose (its pseudonym, of which the first 16 bytes count), which, and the segment that brought it, as a timeline names it. */
export type Wanted = { subject: Uint8Array; id: string; segment: number };

/**
 * One event with its proof, so that whoever gets it can check it against the log without the events of others: the salt, the event as its
 * leaf says it, its place and proof in the batch's tree, and the batch's entry with its proof in the latest checkpoint. Null while the batch
 * is not sealed and published, and for an event that is not in the segment, or no longer.
 */
export async function discloseEvent(actor: Actor, client: pg.ClientBase | pg.Pool, campaignId: number, wanted: Wanted): Promise<Disclosure | null> {
  permit(actor, 'subjects:export');
  const segment = await readSealedSegment(client, wanted.segment);
  const sealed = segment?.seal ? await sealOf(client, segment.origin.batch) : null;
  if (!segment?.seal || !sealed) return null;
  const { seal } = segment;
  const words = await new Words(campaignId).load(client);
  const places = placesLeft(seal);
  for (const event of readSegment(segment.payload)) {
    const place = places.next().value ?? 0;
    if (keyText(event.subject) !== keyText(wanted.subject) || idText(event) !== wanted.id) continue;
    const secret = secretAt(seal.seeds, place);
    if (!secret) return null;
    const leaves = [...leavesOf(segment.payload, seal, new LeafWriter(segment.origin, words))];
    const proof = await hashesOfBatch(client, segment.origin.batch, { first: seal.first, leaves }, inclusionSpans(seal.first + place, sealed.events));
    return {
      format: 'noticeboard/disclosure@1', salt: base64(secret), event: leafEvent(event, segment.origin, words), index: seal.first + place, proof: proof.map(base64),
      entry: sealed.entry, tlog_proof: sealed.proof,
    };
  }
  return null;
}

/** Every event of a batch that is still there, with its proof, in the order of the leaves; the batch's leaves are in memory meanwhile. Null while the batch is not sealed and published. */
export async function discloseBatch(actor: Actor, pool: pg.Pool, campaignId: number, batch: string): Promise<Iterable<Disclosure> | null> {
  permit(actor, 'subjects:export');
  const sealed = await sealOf(pool, batch);
  if (!sealed) return null;
  const words = await new Words(campaignId).load(pool);
  const segments: SealedSegment[] = [];
  for (const id of await segmentsOfBatch(pool, batch)) {
    const segment = await readSealedSegment(pool, id);
    if (segment?.seal) segments.push(segment);
  }
  const leaves = segments.flatMap(({ payload, seal, origin }) => (seal ? [...leavesOf(payload, seal, new LeafWriter(origin, words))] : []));
  return eachOf(segments, new BatchTree(leaves), sealed, words);
}

function* eachOf(segments: SealedSegment[], tree: BatchTree, sealed: { entry: string; proof: string }, words: Words): Generator<Disclosure> {
  for (const { payload, seal, origin } of segments) {
    if (!seal || payload.length === 0) continue;
    const places = placesLeft(seal);
    for (const event of readSegment(payload)) {
      const place = places.next().value ?? 0;
      const secret = secretAt(seal.seeds, place);
      if (!secret) continue;
      const index = seal.first + place;
      yield { format: 'noticeboard/disclosure@1', salt: base64(secret), event: leafEvent(event, origin, words), index, proof: tree.proof(index).map(base64), entry: sealed.entry, tlog_proof: sealed.proof };
    }
  }
}

/** All perfect subtrees over a batch's leaves, level by level, so that a proof is a look at each. */
class BatchTree {
  private readonly levels: Buffer[][];

  constructor(leaves: Buffer[]) {
    this.levels = [leaves];
    for (let below = leaves; below.length > 1; ) {
      const level = Array.from({ length: Math.floor(below.length / 2) }, (_, i) => nodeHash(below[i * 2] ?? Buffer.alloc(0), below[i * 2 + 1] ?? Buffer.alloc(0)));
      this.levels.push(level);
      below = level;
    }
  }

  proof(index: number): Buffer[] {
    return inclusionSpans(index, this.levels[0]?.length ?? 0).map((span) => fold(nodesOf(span).map((node) => this.levels[node.level]?.[node.index] ?? Buffer.alloc(0))));
  }
}

/** The `batch.seal` entry of a batch with its proof, once it is published. */
async function sealOf(client: pg.ClientBase | pg.Pool, batch: string): Promise<{ entry: string; events: number; proof: string } | null> {
  const found = await client.query<{ seq: string; entry: string; events: number }>(
    `select e.seq, e.entry, (e.entry::jsonb #>> '{after,events}')::int as events from batches b join log_entries e on e.seq = b.seal_seq where b.id = $1`,
    [batch],
  );
  const [row, head] = [found.rows[0], await publishedHead(client)];
  if (!row || !head || Number(row.seq) >= head.size) return null;
  const index = Number(row.seq);
  return { entry: row.entry, events: row.events, proof: writeTlogProof({ index, proof: await hashSpans(client, inclusionSpans(index, head.size)), checkpoint: head.note }) };
}

/** Hashes of spans of a batch's tree: inside the own segment from its leaves, elsewhere from the subtrees that every segment keeps. */
async function hashesOfBatch(client: pg.ClientBase | pg.Pool, batch: string, own: { first: number; leaves: Buffer[] }, spans: Span[]): Promise<Buffer[]> {
  const known = new Map<string, Buffer>();
  const found = await client.query<{ first: string; events: number; nodes: Buffer }>('select first, events, nodes from segment_seals where batch_id = $1', [batch]);
  for (const { first, events, nodes } of found.rows) {
    const hashes = hashesIn(nodes);
    nodesOf([Number(first), Number(first) + events]).forEach(({ level, index }, i) => known.set(`${level}/${index}`, hashes[i] ?? Buffer.alloc(0)));
  }
  const subtree = (level: number, index: number): Buffer => {
    const kept = known.get(`${level}/${index}`);
    if (kept) return kept;
    const leaf = level === 0 ? own.leaves[index - own.first] : undefined;
    if (leaf) return leaf;
    if (level === 0) throw new RangeError(`The leaf ${index} of batch ${batch} is in no segment.`);
    return nodeHash(subtree(level - 1, index * 2), subtree(level - 1, index * 2 + 1));
  };
  return spans.map((span) => fold(nodesOf(span).map(({ level, index }) => subtree(level, index))));
}

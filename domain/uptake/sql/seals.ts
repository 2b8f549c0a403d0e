import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { Range, nodesOf } from '@/domain/evidence/merkle';
import { plantSeeds, puncture, readSeeds, secretAt, writeSeeds } from '@/domain/evidence/secret-tree';
import { hashesIn } from '@/domain/evidence/sql/tree';
import { LeafWriter, type Origin, type Seal, placesLeft, rangeOf, readGone, writeGone } from '@/domain/uptake/engine/leaves';
import { keyText, readSegment } from '@/domain/uptake/engine/segment';
import type { Asker } from '@/domain/uptake/sql/locks';
import type { Words } from '@/domain/uptake/sql/words';

/** A segment with its seal, which is null before it is sealed. `nodes` are the hashes of the subtrees its leaves make up. */
export type SealedSegment = { id: number; origin: Origin; payload: Buffer; seal: Seal | null; nodes: Buffer[] };
type Row = { id: string; batch: string; campaign: string; recorded_at: Date; payload: Buffer; first: string | null; events: number | null; nodes: Buffer | null; seeds: Buffer | null; gone: Buffer | null };

const sealedSegment = `select s.id, s.batch_id as batch, c.key as campaign, s.recorded_at, s.payload, p.first, p.events, p.nodes, p.seeds, p.gone
  from segments s join campaigns c on c.id = s.campaign_id left join segment_seals p on p.segment_id = s.id`;

const segmentOf = ({ id, batch, campaign, recorded_at, payload, first, events, nodes, seeds, gone }: Row): SealedSegment => ({
  id: Number(id), origin: { batch, campaign, recordedAt: recorded_at.toISOString() }, payload, nodes: hashesIn(nodes ?? Buffer.alloc(0)),
  seal: first === null || events === null || !seeds || !gone ? null : { first: Number(first), events, seeds: readSeeds(seeds), gone: readGone(gone) },
});

export async function readSealedSegment(asker: Asker, id: number): Promise<SealedSegment | null> {
  const found = await asker.query<Row>(`${sealedSegment} where s.id = $1`, [id]);
  return found.rows[0] ? segmentOf(found.rows[0]) : null;
}

/** The numbers of a batch's segments in the order of its leaves. */
export async function segmentsOfBatch(asker: Asker, batch: string): Promise<number[]> {
  const found = await asker.query<{ id: string }>('select id from segments where batch_id = $1 order by id', [batch]);
  return found.rows.map(({ id }) => Number(id));
}

/** Seals a segment whose first leaf lies at `first` in its batch, with a seed of its own. Returns how many leaves it has. */
export async function sealSegment(client: pg.ClientBase, segment: SealedSegment, first: number, words: Words): Promise<number> {
  let events = 0;
  if (segment.payload.length > 0) for (const _ of readSegment(segment.payload)) events += 1;
  const seal: Seal = { first, events, seeds: plantSeeds(events, randomBytes(32)), gone: new Map() };
  const nodes = events === 0 ? [] : rangeOf(segment.payload, seal, new LeafWriter(segment.origin, words)).hashes();
  await client.query('insert into segment_seals (segment_id, batch_id, first, events, nodes, seeds, gone) values ($1, $2, $3, $4, $5, $6, $7)', [
    segment.id, segment.origin.batch, first, events, Buffer.concat(nodes), writeSeeds(seal.seeds), writeGone(seal.gone),
  ]);
  return events;
}

/** The tree of a batch from the subtrees of its sealed segments. */
export async function batchTree(asker: Asker, batch: string): Promise<Range> {
  const found = await asker.query<{ first: string; events: number; nodes: Buffer }>('select first, events, nodes from segment_seals where batch_id = $1 order by first, segment_id', [batch]);
  const whole = new Range();
  for (const { first, events, nodes } of found.rows) {
    const hashes = hashesIn(nodes);
    nodesOf([Number(first), Number(first) + events]).forEach(({ level }, i) => whole.push(hashes[i] ?? Buffer.alloc(0), level));
  }
  return whole;
}

/**
 * Destroys what the leaves of these subjects' events hashed, before the events leave the segment: their secrets go, their leaves are kept by
 * place, so that the batch's root and every other proof stand. Nothing to do in a segment that is not sealed yet.
 */
export async function eraseFromSeal(client: pg.ClientBase, id: number, subjects: ReadonlySet<string>, words: Words): Promise<void> {
  const segment = await readSealedSegment(client, id);
  if (!segment?.seal) return;
  const { seal, payload, origin } = segment;
  const writer = new LeafWriter(origin, words);
  const gone = new Map(seal.gone);
  let { seeds } = seal;
  const places = placesLeft(seal);
  for (const event of readSegment(payload)) {
    const place = places.next();
    if (place.done) throw new RangeError(`Segment ${id} holds more events than were sealed.`);
    if (!subjects.has(keyText(event.subject))) continue;
    const secret = secretAt(seeds, place.value);
    if (!secret) throw new RangeError(`The secret of an event of segment ${id} is gone already.`);
    gone.set(place.value, writer.leaf(event, secret));
    seeds = puncture(seeds, place.value);
  }
  await client.query('update segment_seals set seeds = $2, gone = $3 where segment_id = $1', [id, writeSeeds(seeds), writeGone(gone)]);
}

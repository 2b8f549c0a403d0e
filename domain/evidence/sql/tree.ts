import type pg from 'pg';
import { type Span, fold, hashLength, nodesOf } from '@/domain/evidence/merkle';
import { hashIn, placeOf, tilesOf } from '@/domain/evidence/tiles';

export type Asker = pg.Pool | pg.ClientBase;

/** The log after a sequencing. */
export type HeadRow = { size: number; root: Buffer; frontier: Buffer[]; note: string | null; sequencedAt: Date; publishedAt: Date | null };
type Row = { size: string; root: Buffer; frontier: Buffer; note: string | null; sequenced_at: Date; published_at: Date | null };

const headOf = ({ size, root, frontier, note, sequenced_at, published_at }: Row): HeadRow => ({
  size: Number(size), root, frontier: hashesIn(frontier), note, sequencedAt: sequenced_at, publishedAt: published_at,
});

/** Hashes that lie one after the other. */
export const hashesIn = (bytes: Buffer): Buffer[] => Array.from({ length: bytes.length / hashLength }, (_, i) => bytes.subarray(i * hashLength, (i + 1) * hashLength));

/** The latest head, or null before the first sequencing. */
export async function lastHead(asker: Asker): Promise<HeadRow | null> {
  const found = await asker.query<Row>('select * from log_heads order by size desc limit 1');
  return found.rows[0] ? headOf(found.rows[0]) : null;
}

/** The latest head that is signed, or the one of exactly this size; null when there is none. */
export async function publishedHead(asker: Asker, size: number | null = null): Promise<(HeadRow & { note: string; publishedAt: Date }) | null> {
  const found = await asker.query<Row>('select * from log_heads where note is not null and ($1::bigint is null or size = $1) order by size desc limit 1', [size]);
  const head = found.rows[0] ? headOf(found.rows[0]) : null;
  return head && head.note !== null && head.publishedAt !== null ? { ...head, note: head.note, publishedAt: head.publishedAt } : null;
}

/** The hash over each of these spans, from the stored tiles. Throws a RangeError when a tile is missing or too short. */
export async function hashSpans(asker: Asker, spans: readonly Span[]): Promise<Buffer[]> {
  if (spans.length === 0) return [];
  const wanted = tilesOf(spans.flatMap((span) => nodesOf(span)));
  const found = await asker.query<{ level: number; number: string; hashes: Buffer }>(
    'select t.level, t.number, t.hashes from log_tiles t join unnest($1::int[], $2::bigint[]) w(level, number) on w.level = t.level and w.number = t.number',
    [wanted.map(({ level }) => level), wanted.map(({ number }) => number)],
  );
  const tiles = new Map(found.rows.map(({ level, number, hashes }) => [`${level}/${number}`, hashes]));
  return spans.map((span) => fold(nodesOf(span).map((node) => {
    const { level, number } = placeOf(node);
    return hashIn(tiles.get(`${level}/${number}`) ?? Buffer.alloc(0), node);
  })));
}

import type pg from 'pg';
import type { Clock } from '@/domain/clock';
import { Range, leafHash } from '@/domain/evidence/merkle';
import { LogFault } from '@/domain/evidence/signer-fault';
import { type HeadRow, lastHead } from '@/domain/evidence/sql/tree';
import { tileWidth } from '@/domain/evidence/tiles';
import { readLeaf } from '@/domain/evidence/verify.mjs';
import { transact } from '@/db/client';

/** Held while the log is sequenced or signed: one process at a time. */
export const logLock = 7_264_015;
const mostEntries = 5_000;

/**
 * Takes the entries that were stored since into the tree: leaves, tiles, frontier and head in one transaction, up to 5,000 entries at a
 * time. Returns how many. Throws a `LogFault` for a missing entry, and for one whose leaf a second computation does not confirm.
 */
export async function sequenceLog(clock: Clock): Promise<number> {
  let taken = 0;
  for (;;) {
    const some = await sequenceSome(clock);
    taken += some;
    if (some < mostEntries) return taken;
  }
}

async function sequenceSome(clock: Clock): Promise<number> {
  return transact(async ({ client }) => {
    if (!(await lockLog(client))) return 0;
    const head = await lastHead(client);
    const size = head?.size ?? 0;
    const stored = await client.query<{ seq: string; entry: string }>('select seq, entry from log_entries where seq >= $1 order by seq limit $2', [size, mostEntries]);
    if (stored.rows.length === 0) {
      await demandEntries(client, size);
      return 0;
    }
    const tiles = new Tiles();
    const range = Range.of([0, size], head?.frontier ?? [], (node, hash) => tiles.add(node, hash));
    for (const { seq, entry } of stored.rows) range.push(leafOf(Number(seq), entry, range.end));
    await tiles.store(client);
    await client.query('insert into log_heads (size, root, frontier, sequenced_at) values ($1, $2, $3, $4)', [range.end, range.root(), Buffer.concat(range.hashes()), clock()]);
    return stored.rows.length;
  });
}

/** Whether this transaction may work on the tree now. */
export async function lockLog(client: pg.ClientBase): Promise<boolean> {
  const found = await client.query<{ held: boolean }>('select pg_try_advisory_xact_lock($1::bigint) as held', [logLock]);
  return found.rows[0]?.held === true;
}

/** The entries that the tree holds are there: whoever took some away at the end is found out without a look at each. */
async function demandEntries(client: pg.ClientBase, size: HeadRow['size']): Promise<void> {
  const found = await client.query<{ next: string }>('select coalesce(max(seq), -1) + 1 as next from log_entries');
  if (Number(found.rows[0]?.next) < size) throw new LogFault('gap', `The tree holds ${size} entries, the log ${found.rows[0]?.next}.`);
}

/** A leaf's hash, made twice by code of different origin: a flipped bit or an entry that is not canonical must never be signed. */
function leafOf(seq: number, entry: string, expected: number): Buffer {
  if (seq !== expected) throw new LogFault('gap', `Entry ${expected} is missing; ${seq} follows.`);
  const leaf = leafHash(entry);
  const again = readLeafOrNull(entry);
  if (!again || again.seq !== seq || !again.leaf.equals(leaf)) throw new LogFault('leaf', `Entry ${seq} is not canonical, bears another number, or gives another leaf when it is computed again.`);
  return leaf;
}

function readLeafOrNull(entry: string): ReturnType<typeof readLeaf> | null {
  try {
    return readLeaf(Buffer.from(entry, 'utf8'));
  } catch {
    return null;
  }
}

/** Hashes that tiles gain, each tile's in order. */
class Tiles {
  private readonly grown = new Map<string, { level: number; number: number; from: number; hashes: Buffer[] }>();

  add({ level, index }: { level: number; index: number }, hash: Buffer): void {
    if (level % 8 !== 0) return;
    const [tile, number, from] = [level / 8, Math.floor(index / tileWidth), index % tileWidth];
    const own = this.grown.get(`${tile}/${number}`);
    if (own) own.hashes.push(hash);
    else this.grown.set(`${tile}/${number}`, { level: tile, number, from, hashes: [hash] });
  }

  async store(client: pg.ClientBase): Promise<void> {
    for (const { level, number, from, hashes } of this.grown.values()) {
      const bytes = Buffer.concat(hashes);
      const stored = from === 0
        ? await client.query('insert into log_tiles (level, number, hashes) values ($1, $2, $3) on conflict do nothing', [level, number, bytes])
        : await client.query('update log_tiles set hashes = hashes || $3 where level = $1 and number = $2 and length(hashes) = $4', [level, number, bytes, from * 32]);
      if (stored.rowCount !== 1) throw new LogFault('forked', `Tile ${number} of level ${level} is not as it was left.`);
    }
  }
}

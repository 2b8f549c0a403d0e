import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { onClient } from '@/db/on-client';

/** A row as the server sends it: each column's bytes, null where there is no value. */
export type CopiedRow = (Buffer | null)[];

/** Signature, flags and the length of an extension that nobody uses yet: what a binary COPY begins with. */
const headerLength = 19;

/**
 * The rows of a query whose values stand in its text, by a binary COPY: what bytes there are come as they are, where an answer to a query would bring each as two
 * digits, made by the server and read again here. For answers of hundreds of kilobytes that a page waits for.
 */
export async function copiedRows(asker: pg.Pool | pg.ClientBase, query: string): Promise<CopiedRow[]> {
  if (!('totalCount' in asker)) return readRows(asker, query);
  return onClient(asker, async (client, giveUp) => {
    try {
      return await readRows(client, query);
    } catch (error) {
      giveUp(); // The server tells that it ends a connection before it does.
      throw error;
    }
  });
}

async function readRows(client: pg.ClientBase, query: string): Promise<CopiedRow[]> {
  const pieces: Buffer[] = [];
  for await (const piece of client.query(copyTo(`copy (${query}) to stdout (format binary)`))) pieces.push(piece as Buffer);
  return rowsOf(Buffer.concat(pieces));
}

/** Takes a binary COPY apart. Throws a RangeError where it ends too early. */
export function rowsOf(copied: Buffer): CopiedRow[] {
  const rows: CopiedRow[] = [];
  let at = headerLength + copied.readInt32BE(headerLength - 4);
  for (let columns = copied.readInt16BE(at); columns >= 0; columns = copied.readInt16BE(at)) {
    at += 2;
    const row: CopiedRow = [];
    for (let i = 0; i < columns; i += 1) {
      const length = copied.readInt32BE(at);
      at += 4;
      row.push(length < 0 ? null : copied.subarray(at, at + length));
      at += Math.max(0, length);
    }
    rows.push(row);
  }
  return rows;
}

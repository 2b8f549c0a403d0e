import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { invalid } from '@/domain/errors';
import { secret } from '@/domain/secrets';
import { readEnvironment } from '@/env';

/** The tombstones of each campaign, by its key, in hex: who was erased, for whoever has the erasure secret and a database that still holds them. */
export type ErasureList = Map<string, Set<string>>;

const format = 'noticeboard/erasures@1';
const Head = z.strictObject({ format: z.literal(format), secret: z.string() });
const Line = z.strictObject({ campaign: z.string(), tombstone: z.string().regex(/^[0-9a-f]{64}$/) });

/** What tells the erasure secret from another without telling it. */
const secretMark = () => createHash('sha256').update('noticeboard-erasures').update(secret('erasure')).digest('hex').slice(0, 16);

/** The list as text: a head, then a line a tombstone (NDJSON), in one order. */
export function writeErasureList(list: ErasureList): string {
  const lines = [...list].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([campaign, tombstones]) => [...tombstones].sort().map((tombstone) => JSON.stringify({ campaign, tombstone })));
  return `${[JSON.stringify({ format, secret: secretMark() }), ...lines].join('\n')}\n`;
}

/** Reads such a text. Throws `invalid` for anything else, and for a list under another erasure secret, which would match nobody. */
export function readErasureList(text: string): ErasureList {
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
  const head = Head.safeParse(jsonOf(first));
  if (!head.success) throw invalid('This is no list of erasures: "npx noticeboard erasures export" writes one.');
  if (head.data.secret !== secretMark()) throw invalid('This list was made under another erasure secret, so that nobody in it can be recognised. Put the folder "secrets" that belongs to it into NOTICEBOARD_DATA.');
  const list: ErasureList = new Map();
  rest.forEach((line, i) => {
    const read = Line.safeParse(jsonOf(line));
    if (!read.success) throw invalid(`Line ${i + 2} of the list of erasures is damaged. Nothing was erased; use another copy.`);
    list.set(read.data.campaign, (list.get(read.data.campaign) ?? new Set()).add(read.data.tombstone));
  });
  return list;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Where the worker keeps the list, outside the database as the last signed note is. */
export const keptList = (): string => path.join(readEnvironment().data, 'erasures.ndjson');

/** The kept list's text, or null where there is none. */
export function readKeptList(): string | null {
  try {
    return readFileSync(keptList(), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Puts a list in place of the kept one; on disk when it returns. */
export function writeKeptList(text: string): void {
  const draft = `${keptList()}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, keptList());
}

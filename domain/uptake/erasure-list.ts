import { createHash, createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { invalid } from '@/domain/errors';
import { secret } from '@/domain/secrets';
import { readEnvironment } from '@/env';

/** That a campaign's events were deleted by its retention rule. When it was created tells it from another of the same key. */
const Deletion = z.strictObject({ campaign: z.string(), created_at: z.iso.datetime(), retention_days: z.int().nonnegative(), events_deleted_at: z.iso.datetime() });
export type Deletion = z.infer<typeof Deletion>;

/** Such a line as written: with a code (HMAC-SHA-256, RFC 2104, under the erasure secret), since one that somebody made up would take all events of a campaign. */
const DeletionLine = Deletion.extend({ code: z.string() }).refine(({ code, ...deletion }) => code === codeOf(deletion));
const codeOf = ({ campaign, created_at, retention_days, events_deleted_at }: Deletion) => createHmac('sha256', secret('erasure')).update(JSON.stringify(['deletion', campaign, created_at, retention_days, events_deleted_at])).digest('hex');

/**
 * What was erased, for whoever has the erasure secret and a database that still holds it: the tombstones of each campaign, by its key, in hex; and the campaigns that lost all their events.
 */
export type ErasureList = { tombstones: Map<string, Set<string>>; deletions: Deletion[] };

/** The first form knows people only. It is written as long as there is nothing else, since the release that made a backup reads the list too. */
const formats = ['noticeboard/erasures@1', 'noticeboard/erasures@2'] as const;
const Head = z.strictObject({ format: z.enum(formats), secret: z.string() });
const Tombstone = z.strictObject({ campaign: z.string(), tombstone: z.string().regex(/^[0-9a-f]{64}$/) });

/** What tells the erasure secret from another without telling it. */
const secretMark = () => createHash('sha256').update('noticeboard-erasures').update(secret('erasure')).digest('hex').slice(0, 16);

/** The list as text: a head, then a line for each campaign that lost its events and each tombstone (NDJSON), in one order. */
export function writeErasureList({ tombstones, deletions }: ErasureList): string {
  const campaigns = deletions.map((deletion) => JSON.stringify({ ...deletion, code: codeOf(deletion) })).sort();
  const people = [...tombstones].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([campaign, those]) => [...those].sort().map((tombstone) => JSON.stringify({ campaign, tombstone })));
  const format = formats[campaigns.length > 0 ? 1 : 0];
  return `${[JSON.stringify({ format, secret: secretMark() }), ...campaigns, ...people].join('\n')}\n`;
}

/** Reads such a text. Throws `invalid` for anything else, and for a list under another erasure secret, which would match nobody. */
export function readErasureList(text: string): ErasureList {
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
  const head = Head.safeParse(jsonOf(first));
  if (!head.success) throw invalid('This is no list of erasures: "npx noticeboard erasures export" writes one.');
  if (head.data.secret !== secretMark()) throw invalid('This list was made under another erasure secret, so that nobody in it can be recognised. Put the folder "secrets" that belongs to it into NOTICEBOARD_DATA.');
  const list: ErasureList = { tombstones: new Map(), deletions: [] };
  rest.forEach((line, i) => {
    const read = z.union([Tombstone, DeletionLine]).safeParse(jsonOf(line));
    if (!read.success) throw invalid(`Line ${i + 2} of the list of erasures is damaged. Nothing was erased; use another copy.`);
    if ('tombstone' in read.data) return addTombstone(list, read.data);
    const { code: _, ...deletion } = read.data;
    list.deletions.push(deletion);
  });
  return list;
}

/** Adds one to a list. */
export function addTombstone({ tombstones }: ErasureList, { campaign, tombstone }: { campaign: string; tombstone: string }): void {
  tombstones.set(campaign, (tombstones.get(campaign) ?? new Set()).add(tombstone));
}

/** What is on either list. A campaign whose events were deleted twice, before and after a restore, is there once, with the first instant. */
export function joinErasureLists(one: ErasureList, other: ErasureList): ErasureList {
  const joined: ErasureList = { tombstones: new Map(), deletions: [] };
  for (const { tombstones } of [one, other]) for (const [campaign, those] of tombstones) for (const tombstone of those) addTombstone(joined, { campaign, tombstone });
  const inTurn = [...one.deletions, ...other.deletions].sort((a, b) => (a.events_deleted_at < b.events_deleted_at ? -1 : 1));
  for (const deletion of inTurn) if (!joined.deletions.some((known) => isSame(known, deletion))) joined.deletions.push(deletion);
  return joined;
}

const isSame = (one: Deletion, other: Deletion) => one.campaign === other.campaign && one.created_at === other.created_at;

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

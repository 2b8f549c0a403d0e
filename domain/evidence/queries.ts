import { createHash } from 'node:crypto';
import { type SQL, and, count, desc, eq, ilike, inArray, sql } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { readSteps } from '@/domain/evidence/log-queries';
import { type EvidenceAction, evidenceActions } from '@/domain/evidence/vocabulary';
import { database } from '@/db/client';
import { apiKeys, batches, logEntries, users } from '@/db/schema';

export type EntrySearch = {
  page: number;
  size: number;
  action?: EvidenceAction;
  from?: Date;
  /** Not included. */
  until?: Date;
  /** An id, or part of the name, of the person or key that acted. */
  who?: string;
  /** An id, or part of the name, of what the entries are about; of a batch also its number. */
  about?: string;
};
/** One entry as it lies in the log, its parts read out, and the names that people and keys have now: the log holds ids only. */
export type Entry = {
  seq: number;
  at: Date;
  action: EvidenceAction | null;
  actor: { kind: string; id: string; name: string | null };
  object: { type: string; id: string; name: string | null };
  entry: string;
  sha256: string;
  /** When it was taken into the tree, and when a signed checkpoint first held it; null for what has not happened yet. */
  sequencedAt: Date | null;
  publishedAt: Date | null;
};

/** One page of the log, newest first, and how many entries match in all. */
export async function listEntries(actor: Actor, search: EntrySearch): Promise<{ entries: Entry[]; total: number }> {
  permit(actor, 'evidence:read');
  const db = await database();
  const matching = matches(search, search.who === undefined ? [] : await idsOf(search.who), search.about === undefined ? [] : await idsOf(search.about));
  const [rows, totals] = await Promise.all([
    db.select().from(logEntries).where(matching).orderBy(desc(logEntries.seq)).limit(search.size).offset((search.page - 1) * search.size),
    db.select({ n: count() }).from(logEntries).where(matching),
  ]);
  const entries = rows.map(({ seq, entry }) => ({ seq, entry, said: said(entry) }));
  const names = await namesOf(entries.flatMap(({ said: { actor: by, object } }) => [by.id, object.id]));
  const steps = await readSteps(actor, entries.map(({ seq }) => seq));
  return {
    total: totals[0]?.n ?? 0,
    entries: entries.map(({ seq, entry, said: { at, action, actor: by, object } }) => ({
      seq,
      at: new Date(at),
      action: evidenceActions.find((name) => name === action) ?? null,
      actor: { ...by, name: names.get(by.id) ?? null },
      object: { ...object, name: names.get(object.id) ?? null },
      entry,
      sha256: createHash('sha256').update(entry, 'utf8').digest('hex'),
      sequencedAt: steps.get(seq)?.sequencedAt ?? null,
      publishedAt: steps.get(seq)?.publishedAt ?? null,
    })),
  };
}

function matches({ action, from, until, who, about }: EntrySearch, actors: string[], objects: string[]): SQL | undefined {
  const at = sql`(${logEntries.entry}::jsonb ->> 'at')::timestamptz`;
  return and(
    action ? sql`${logEntries.entry}::jsonb ->> 'action' = ${action}` : undefined,
    from ? sql`${at} >= ${from.toISOString()}::timestamptz` : undefined,
    until ? sql`${at} < ${until.toISOString()}::timestamptz` : undefined,
    who ? inArray(sql`${logEntries.entry}::jsonb #>> '{actor,id}'`, actors) : undefined,
    about ? inArray(sql`(${logEntries.entry}::jsonb #>> '{object,id}')`, objects) : undefined,
  );
}

/** The ids a word may mean: itself, and the people, keys and batches that are called so, people and keys also in part. */
async function idsOf(word: string): Promise<string[]> {
  const db = await database();
  const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const [people, keys, taken] = await Promise.all([
    db.select({ id: users.id }).from(users).where(ilike(users.name, like)),
    db.select({ id: apiKeys.id }).from(apiKeys).where(ilike(apiKeys.name, like)),
    db.select({ id: batches.id }).from(batches).where(eq(sql`${batches.number}::text`, word)),
  ]);
  return [word, ...[...people, ...keys, ...taken].map(({ id }) => id)];
}

type Said = { at: string; action: string; actor: { kind: string; id: string }; object: { type: string; id: string } };

function said(entry: string): Said {
  const parsed: Said = JSON.parse(entry);
  return { at: parsed.at, action: parsed.action, actor: { kind: parsed.actor.kind, id: parsed.actor.id }, object: { type: parsed.object.type, id: parsed.object.id } };
}

/** What the people and keys among these ids are called now, and the numbers of batches. */
async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const db = await database();
  const [people, keys, taken] = await Promise.all([
    db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, wanted)),
    db.select({ id: apiKeys.id, name: apiKeys.name }).from(apiKeys).where(inArray(apiKeys.id, wanted)),
    db.select({ id: batches.id, name: sql<string>`${batches.number}::text` }).from(batches).where(inArray(batches.id, wanted)),
  ]);
  return new Map([...people, ...keys, ...taken].map(({ id, name }) => [id, name]));
}

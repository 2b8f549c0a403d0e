import { type SQL, and, count, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Actor, can, permit } from '@/domain/access/permissions';
import { missing } from '@/domain/errors';
import { foreseeWithdrawal } from '@/domain/uptake/sql/withdrawal';
import type { BatchSortId, BatchStatus, LineErrorCode } from '@/domain/uptake/vocabulary';
import { type Database, database, snapshot } from '@/db/client';
import { apiKeys, batches, campaigns, users } from '@/db/schema';

export type BatchSearch = { campaign?: string; status?: BatchStatus; sort?: BatchSortId; descending?: boolean; page?: number; size?: number };
export type BatchRow = Awaited<ReturnType<typeof listBatches>>['rows'][number];
export type Batch = Awaited<ReturnType<typeof getBatch>>;
export type BatchError = { line: number; field: string | null; code: LineErrorCode; message: string };
type ErrorRow = [line: number, field: string | null, code: string, message: string];

/** From opening to closing, in seconds; null while it is open. */
const seconds = sql<number | null>`extract(epoch from ${batches.closedAt} - ${batches.openedAt})::float8`;

const withdrawers = alias(apiKeys, 'withdrawers');

const columns = {
  batch: batches.id, number: batches.number, campaign: campaigns.key, campaignTitle: campaigns.title, zone: campaigns.zone, illustrative: campaigns.illustrative, source: batches.source, keyId: apiKeys.id, keyName: apiKeys.name,
  format: batches.format, status: batches.status, received: batches.received, stored: batches.stored, duplicates: batches.duplicates, rejected: batches.rejected, bodySha256: batches.bodySha256,
  openedAt: batches.openedAt, closedAt: batches.closedAt, seconds,
  withdrawnAt: batches.withdrawnAt, withdrawnBy: batches.withdrawnBy, withdrawnByName: sql<string | null>`coalesce(${users.name}, ${withdrawers.name})`, withdrawalReason: batches.withdrawalReason, eventsLeft: batches.eventsLeft, eventsKept: batches.eventsKept,
};

const sortColumns = { number: batches.number, received: batches.received, stored: batches.stored, duplicates: batches.duplicates, rejected: batches.rejected, opened: batches.openedAt, seconds } satisfies Record<BatchSortId, unknown>;

// Not async: a query of drizzle runs when it is awaited.
function selectFrom(db: Database) {
  return db
    .select(columns)
    .from(batches)
    .innerJoin(campaigns, eq(campaigns.id, batches.campaignId))
    .leftJoin(apiKeys, eq(batches.source, sql`'key ' || ${apiKeys.id}`))
    .leftJoin(users, eq(users.id, batches.withdrawnBy))
    .leftJoin(withdrawers, eq(withdrawers.id, batches.withdrawnBy));
}

/** One page of the batches of all campaigns or one, in a total order (the newest first unless asked otherwise), and how many match in all. */
export async function listBatches(actor: Actor, search: BatchSearch = {}) {
  permit(actor, 'batches:read');
  const { sort = 'number', descending = true, page = 1, size = 200 } = search;
  const db = await database();
  const matching = matches(search);
  const order = descending ? sql`${sortColumns[sort]} desc nulls last` : sql`${sortColumns[sort]} asc nulls last`;
  const [rows, totals] = await Promise.all([
    selectFrom(db).where(matching).orderBy(order, desc(batches.number)).limit(size).offset((page - 1) * size),
    db.select({ n: count() }).from(batches).innerJoin(campaigns, eq(campaigns.id, batches.campaignId)).where(matching),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

function matches({ campaign, status }: BatchSearch): SQL | undefined {
  return and(campaign === undefined ? undefined : eq(campaigns.key, campaign), status === undefined ? undefined : eq(batches.status, status));
}

/** One batch by its id. Throws `missing`. */
export async function getBatch(actor: Actor, id: string) {
  permit(actor, 'batches:read');
  const [batch] = await selectFrom(await database()).where(eq(batches.id, id));
  if (!batch) throw missing(`The batch ${id}`);
  return batch;
}

/** The id of the batch with this number. Throws `missing`. */
export async function batchOfNumber(actor: Actor, number: number): Promise<string> {
  permit(actor, 'batches:read');
  const db = await database();
  const [batch] = await db.select({ id: batches.id }).from(batches).where(eq(batches.number, number));
  if (!batch) throw missing(`The batch ${number}`);
  return batch.id;
}

/** The first wrong lines of a batch, in order, without their values: `most` of them. */
export async function listBatchErrors(actor: Actor, id: string, most: number): Promise<BatchError[]> {
  await getBatch(actor, id);
  return errorsAfter(id, -1, most);
}

/** All wrong lines of a batch as rows of line, field, code and message, page by page as they are asked for. No connection is held between pages: a reader may be slow. Throws `missing` before the first. */
export async function pageBatchErrors(actor: Actor, id: string): Promise<AsyncGenerator<ErrorRow[]>> {
  await getBatch(actor, id);
  return errorPages(id);
}

const errorsAtOnce = 1_000;

async function* errorPages(id: string): AsyncGenerator<ErrorRow[]> {
  for (let after = -1; ; ) {
    const page = await errorsAfter(id, after, errorsAtOnce);
    const last = page.at(-1);
    if (!last) return;
    yield page.map(({ line, field, code, message }) => [line, field, code, message]);
    after = last.line;
  }
}

/** By the key, whatever statistics say: where they are old, as after an import, the server would sort all that is left of the batch for each page. */
async function errorsAfter(id: string, line: number, most: number): Promise<BatchError[]> {
  return snapshot(async (client) => {
    await client.query(`select set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true)`);
    const found = await client.query<Omit<BatchError, 'line'> & { line: string }>('select line, field, code, message from batch_errors where batch_id = $1 and line > $2 order by line limit $3', [id, line, most]);
    return found.rows.map((row) => ({ ...row, line: Number(row.line) }));
  });
}

/** Events of a campaign up to which telling what a withdrawal would do is cheap: some ten milliseconds. */
const cheapEvents = 20_000;

/** How many events would leave and how many would stay if this batch were withdrawn now; null for who may not withdraw it, for a batch that cannot be, and where telling would take long. */
export async function withdrawalForeseen(actor: Actor, id: string): Promise<{ left: number; kept: number } | null> {
  permit(actor, 'batches:read');
  if (!can(actor, 'batches:write')) return null;
  const db = await database();
  const [batch] = await db.select({ campaignId: batches.campaignId, status: batches.status, deletedAt: campaigns.eventsDeletedAt }).from(batches).innerJoin(campaigns, eq(campaigns.id, batches.campaignId)).where(eq(batches.id, id));
  if (!batch || batch.status === 'open' || batch.status === 'withdrawn' || batch.deletedAt) return null;
  return snapshot((client) => foreseeWithdrawal(client, batch.campaignId, id, cheapEvents));
}

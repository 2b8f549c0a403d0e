import { asc, desc, eq } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { missing } from '@/domain/errors';
import { database } from '@/db/client';
import { batchErrors, batches, campaigns } from '@/db/schema';

const columns = {
  batch: batches.id, number: batches.number, campaign: campaigns.key, source: batches.source, format: batches.format, status: batches.status, received: batches.received, stored: batches.stored,
  duplicates: batches.duplicates, rejected: batches.rejected, bodySha256: batches.bodySha256, openedAt: batches.openedAt, closedAt: batches.closedAt,
};

/** The batches of all campaigns or one, newest first, at most 200. */
export async function listBatches(actor: Actor, search: { campaign?: string } = {}) {
  permit(actor, 'batches:read');
  const db = await database();
  return db
    .select(columns)
    .from(batches)
    .innerJoin(campaigns, eq(campaigns.id, batches.campaignId))
    .where(search.campaign === undefined ? undefined : eq(campaigns.key, search.campaign))
    .orderBy(desc(batches.number))
    .limit(200);
}

/** One batch. Throws `missing`. */
export async function getBatch(actor: Actor, id: string) {
  permit(actor, 'batches:read');
  const db = await database();
  const [batch] = await db.select(columns).from(batches).innerJoin(campaigns, eq(campaigns.id, batches.campaignId)).where(eq(batches.id, id));
  if (!batch) throw missing(`The batch ${id}`);
  return batch;
}

/** The wrong lines of a batch, in order, without their values. */
export async function listBatchErrors(actor: Actor, id: string) {
  await getBatch(actor, id);
  const db = await database();
  return db
    .select({ line: batchErrors.line, field: batchErrors.field, code: batchErrors.code, message: batchErrors.message })
    .from(batchErrors)
    .where(eq(batchErrors.batchId, id))
    .orderBy(asc(batchErrors.line));
}

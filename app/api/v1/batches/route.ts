import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { parse } from '@/domain/command';
import { batchAnswer } from '@/domain/uptake/batch-answer';
import { listBatches } from '@/domain/uptake/batch-queries';
import { BatchesRequest } from '@/domain/uptake/schemas';

export const dynamic = 'force-dynamic';

/** The newest first, a page at a time. */
export const GET = handle(async (request) => {
  const actor = await actorOf(request);
  const { page, size, ...search } = parse(BatchesRequest, Object.fromEntries(new URL(request.url).searchParams));
  const { rows, total } = await listBatches(actor, { ...search, page, size });
  return json({ batches: rows.map(batchAnswer), total, page, size });
});

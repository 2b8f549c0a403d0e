import { handle } from '@/app/api/v1/handle';
import { csvResponse } from '@/app/csv-response';
import { requireActor } from '@/auth/viewer';
import { getBatch, listBatchErrors } from '@/domain/uptake/batch-queries';

/** Every rejected event of the batch by its line; codes and sentences, never a value. */
export const GET = handle(async (_, context: { params: Promise<{ batch: string }> }) => {
  const actor = await requireActor();
  const { batch: id } = await context.params;
  const [batch, errors] = await Promise.all([getBatch(actor, id), listBatchErrors(actor, id)]);
  return csvResponse(`batch-${batch.number}-errors.csv`, ['line', 'field', 'code', 'message'], errors.map(({ line, field, code, message }) => [line, field, code, message]), batch.illustrative);
});

import { handle } from '@/app/api/v1/handle';
import { csvStream } from '@/app/csv-response';
import { requireActor } from '@/auth/viewer';
import { getBatch, pageBatchErrors } from '@/domain/uptake/batch-queries';

/** Every rejected event of the batch by its line; codes and sentences, never a value. Streamed, since a body may have any number of them. */
export const GET = handle(async (_, context: { params: Promise<{ batch: string }> }) => {
  const actor = await requireActor();
  const { batch: id } = await context.params;
  const [batch, pages] = await Promise.all([getBatch(actor, id), pageBatchErrors(actor, id)]);
  return csvStream(`batch-${batch.number}-errors.csv`, ['line', 'field', 'code', 'message'], pages, batch.illustrative);
});

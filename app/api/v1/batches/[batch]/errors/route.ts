import { stringify } from 'csv-stringify/sync';
import { actorOf } from '@/app/api/v1/actor';
import { handle } from '@/app/api/v1/handle';
import { listBatchErrors } from '@/domain/uptake/batch-queries';

export const dynamic = 'force-dynamic';

/** The wrong lines as CSV: line, field, code, message; never a value. */
export const GET = handle(async (request, context: { params: Promise<{ batch: string }> }) => {
  const { batch } = await context.params;
  const rows = await listBatchErrors(await actorOf(request), batch);
  const csv = stringify(rows, { header: true, columns: ['line', 'field', 'code', 'message'], record_delimiter: 'windows', escape_formulas: true });
  return new Response(csv, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="batch-errors.csv"`, 'cache-control': 'no-store' } });
});

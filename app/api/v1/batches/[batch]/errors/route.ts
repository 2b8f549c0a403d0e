import { actorOf } from '@/app/api/v1/actor';
import { handle } from '@/app/api/v1/handle';
import { csvBody } from '@/app/csv-response';
import { pageBatchErrors } from '@/domain/uptake/batch-queries';

export const dynamic = 'force-dynamic';

/** The wrong lines as CSV: line, field, code, message; never a value. Streamed, since a body may have any number of them. */
export const GET = handle(async (request, context: { params: Promise<{ batch: string }> }) => {
  const { batch } = await context.params;
  const pages = await pageBatchErrors(await actorOf(request), batch);
  return new Response(csvBody(['line', 'field', 'code', 'message'], pages, { escape_formulas: true }), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="batch-errors.csv"`, 'cache-control': 'no-store' } });
});

import { handle, problem } from '@/app/api/v1/handle';
import { readPublishedNote } from '@/domain/evidence/log-queries';

export const dynamic = 'force-dynamic';

/** The signed head of the log (C2SP tlog-tiles), for anybody. */
export const GET = handle(async () => {
  const note = await readPublishedNote();
  if (note === null) return problem(404, 'missing', 'The log has not published a checkpoint yet.');
  return new Response(note, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=1' } });
});

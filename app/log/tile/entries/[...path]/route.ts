import { actorOf } from '@/app/api/v1/actor';
import { handle, problem } from '@/app/api/v1/handle';
import { requireActor } from '@/auth/viewer';
import { readEntries } from '@/domain/evidence/log-queries';
import { readTilePath } from '@/domain/evidence/tiles';

export const dynamic = 'force-dynamic';

/** Entries of the log (C2SP tlog-tiles), for auditor, DPO and legal, by session or key. */
export const GET = handle(async (request, context: { params: Promise<{ path: string[] }> }) => {
  const actor = request.headers.has('authorization') ? await actorOf(request) : await requireActor();
  const tile = readTilePath((await context.params).path);
  const entries = tile && (await readEntries(actor, tile.number, tile.width));
  if (!entries) return problem(404, 'missing', 'There is no such bundle of entries in the log that is published.');
  return new Response(new Uint8Array(entries), { headers: { 'content-type': 'application/octet-stream', 'cache-control': 'private, max-age=31536000, immutable' } });
});

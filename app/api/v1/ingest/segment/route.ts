import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle, problem } from '@/app/api/v1/handle';
import { ingestSegment } from '@/domain/uptake/commands/ingest-segment';

export const dynamic = 'force-dynamic';

const maxBytes = 16 * 1024 * 1024;

/** Takes a delivery of Segment's webhooks: one event, an array of them, or an object with a `batch` (docs/recipes/segment.md). */
export const POST = handle(async (request) => {
  const actor = await actorOf(request);
  if (!request.headers.get('content-type')?.includes('json')) return problem(415, 'content_type', 'Send application/json.');
  const body = await bodyOf(request);
  if (body === null) return problem(413, 'too_large', `A delivery has at most ${maxBytes} bytes: choose a smaller batch size.`);
  const campaign = new URL(request.url).searchParams.get('campaign');
  return json(await ingestSegment(actor, { campaign, body, signature: request.headers.get('x-signature') }));
});

/** The whole body, null when it is longer than a delivery may be. */
async function bodyOf(request: Request): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length;
    if (size > maxBytes) {
      await reader?.cancel();
      return null;
    }
    pieces.push(next.value);
  }
  return Buffer.concat(pieces);
}

import { actorOf } from '@/app/api/v1/actor';
import { json, wholeBody } from '@/app/api/v1/body';
import { handle, problem } from '@/app/api/v1/handle';
import { ingestSegment } from '@/domain/uptake/commands/ingest-segment';

export const dynamic = 'force-dynamic';

/** Takes a delivery of Segment's webhooks: one event, an array of them, or an object with a `batch` (docs/recipes/segment.md). */
export const POST = handle(async (request) => {
  const actor = await actorOf(request, 'events:write');
  if (!request.headers.get('content-type')?.includes('json')) return problem(415, 'content_type', 'Send application/json.');
  const body = await wholeBody(request);
  const campaign = new URL(request.url).searchParams.get('campaign');
  return json(await ingestSegment(actor, { campaign, body, signature: request.headers.get('x-signature') }));
});

import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { setSegmentMapping } from '@/domain/uptake/commands/set-segment-mapping';
import { getSegmentMapping } from '@/domain/uptake/segment-queries';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ campaign: string }> };

export const GET = handle(async (request, context: Context) => json(await getSegmentMapping(await actorOf(request), (await context.params).campaign)));

/** Sets how the campaign reads Segment's track events; the body is the mapping. */
export const PUT = handle(async (request, context: Context) => {
  const actor = await actorOf(request, 'campaigns:write');
  const { campaign } = await context.params;
  const mapping = await jsonBody(request);
  await setSegmentMapping(actor, { campaign, mapping });
  return json(await getSegmentMapping(actor, campaign));
});

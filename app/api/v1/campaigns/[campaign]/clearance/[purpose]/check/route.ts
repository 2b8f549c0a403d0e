import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { subjectsAsked } from '@/app/api/v1/campaigns/[campaign]/subjects/asked';
import { handle } from '@/app/api/v1/handle';
import { checkClearance } from '@/domain/clearance/check-queries';

export const dynamic = 'force-dynamic';

/** For the people in `{"identifiers": […]}`: in the body, since addresses are logged. The answer names them by their place. */
export const POST = handle(async (request, context: { params: Promise<{ campaign: string; purpose: string }> }) => {
  const { campaign, purpose } = await context.params;
  return json(await checkClearance(await actorOf(request, 'clearance:check'), { ...(await subjectsAsked(request, campaign)), purpose }));
});

import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { clearanceAnswer } from '@/domain/clearance/answer';
import { readClearance } from '@/domain/clearance/queries';
import { ClearanceRequest } from '@/domain/clearance/schemas';
import { parse } from '@/domain/command';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request, context: { params: Promise<{ campaign: string }> }) => {
  const actor = await actorOf(request);
  const { campaign } = await context.params;
  const asked = parse(ClearanceRequest, { ...Object.fromEntries(new URL(request.url).searchParams), campaign });
  return json(clearanceAnswer(await readClearance(actor, { campaign, asOf: asked.as_of, purpose: asked.purpose })));
});

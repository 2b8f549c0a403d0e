import { z } from 'zod';
import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { describeCampaign } from '@/domain/campaigns/queries';
import { parse } from '@/domain/command';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ campaign: string }> };

export const GET = handle(async (request, context: Context) => json(await describeCampaign(await actorOf(request), (await context.params).campaign)));

/** Adds a deadline entry: `{"deadline": {"at", "area", "since", "reason"}}`. Everything else of a campaign stands as it was announced. */
export const PATCH = handle(async (request, context: Context) => {
  const actor = await actorOf(request);
  const { campaign } = await context.params;
  const { deadline } = parse(z.strictObject({ deadline: z.record(z.string(), z.unknown()) }), await jsonBody(request));
  await moveDeadline(actor, { ...deadline, campaign });
  return json(await describeCampaign(actor, campaign));
});

import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { describeCampaign, listCampaigns } from '@/domain/campaigns/queries';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request) => {
  const actor = await actorOf(request);
  const campaigns = await listCampaigns(actor);
  return json({ campaigns: await Promise.all(campaigns.map(({ key }) => describeCampaign(actor, key))) });
});

export const POST = handle(async (request) => {
  const actor = await actorOf(request, 'campaigns:write');
  const created = await createCampaign(actor, { file: await jsonBody(request) });
  return json(created, { status: 201, headers: { location: `/api/v1/campaigns/${created.key}` } });
});

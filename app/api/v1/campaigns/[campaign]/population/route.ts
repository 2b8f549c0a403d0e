import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody, textBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { setPopulation } from '@/domain/campaigns/commands/set-population';
import { readPopulationFile } from '@/domain/campaigns/population-file';

export const dynamic = 'force-dynamic';

export const PUT = handle(async (request, context: { params: Promise<{ campaign: string }> }) => {
  const actor = await actorOf(request, 'campaigns:write');
  const { campaign } = await context.params;
  const isCsv = request.headers.get('content-type')?.startsWith('text/csv');
  const rows = isCsv ? readPopulationFile(await textBody(request), 'csv') : await jsonBody(request);
  return json(await setPopulation(actor, { campaign, rows }));
});

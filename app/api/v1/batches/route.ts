import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { listBatches } from '@/domain/uptake/batch-queries';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request) => {
  const campaign = new URL(request.url).searchParams.get('campaign') ?? undefined;
  return json({ batches: await listBatches(await actorOf(request), { campaign }) });
});

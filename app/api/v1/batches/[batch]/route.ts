import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { getBatch } from '@/domain/uptake/batch-queries';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request, context: { params: Promise<{ batch: string }> }) => json(await getBatch(await actorOf(request), (await context.params).batch)));

import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { batchAnswer } from '@/domain/uptake/batch-answer';
import { getBatch } from '@/domain/uptake/batch-queries';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request, context: { params: Promise<{ batch: string }> }) => json(batchAnswer(await getBatch(await actorOf(request), (await context.params).batch))));

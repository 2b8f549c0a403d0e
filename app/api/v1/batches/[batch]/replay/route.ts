import { z } from 'zod';
import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { parse } from '@/domain/command';
import { batchAnswer } from '@/domain/uptake/batch-answer';
import { getBatch } from '@/domain/uptake/batch-queries';
import { replayBatch } from '@/domain/uptake/commands/replay-batch';

export const dynamic = 'force-dynamic';

/** `{"reason"}`: takes what a withdrawn batch had brought again. Answers the new batch, 201 with its address. */
export const POST = handle(async (request, context: { params: Promise<{ batch: string }> }) => {
  const actor = await actorOf(request, 'batches:write');
  const given = parse(z.record(z.string(), z.unknown()), await jsonBody(request));
  const { batch } = await replayBatch(actor, { ...given, batch: (await context.params).batch });
  return json(batchAnswer(await getBatch(actor, batch)), { status: 201, headers: { location: `/api/v1/batches/${batch}` } });
});

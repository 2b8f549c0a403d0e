import { z } from 'zod';
import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { parse } from '@/domain/command';
import { batchAnswer } from '@/domain/uptake/batch-answer';
import { getBatch } from '@/domain/uptake/batch-queries';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';

export const dynamic = 'force-dynamic';

/** `{"reason"}`: the batch's events leave the counts unless another batch holds them. Answers the batch as it then is. */
export const POST = handle(async (request, context: { params: Promise<{ batch: string }> }) => {
  const actor = await actorOf(request, 'batches:write');
  const { batch } = await context.params;
  const given = parse(z.record(z.string(), z.unknown()), await jsonBody(request));
  await withdrawBatch(actor, { ...given, batch });
  return json(batchAnswer(await getBatch(actor, batch)));
});

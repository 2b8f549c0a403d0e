import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { parse } from '@/domain/command';
import { uptakeAnswer } from '@/domain/uptake/answer';
import { readUptake } from '@/domain/uptake/queries';
import { UptakeRequest } from '@/domain/uptake/schemas';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request, context: { params: Promise<{ campaign: string }> }) => {
  const actor = await actorOf(request);
  const { campaign } = await context.params;
  const asked = parse(UptakeRequest, { ...Object.fromEntries(new URL(request.url).searchParams), campaign });
  return json(uptakeAnswer(await readUptake(actor, { campaign, asOf: asked.as_of, knownAt: asked.known_at, by: asked.by, from: asked.from, to: asked.to })));
});

import { z } from 'zod';
import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { parse } from '@/domain/command';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { getPurpose } from '@/domain/purposes/version-queries';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ key: string }> };

export const GET = handle(async (request, context: Context) => json(await getPurpose(await actorOf(request), (await context.params).key)));

/** Saves the next version: `{"basedOn", "record", "reason"}`. */
export const PATCH = handle(async (request, context: Context) => {
  const actor = await actorOf(request, 'purposes:write');
  const { key } = await context.params;
  const body = parse(z.record(z.string(), z.unknown()), await jsonBody(request));
  return json(await revisePurpose(actor, { ...body, key }));
});

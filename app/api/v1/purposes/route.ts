import { z } from 'zod';
import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { parse } from '@/domain/command';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { readRegister } from '@/domain/purposes/queries';

export const dynamic = 'force-dynamic';

const Question = z.strictObject({ as_of: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional() });

/** The register as it stands, or as it stood at `as_of`. */
export const GET = handle(async (request) => {
  const actor = await actorOf(request);
  const { as_of: asOf = new Date() } = parse(Question, Object.fromEntries(new URL(request.url).searchParams));
  return json({ as_of: asOf.toISOString(), purposes: await readRegister(actor, asOf) });
});

export const POST = handle(async (request) => {
  const actor = await actorOf(request);
  const created = await createPurpose(actor, await jsonBody(request));
  return json(created, { status: 201, headers: { location: `/api/v1/purposes/${created.key}` } });
});

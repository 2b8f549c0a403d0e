import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { parse } from '@/domain/command';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { readRegister } from '@/domain/purposes/queries';
import { RegisterQuestion } from '@/domain/purposes/schemas';

export const dynamic = 'force-dynamic';

/** The register as it stands, or as it stood at `as_of` by what was known at `known_at`; `in_force=true` gives the last approved versions alone. */
export const GET = handle(async (request) => {
  const actor = await actorOf(request);
  const now = new Date();
  const { as_of: asOf = now, known_at: knownAt = now, in_force: inForce } = parse(RegisterQuestion, Object.fromEntries(new URL(request.url).searchParams));
  return json({ as_of: asOf.toISOString(), known_at: knownAt.toISOString(), purposes: await readRegister(actor, { asOf, knownAt, inForce: inForce === 'true' }) });
});

export const POST = handle(async (request) => {
  const actor = await actorOf(request, 'purposes:write');
  const created = await createPurpose(actor, await jsonBody(request));
  return json(created, { status: 201, headers: { location: `/api/v1/purposes/${created.key}` } });
});

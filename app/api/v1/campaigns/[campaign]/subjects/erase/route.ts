import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { subjectsAsked } from '@/app/api/v1/campaigns/[campaign]/subjects/asked';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';

export const dynamic = 'force-dynamic';

/** Erases the people in `{"identifiers": […]}` from the campaign (GDPR Article 17). 409 `legal_hold` while it is held. */
export const POST = handle(async (request, context: { params: Promise<{ campaign: string }> }) =>
  json(await eraseSubject(await actorOf(request, 'subjects:erase'), await subjectsAsked(request, (await context.params).campaign))));

import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { subjectsAsked } from '@/app/api/v1/campaigns/[campaign]/subjects/asked';
import { exportSubject } from '@/domain/uptake/commands/export-subject';

export const dynamic = 'force-dynamic';

/** The access packs (GDPR Article 15) of the people in `{"identifiers": […]}`: in the body, since addresses are logged. */
export const POST = handle(async (request, context: { params: Promise<{ campaign: string }> }) =>
  json(await exportSubject(await actorOf(request, 'subjects:export'), await subjectsAsked(request, (await context.params).campaign))));

import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { getRun } from '@/domain/reports/queries';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request, context: { params: Promise<{ run: string }> }) => json(await getRun(await actorOf(request), Number((await context.params).run) || 0)));

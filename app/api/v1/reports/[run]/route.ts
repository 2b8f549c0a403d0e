import { actorOf } from '@/app/api/v1/actor';
import { json } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { getRun } from '@/domain/reports/queries';
import { describeSignOff } from '@/domain/reports/sign-off-queries';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request, context: { params: Promise<{ run: string }> }) => {
  const actor = await actorOf(request);
  const number = Number((await context.params).run) || 0;
  return json({ ...(await getRun(actor, number)), sign_off: await describeSignOff(actor, number) });
});

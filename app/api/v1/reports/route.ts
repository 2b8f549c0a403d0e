import { actorOf } from '@/app/api/v1/actor';
import { json, jsonBody } from '@/app/api/v1/body';
import { handle } from '@/app/api/v1/handle';
import { requestReport } from '@/domain/reports/commands/request-report';
import { listRuns } from '@/domain/reports/queries';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request) => {
  const page = Math.max(1, Number(new URL(request.url).searchParams.get('page')) || 1);
  const { rows, total } = await listRuns(await actorOf(request), { page, size: 100 });
  return json({ total, runs: rows });
});

/** Asks for a run: 202 with its address; the worker makes it. */
export const POST = handle(async (request) => {
  const { number } = await requestReport(await actorOf(request, 'reports:write'), await jsonBody(request));
  return json({ run: number }, { status: 202, headers: { location: `/api/v1/reports/${number}` } });
});

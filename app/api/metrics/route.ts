import { actorOf } from '@/app/api/v1/actor';
import { handle } from '@/app/api/v1/handle';
import { readMetrics } from '@/domain/metrics';

export const dynamic = 'force-dynamic';

/** For Prometheus, with a key of a role that may see how the installation is, such as auditor. */
export const GET = handle(async (request) => new Response(await readMetrics(await actorOf(request), new Date()), { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' } }));

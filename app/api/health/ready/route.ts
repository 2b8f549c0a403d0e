import { readiness } from '@/domain/health';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const ready = await readiness();
  return Response.json(ready, { status: ready.status === 'ready' ? 200 : 503, headers: { 'cache-control': 'no-store', ...(ready.status === 'ready' ? {} : { 'retry-after': '5' }) } });
}

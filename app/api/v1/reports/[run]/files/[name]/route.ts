import { actorOf } from '@/app/api/v1/actor';
import { handle } from '@/app/api/v1/handle';
import { fileResponse } from '@/app/file-response';
import { openFile } from '@/domain/reports/queries';

export const dynamic = 'force-dynamic';

export const GET = handle(async (request, context: { params: Promise<{ run: string; name: string }> }) => {
  const { run, name } = await context.params;
  return fileResponse(await openFile(await actorOf(request), Number(run) || 0, decodeURIComponent(name)), run);
});

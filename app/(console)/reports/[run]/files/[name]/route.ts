import { handle } from '@/app/api/v1/handle';
import { fileResponse } from '@/app/file-response';
import { requireActor } from '@/auth/viewer';
import { openFile } from '@/domain/reports/queries';

export const GET = handle(async (_, context: { params: Promise<{ run: string; name: string }> }) => {
  const { run, name } = await context.params;
  return fileResponse(await openFile(await requireActor(), Number(run) || 0, decodeURIComponent(name)), run);
});

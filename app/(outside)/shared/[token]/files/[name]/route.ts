import { handle } from '@/app/api/v1/handle';
import { fileResponse } from '@/app/file-response';
import { keptPasses } from '@/app/(outside)/shared/[token]/share-cookie';
import { downloadShared } from '@/domain/reports/commands/open-share';

export const GET = handle(async (_, context: { params: Promise<{ token: string; name: string }> }) => {
  const { token, name } = await context.params;
  const file = await downloadShared(token, await keptPasses(), decodeURIComponent(name));
  return fileResponse(file, String(file.run));
});

import { handle, problem } from '@/app/api/v1/handle';
import { readDecimal } from '@/domain/evidence/base64';
import { readTile } from '@/domain/evidence/log-queries';
import { readTilePath } from '@/domain/evidence/tiles';

export const dynamic = 'force-dynamic';

/** Hashes of the log's tree (C2SP tlog-tiles), for anybody. What is served never changes. */
export const GET = handle(async (_, context: { params: Promise<{ level: string; path: string[] }> }) => {
  const { level, path } = await context.params;
  const [tileLevel, tile] = [readDecimal(level), readTilePath(path)];
  const hashes = tileLevel !== null && tileLevel < 64 && tile ? await readTile(tileLevel, tile.number, tile.width) : null;
  if (!hashes) return problem(404, 'missing', 'There is no such tile in the log that is published.');
  return new Response(new Uint8Array(hashes), { headers: { 'content-type': 'application/octet-stream', 'cache-control': 'public, max-age=31536000, immutable' } });
});

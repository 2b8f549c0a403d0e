import { Readable } from 'node:stream';
import type { OpenFile } from '@/domain/reports/queries';

/** A report's file as a download, streamed piece by piece, with its SHA-256 (RFC 9530) where it is known beforehand. */
export function fileResponse(file: OpenFile, run: string): Response {
  return new Response(Readable.toWeb(Readable.from(file.chunks)) as ReadableStream, {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="noticeboard-${run}-${file.name.replace(/[^\w.-]/g, '_')}"`,
      ...(file.sha256 === null ? {} : { 'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:` }),
      'cache-control': 'private, no-store',
    },
  });
}

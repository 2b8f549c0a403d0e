import { DomainError, invalid } from '@/domain/errors';

/** A body that is held in memory has at most so many bytes: ten thousand identifiers of 256 characters fit, as plain text. Events are streamed and have no limit. */
export const mostBytes = 16 * 1024 * 1024;

/** The bytes of a body that is taken whole, counted as they arrive. Throws `too_large` past the limit, at once where the request says so itself, and reads no further; `invalid` when it is cut short. */
export async function wholeBody(request: Request): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > mostBytes) {
    await request.body?.cancel();
    throw tooLarge();
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  const read = () => reader?.read().catch(() => Promise.reject(invalid('The body was cut short. Send it again whole.', [], 'truncated')));
  for (let next = await read(); next && !next.done; next = await read()) {
    size += next.value.length;
    if (size > mostBytes) {
      await reader?.cancel();
      throw tooLarge();
    }
    pieces.push(next.value);
  }
  return Buffer.concat(pieces);
}

const tooLarge = () => new DomainError('too_large', `A body has at most ${mostBytes} bytes here: send less at once. Only events, as NDJSON, CSV or JSON, are taken at any length.`);

/** The text of a body that is taken whole. */
export const textBody = async (request: Request): Promise<string> => new TextDecoder().decode(await wholeBody(request));

/** The JSON of a body that is taken whole. Throws `unsupported` for another content type and `invalid` when it is not JSON. */
export async function jsonBody(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.includes('json')) throw new DomainError('unsupported', 'Send application/json.', { detail: 'content_type' });
  const text = await textBody(request);
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('The body is not JSON.');
  }
}

export const json = (value: unknown, init: ResponseInit = {}): Response => Response.json(value, { ...init, headers: { 'cache-control': 'no-store', ...init.headers } });

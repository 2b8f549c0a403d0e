import { DomainError, invalid } from '@/domain/errors';

/** The JSON of a small request body. Throws `unsupported` for another content type and `invalid` when it is not JSON. */
export async function jsonBody(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.includes('json')) throw new DomainError('unsupported', 'Send application/json.', { detail: 'content_type' });
  try {
    return await request.json();
  } catch {
    throw invalid('The body is not JSON.');
  }
}

export const json = (value: unknown, init: ResponseInit = {}): Response => Response.json(value, { ...init, headers: { 'cache-control': 'no-store', ...init.headers } });

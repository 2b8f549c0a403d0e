import { randomUUID } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import { DomainError, type ErrorCode, describeError, framesOf, isUnavailable } from '@/domain/errors';

const statuses: Record<ErrorCode, number> = { unauthenticated: 401, denied: 403, missing: 404, invalid: 400, conflict: 409, too_large: 413, unsupported: 422, too_many: 429, unavailable: 503 };

/** An RFC 9457 problem: a stable code, a sentence a person can act on, and the offending fields. */
export function problem(status: number, code: string, detail: string, more: Record<string, unknown> = {}): Response {
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...(status === 503 ? { 'retry-after': '5' } : {}), ...(status === 429 ? { 'retry-after': '900' } : {}) };
  return new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, detail, ...more }), { status, headers });
}

/** Wraps a route: known refusals become problems, a database out of reach becomes 503, anything else keeps its cause in the log and loses its message. */
export function handle<Context>(route: (request: Request, context: Context) => Promise<Response>): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      return await route(request, context);
    } catch (error) {
      if (error instanceof DomainError) {
        const { detail, fields, told } = error.options;
        const status = detail === 'population_dimensions' ? 422 : statuses[error.code];
        return problem(status, detail ?? error.code, error.message, { ...told, ...(fields && fields.length > 0 ? { fields } : {}) });
      }
      unstable_rethrow(error);
      if (isUnavailable(error)) return problem(503, 'unavailable', 'The database cannot be reached just now. Send the same request again; nothing that was answered as stored is lost.');
      const id = randomUUID();
      const { error: kind = 'unknown', code = null } = describeError(error);
      process.stderr.write(`${JSON.stringify({ level: 'error', id, message: kind, code, stack: framesOf(error) })}\n`);
      return problem(500, 'internal', `Something went wrong here. What this request had stored by then stands, and sending it again counts no event twice. Number: ${id}`);
    }
  };
}

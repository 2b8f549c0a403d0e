/** The known ways a command or query can refuse; each transport maps them once. */
export const errorCodes = ['unauthenticated', 'denied', 'missing', 'invalid', 'conflict', 'unsupported', 'too_many', 'unavailable'] as const;
export type ErrorCode = (typeof errorCodes)[number];

export type FieldError = { field: string; message: string };

/**
 * A refusal with a stable code, a sentence a person can act on, and the offending fields.
 * `detail` is a finer stable code for programs (e.g. `unsupported_grouping`).
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly options: { detail?: string; fields?: FieldError[]; /** Numbers and ids that a program may want besides the sentence. */ told?: Record<string, string | number>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
  }
}

export const denied = (message: string) => new DomainError('denied', message);
export const missing = (what: string) => new DomainError('missing', `${what} does not exist, or you may not see it.`);
export const conflict = (message: string, detail?: string) => new DomainError('conflict', message, { detail });
export const invalid = (message: string, fields: FieldError[] = [], detail?: string) => new DomainError('invalid', message, { fields, detail });

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08003', '08001']);

/** Whether an error means that the database cannot be reached just now, so that the same call may be sent again. */
export function isUnavailable(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    const code: unknown = 'code' in e ? e.code : undefined;
    if (typeof code === 'string' && connectionCodes.has(code)) return true;
    if (/Connection terminated|server closed the connection|timeout exceeded when trying to connect|not queryable/i.test(e.message)) return true;
  }
  return false;
}

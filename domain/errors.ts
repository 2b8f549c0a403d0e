/** The known ways a command or query can refuse; each transport maps them once. */
export const errorCodes = ['unauthenticated', 'denied', 'missing', 'invalid', 'conflict', 'too_large', 'unsupported', 'too_many', 'unavailable'] as const;
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

/** Kinds whose message quotes what was sent: a text that is no JSON, a field that is not known. */
const quoting = new Set(['SyntaxError', 'ZodError', '$ZodError']);

/**
 * What a log may hold of an error and of those it wraps: the kind and code of the innermost, and the messages that carry no value. A failed
 * statement's message lists its parameters, and PostgreSQL quotes a value that it cannot read (class 22).
 */
export function describeError(error: unknown): { error?: string; code?: string; reason?: string } {
  const chain: Error[] = [];
  for (let e = error; e instanceof Error && !chain.includes(e); e = e.cause) chain.push(e);
  const root = chain.at(-1);
  if (!root) return {};
  const reason = chain.filter((e) => !('params' in e || quoting.has(e.name) || codeOf(e)?.startsWith('22'))).map((e) => e.message).filter((text) => text !== '').join(': ');
  return { error: root.name, reason: reason.slice(0, 500), ...(codeOf(root) !== undefined && { code: codeOf(root) }) };
}

const codeOf = (error: Error): string | undefined => ('code' in error ? String(error.code) : undefined);

/** Where an error arose, frame by frame. What stands before its frames is its message, whose lines are not told even where they look like frames. */
export function framesOf(error: unknown, most = 10): string[] {
  if (!(error instanceof Error)) return [];
  const stack = error.stack ?? '';
  const at = stack.indexOf(error.message);
  return at === -1 ? [] : stack.slice(at + error.message.length).split('\n').filter((line) => line.startsWith('    at ')).slice(0, most);
}

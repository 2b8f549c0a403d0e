/** One line of JSON on standard error: the innermost cause only, since the messages around it may carry the values of a query. */
export function note(level: 'info' | 'warn' | 'error', message: string, error: unknown, more: Record<string, unknown>): void {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  const problem = cause instanceof Error ? { error: cause.name, reason: cause.message.slice(0, 500), ...('code' in cause ? { code: String(cause.code) } : {}) } : {};
  process.stderr.write(`${JSON.stringify({ level, message, ...more, ...problem })}\n`);
}

import { describeError } from '@/domain/errors';

/** One line of JSON on standard error: what `describeError` tells of the error, since its messages may carry the values of a query. */
export function note(level: 'info' | 'warn' | 'error', message: string, error: unknown, more: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ level, message, ...more, ...describeError(error) })}\n`);
}

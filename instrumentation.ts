import { describeError, framesOf } from '@/domain/errors';

/** Called once, before the web server takes its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { allowLongBodies } = await import('@/domain/uptake/body-time');
  const { judgeAsCommandsWrite } = await import('@/domain/findings/follow-commands');
  if (process.env.NODE_ENV === 'production') console.error = withoutValues(console.error);
  allowLongBodies();
  judgeAsCommandsWrite();
}

/** What Next.js says of a page or an action that failed, with the error as `describeError` tells it: as it is, a failed statement is printed with its parameters. */
export function withoutValues(say: (...given: unknown[]) => void): (...given: unknown[]) => void {
  return (...given) => say(...given.map((one) => (one instanceof Error ? JSON.stringify({ ...describeError(one), ...('digest' in one && { digest: one.digest }), stack: framesOf(one) }) : one)));
}

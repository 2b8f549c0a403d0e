import { setTimeout as wait } from 'node:timers/promises';
import { note } from '@/worker/note';

const longestPause = 30_000;

/**
 * Does a job again and again until the signal: at once while it finds something to do, else after a pause. A job that throws, as when
 * the database goes away, is tried again at longer and longer intervals.
 */
export async function repeat(job: () => Promise<boolean>, { signal, idleMs, what }: { signal: AbortSignal; idleMs: number; what: string }): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let pause = 0;
    try {
      pause = (await job()) ? 0 : idleMs;
      failures = 0;
    } catch (error) {
      failures += 1;
      pause = Math.min(idleMs * 2 ** (failures - 1), longestPause);
      note('warn', `${what} is waiting for the database`, error, { pause });
    }
    if (pause > 0) await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}

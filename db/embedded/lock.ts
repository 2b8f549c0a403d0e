import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedDatabaseError, codeOf } from './errors';
import { sight } from './processes';

export type Lock = { release(): void };
export type Refusal = { holder: string };

/** Takes the lock, or says who holds it. A lock whose holder is gone, or whose pid another process has by now, is taken over. */
export function tryLock(file: string): Lock | Refusal {
  const mine = JSON.stringify({ pid: process.pid, mark: sight(process.pid)?.mark ?? null, token: randomBytes(8).toString('hex') });
  if (create(file, mine)) return { release: () => removeIf(file, mine) };
  const seen = readOrNull(file);
  if (seen === null) return { holder: 'a process that is just letting go of it' };
  const holder = parse(seen);
  if (!isHeld(holder)) {
    takeAway(file, seen);
    if (create(file, mine)) return { release: () => removeIf(file, mine) };
  }
  return { holder: holder ? `process ${holder.pid}` : 'an unknown process' };
}

/** Waits for the lock, at most `patience` milliseconds, and holds it while `work` runs. */
export async function withLock<T>(file: string, work: () => Promise<T>, patience = 60_000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = tryLock(file);
    if ('release' in answer) {
      try {
        return await work();
      } finally {
        answer.release();
      }
    }
    if (Date.now() > end) throw lockError(file, answer.holder, patience);
    await sleep(50 + Math.random() * 100);
  }
}

/** Why waiting for the lock ended, and what to do. */
export function lockError(file: string, holder: string, patience: number): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The embedded database is being started or stopped by ${holder}, which has held ${file} for more than ${Math.round(patience / 1000)} seconds. If that process hangs, end it: the lock is then taken over. Remove the file only if no Noticeboard process runs.`,
  );
}

type Holder = { pid: number; mark: string | null };

function parse(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null;
    return { pid: value.pid, mark: 'mark' in value && typeof value.mark === 'string' ? value.mark : null };
  } catch {
    return null;
  }
}

function isHeld(holder: Holder | null): boolean {
  if (!holder) return false; // Locks appear with their whole text, so a text that cannot be read is a leftover.
  const sighting = sight(holder.pid);
  if (!sighting) return false;
  return holder.mark === null || sighting.mark === null || holder.mark === sighting.mark;
}

/** Makes the lock with its text in one step, so that nobody ever reads half of it. */
function create(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, text, { flag: 'wx', mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Removes a stale lock. A second file guards the step from reading to removing: of several processes that saw the same dead
 * holder, the slow one would otherwise remove the lock that the quick one has just taken.
 */
function takeAway(file: string, seen: string): void {
  const guard = `${file}.takeover`;
  try {
    closeSync(openSync(guard, 'wx'));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const made = statSync(guard, { throwIfNoEntry: false });
    if (made && Date.now() - made.mtimeMs > 10_000) rmSync(guard, { force: true }); // Its maker died within these few lines.
    return;
  }
  try {
    removeIf(file, seen);
  } finally {
    rmSync(guard, { force: true });
  }
}

function removeIf(file: string, text: string): void {
  if (readOrNull(file) === text) rmSync(file, { force: true });
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

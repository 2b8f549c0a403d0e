import { createWriteStream, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const name = /^noticeboard-pdf-(\d+)-[A-Za-z0-9]{6}$/;

/** Does work with a folder that holds these files, readable by this account alone, and deletes it. Folders that a process left when it was killed go first. */
export async function withWorkspace<T>(files: Record<string, AsyncIterable<Uint8Array>>, work: (folder: string) => Promise<T>): Promise<T> {
  clearWorkspaces();
  const folder = mkdtempSync(path.join(os.tmpdir(), `noticeboard-pdf-${process.pid}-`));
  try {
    for (const [file, chunks] of Object.entries(files)) await pipeline(chunks, createWriteStream(path.join(folder, file), { mode: 0o600 }));
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Deletes this account's folders of processes that are no more: a report names people, and no file of it is to stay because its worker was killed. A process that has just begun has none of its
 * own (`anew`): one under its number was another's. What cannot be deleted is left, since nothing that matters waits for it.
 */
export function clearWorkspaces({ anew = false }: { anew?: boolean } = {}): void {
  const account = process.getuid?.();
  for (const folder of readdirSync(os.tmpdir())) {
    const owner = Number(name.exec(folder)?.[1] ?? NaN);
    if (Number.isNaN(owner) || (owner === process.pid ? !anew : isAlive(owner))) continue;
    try {
      const place = path.join(os.tmpdir(), folder);
      if (account === undefined || lstatSync(place).uid === account) rmSync(place, { recursive: true, force: true });
    } catch {
      // Gone meanwhile, or not ours to delete.
    }
  }
}

/** A process of another account is alive too, though it takes no signal. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

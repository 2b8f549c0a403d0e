import { createHash } from 'node:crypto';
import { createWriteStream, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sight } from '@/db/embedded/processes';

const name = /^(noticeboard-pdf-(\d+)-[0-9a-f]{8}-)[A-Za-z0-9]{6}$/;

/** What the folders of the process with this number begin with: a later process of that number has others. Null where there is none. */
export function prefixOf(pid: number): string | null {
  const seen = sight(pid);
  return seen && `noticeboard-pdf-${pid}-${createHash('sha256').update(seen.mark ?? '').digest('hex').slice(0, 8)}-`;
}

/** Does work with a folder that holds these files, readable by this account alone, and deletes it. Folders that a process left when it was killed go first. */
export async function withWorkspace<T>(files: Record<string, AsyncIterable<Uint8Array>>, work: (folder: string) => Promise<T>): Promise<T> {
  clearWorkspaces();
  const folder = mkdtempSync(path.join(os.tmpdir(), prefixOf(process.pid) ?? 'noticeboard-pdf-'));
  try {
    for (const [file, chunks] of Object.entries(files)) await pipeline(chunks, createWriteStream(path.join(folder, file), { mode: 0o600 }));
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Deletes this account's folders of processes that are no more: a report names people, and no file of it is to stay because its worker was killed. What cannot be deleted is left, since nothing
 * that matters waits for it.
 */
export function clearWorkspaces(): void {
  const account = process.getuid?.();
  for (const folder of readdirSync(os.tmpdir())) {
    const [, prefix, owner] = name.exec(folder) ?? [];
    if (prefix === undefined || prefix === prefixOf(Number(owner))) continue;
    try {
      const place = path.join(os.tmpdir(), folder);
      if (account === undefined || lstatSync(place).uid === account) rmSync(place, { recursive: true, force: true });
    } catch {
      // Gone meanwhile, or not ours to delete.
    }
  }
}

import { createWriteStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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

/** Deletes the folders of processes that are no more: a report names people, and no file of it is to stay because its worker was killed. */
export function clearWorkspaces(): void {
  for (const folder of readdirSync(os.tmpdir())) {
    const owner = name.exec(folder)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(path.join(os.tmpdir(), folder), { recursive: true, force: true });
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

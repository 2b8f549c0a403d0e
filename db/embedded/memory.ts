import os from 'node:os';

const megabyte = 2 ** 20;

/** What the machine, or the container around us, has for its processes, in bytes. */
export function memoryHere(): number {
  const limit = process.constrainedMemory(); // 0, or more than there is, where nothing limits us.
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

/**
 * What the server keeps of its tables in memory (`shared_buffers`) where nothing is said: an eighth of what there is, 128 MB to 2 GB, in steps of 128. PostgreSQL's manual (20.4.1) takes a quarter where the
 * server has a machine for itself; the web server and the worker are beside ours. Every event touches its person's row, so with 256 MB and four million people an import reads most of them anew.
 */
export function usualCache(memory: number): string {
  const steps = Math.min(16, Math.max(1, Math.floor(memory / 8 / megabyte / 128)));
  return steps % 8 === 0 ? `${steps / 8}GB` : `${steps * 128}MB`;
}

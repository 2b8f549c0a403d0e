import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer, temporaryFolder } from '@/e2e/support/server';
import { expect, test } from '@/e2e/support/test';

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} stops everything, the database too, also when it comes more than once`, async () => {
    test.setTimeout(120_000);
    const data = temporaryFolder('noticeboard-stop-');
    const server = await startServer({ data });
    expect(existsSync(path.join(data, 'postgres/postmaster.pid'))).toBe(true);
    try {
      // As from a service manager or "kill" on a process group: the parents of this process pass on what it has already heard.
      for (let time = 0; time < 3 && isRunning(server.pid); time += 1) {
        process.kill(server.pid, signal);
        await pause(40);
      }
      await expect.poll(() => isRunning(server.pid), { timeout: 60_000 }).toBe(false);
      expect(existsSync(path.join(data, 'postgres/PG_VERSION'))).toBe(true);
      expect(existsSync(path.join(data, 'postgres/postmaster.pid'))).toBe(false);
      expect(await fetch(server.url).then(() => 'answers', () => 'is gone')).toBe('is gone');
    } finally {
      await server.stop();
      await server.cli('database', 'stop');
      rmSync(data, { recursive: true, force: true });
    }
  });
}

import type { CliCommand } from '@/cli/main';
import { runWorker } from '@/worker/main';

export const command: CliCommand = {
  usage: 'worker                                   makes report runs and closes unfinished batches, until SIGTERM; "start" runs it',
  async run() {
    const stopping = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
    const { signs } = await runWorker({ signal: stopping.signal });
    return signs ? 0 : 1;
  },
};

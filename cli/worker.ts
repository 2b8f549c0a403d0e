import type { CliCommand } from '@/cli/main';
import { connection } from '@/db/client';
import { giveWay } from '@/domain/reports/give-way';
import { runWorker } from '@/worker/main';

export const command: CliCommand = {
  usage: 'worker                                   makes report runs and closes unfinished batches, until SIGTERM; "start" runs it',
  async run() {
    const stopping = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
    await connection().catch(() => undefined); // An embedded server that this starts does not give way; one that is away is waited for.
    giveWay();
    const { signs } = await runWorker({ signal: stopping.signal });
    return signs ? 0 : 1;
  },
};

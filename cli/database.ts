import type { CliCommand } from '@/cli/main';
import { UsageError } from '@/cli/usage';
import { closeConnection, connection } from '@/db/client';

export const command: CliCommand = {
  usage: 'database stop                            stops the embedded database of this data folder',
  async run([verb]) {
    if (verb !== 'stop') throw new UsageError('database takes stop.');
    const { embedded } = await connection();
    await closeConnection(); // A pool that is cut off would complain.
    await embedded?.stop();
    return 0;
  },
};

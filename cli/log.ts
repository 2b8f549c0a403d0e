import type { CliCommand } from '@/cli/main';
import { UsageError, cli, printJson } from '@/cli/usage';
import { checkLog } from '@/domain/evidence/check-queries';
import { checkRollups } from '@/domain/uptake/check-queries';

export const command: CliCommand = {
  usage: 'log fsck                                 recomputes counts from events and checks the log: numbers, form, digests',
  async run([verb]) {
    if (verb !== 'fsck') throw new UsageError('log takes fsck.');
    const [log, rollups] = [await checkLog(cli), await checkRollups(cli)];
    printJson({ log, rollups });
    return log.problems.length + rollups.problems.length > 0 ? 1 : 0;
  },
};

import { loadFoundingCase } from '@/cli/founding-case/load';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli } from '@/cli/usage';
import { removeIllustrative } from '@/domain/reports/commands/remove-illustrative';

export const command: CliCommand = {
  usage: 'demo load | demo remove                  the founding case, labelled illustrative everywhere',
  async run([verb]) {
    if (verb === 'load') await loadFoundingCase((line) => process.stdout.write(`${line}\n`));
    else if (verb === 'remove') {
      const { campaigns, purposes, events, reports } = await removeIllustrative(cli, {});
      process.stdout.write(`Removed ${campaigns} campaigns, ${events} events, ${purposes} purposes and ${reports} report runs. The log keeps that it happened.\n`);
    } else throw new UsageError('demo takes load or remove.');
    return 0;
  },
};

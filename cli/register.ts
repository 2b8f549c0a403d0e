import type { CliCommand } from '@/cli/main';
import { UsageError, cli, printJson } from '@/cli/usage';
import { readRegister } from '@/domain/purposes/queries';

export const command: CliCommand = {
  usage: 'register export                          the register as it stands, as JSON; "report record" makes PDF, XLSX and CSV',
  async run([verb]) {
    if (verb !== 'export') throw new UsageError('register takes export.');
    printJson({ purposes: await readRegister(cli, new Date()) });
    return 0;
  },
};

import type { CliCommand } from '@/cli/main';
import { cli, needed, printJson } from '@/cli/usage';
import { setPopulation } from '@/domain/campaigns/commands/set-population';
import { readPopulationFile } from '@/domain/campaigns/population-file';
import { readFileSync } from 'node:fs';

export const command: CliCommand = {
  usage: 'population <campaign> <file.json|file.csv>   people in scope per segment',
  async run([campaign, file]) {
    const name = needed(file, 'The file');
    printJson(await setPopulation(cli, { campaign: needed(campaign, 'The campaign'), rows: readPopulationFile(readFileSync(name, 'utf8'), name.endsWith('.csv') ? 'csv' : 'json') }));
    return 0;
  },
};

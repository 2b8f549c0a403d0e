import { readFileSync } from 'node:fs';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { describeCampaign } from '@/domain/campaigns/queries';
import { setSegmentMapping } from '@/domain/uptake/commands/set-segment-mapping';

export const command: CliCommand = {
  usage: 'campaign create <file.json> | campaign show <campaign> | campaign segment-mapping <campaign> <file.json>',
  async run([verb, argument, file]) {
    if (verb === 'create') printJson(await createCampaign(cli, { file: readJson(needed(argument, 'The file')) }));
    else if (verb === 'show') printJson(await describeCampaign(cli, needed(argument, 'The campaign')));
    else if (verb === 'segment-mapping') printJson(await setSegmentMapping(cli, { campaign: needed(argument, 'The campaign'), mapping: readJson(needed(file, 'The file')) }));
    else throw new UsageError('campaign takes create, show or segment-mapping.');
    return 0;
  },
};

/** The JSON in a file. Throws a usage error that names the file when it cannot be read or is not JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

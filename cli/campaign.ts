import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { recordConduct } from '@/domain/campaigns/commands/record-conduct';
import { describeCampaign } from '@/domain/campaigns/queries';
import { addNotice } from '@/domain/uptake/commands/add-notice';
import { setLegalHold } from '@/domain/uptake/commands/set-legal-hold';
import { setRetention } from '@/domain/uptake/commands/set-retention';
import { setSegmentMapping } from '@/domain/uptake/commands/set-segment-mapping';

export const command: CliCommand = {
  usage:
    'campaign create <file.json> | campaign show <campaign> | campaign segment-mapping <campaign> <file.json> | campaign notice <campaign> <file.json> | campaign record <campaign> <file.json> | campaign hold|release <campaign> --reason R | campaign retain <campaign> --days N|none --reason R     a hold stops erasure and deletion; retain counts days from the last deadline; record adds one {kind, entry} of how the campaign is conducted',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { reason: { type: 'string' }, days: { type: 'string' }, json: { type: 'boolean' } } });
    const [verb, argument, file] = positionals;
    if (verb === 'create') printJson(await createCampaign(cli, { file: readJson(needed(argument, 'The file')) }));
    else if (verb === 'show') printJson(await describeCampaign(cli, needed(argument, 'The campaign')));
    else if (verb === 'segment-mapping') printJson(await setSegmentMapping(cli, { campaign: needed(argument, 'The campaign'), mapping: readJson(needed(file, 'The file')) }));
    else if (verb === 'notice') printJson(await addNotice(cli, { notice: readJson(needed(file, 'The file')), campaign: needed(argument, 'The campaign') }));
    else if (verb === 'record') printJson(await recordConduct(cli, { ...record(readJson(needed(file, 'The file'))), campaign: needed(argument, 'The campaign') }));
    else if (verb === 'hold' || verb === 'release') printJson(await setLegalHold(cli, { campaign: needed(argument, 'The campaign'), on: verb === 'hold', reason: needed(values.reason, '--reason') }));
    else if (verb === 'retain') printJson(await setRetention(cli, { campaign: needed(argument, 'The campaign'), days: daysOf(needed(values.days, '--days')), reason: needed(values.reason, '--reason') }));
    else throw new UsageError('campaign takes create, show, segment-mapping, notice, record, hold, release or retain.');
    return 0;
  },
};

function daysOf(text: string): number | null {
  if (text === 'none') return null;
  if (!/^\d+$/.test(text)) throw new UsageError('--days is a number of days, or none.');
  return Number(text);
}

function record(given: unknown): object {
  if (typeof given !== 'object' || given === null) throw new UsageError('The file holds one object with kind and entry.');
  return given;
}

/** The JSON in a file. Throws a usage error that names the file when it cannot be read or is not JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

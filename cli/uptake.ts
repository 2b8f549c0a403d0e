import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { cli, needed, printJson } from '@/cli/usage';
import { parse } from '@/domain/command';
import { uptakeAnswer } from '@/domain/uptake/answer';
import { readUptake } from '@/domain/uptake/queries';
import { UptakeRequest } from '@/domain/uptake/schemas';

export const command: CliCommand = {
  usage: 'uptake <campaign> [--as-of T] [--known-at T] [--by region,platform] [--from D] [--to D]     counts as JSON, contract section 5',
  async run(args) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { 'as-of': text, 'known-at': text, by: text, from: text, to: text, json: { type: 'boolean' } } });
    const request = parse(UptakeRequest, { campaign: needed(positionals[0], 'The campaign'), as_of: values['as-of'], known_at: values['known-at'], by: values.by, from: values.from, to: values.to });
    printJson(uptakeAnswer(await readUptake(cli, { campaign: request.campaign, asOf: request.as_of, knownAt: request.known_at, by: request.by, from: request.from, to: request.to })));
    return 0;
  },
};

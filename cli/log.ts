import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, printJson } from '@/cli/usage';
import { checkLog } from '@/domain/evidence/check-queries';
import { checkRollups } from '@/domain/uptake/check-queries';
import { checkSample } from '@/domain/uptake/sample-queries';

export const command: CliCommand = {
  usage: 'log fsck [--sample N]                    recomputes counts from events and checks the log: numbers, form, digests; with --sample, events of N people per campaign only',
  async run([verb, ...args]) {
    if (verb !== 'fsck') throw new UsageError('log takes fsck.');
    const { sample } = parseArgs({ args, options: { sample: { type: 'string' }, json: { type: 'boolean' } } }).values;
    if (sample !== undefined && !/^[1-9]\d{0,6}$/.test(sample)) throw new UsageError('--sample takes a number of people.');
    const [log, rollups] = [await checkLog(cli), sample === undefined ? await checkRollups(cli) : await checkSample(cli, { start: randomUUID(), subjects: Number(sample) })];
    printJson({ log, rollups });
    return log.problems.length + rollups.problems.length > 0 ? 1 : 0;
  },
};

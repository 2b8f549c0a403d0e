import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, printJson } from '@/cli/usage';
import { checkLog } from '@/domain/evidence/check-queries';
import type { Checkpoint } from '@/domain/evidence/checkpoint';
import { readSignerFault } from '@/domain/evidence/log-queries';
import { heldCheckpoint } from '@/domain/evidence/verify.mjs';
import { checkRollups } from '@/domain/uptake/check-queries';
import { checkSample } from '@/domain/uptake/sample-queries';
import { checkSeals } from '@/domain/uptake/seal-check-queries';

export const command: CliCommand = {
  usage: `log fsck [--sample N] [--since report.zip]
                                         recomputes counts from events, the log's root from its entries, and the roots of batches;
                                         with --sample, events of N people per campaign only; with --since, against a report you hold`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { sample: { type: 'string' }, since: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean' } } });
    if (positionals.join() !== 'fsck') throw new UsageError('log takes fsck.');
    const { sample } = values;
    if (sample !== undefined && !/^[1-9]\d{0,6}$/.test(sample)) throw new UsageError('--sample takes a number of people.');
    const log = await checkLog(cli, values.since.map(heldIn));
    const seals = sample === undefined ? await checkSeals(cli) : null;
    const rollups = sample === undefined ? await checkRollups(cli) : await checkSample(cli, { start: randomUUID(), subjects: Number(sample) });
    const signer = await readSignerFault();
    printJson({ log, ...(seals && { seals }), rollups, signer });
    return log.problems.length + (seals?.problems.length ?? 0) + rollups.problems.length > 0 || signer ? 1 : 0;
  },
};

function heldIn(file: string): Checkpoint {
  try {
    return heldCheckpoint(readFileSync(file));
  } catch (error) {
    throw new UsageError(`--since ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

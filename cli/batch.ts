import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson, printTable } from '@/cli/usage';
import { batchAnswer } from '@/domain/uptake/batch-answer';
import { batchOfNumber, getBatch, listBatches } from '@/domain/uptake/batch-queries';
import { replayBatch } from '@/domain/uptake/commands/replay-batch';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';

export const command: CliCommand = {
  usage: 'batch list [--campaign C] [--json] | batch show <number> | batch withdraw|replay <number> --reason R     replay takes a withdrawn batch again, as a new one; the id of a batch stands for its number',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { campaign: { type: 'string' }, reason: { type: 'string' }, json: { type: 'boolean' } } });
    const [verb, given] = positionals;
    if (verb === 'list') {
      const { rows, total } = await listBatches(cli, { campaign: values.campaign });
      if (values.json) printJson({ batches: rows.map(batchAnswer), total });
      else printTable(['number', 'campaign', 'status', 'received', 'stored', 'duplicates', 'rejected', 'opened', 'source'], rows.map((row) => [row.number, row.campaign, row.status, row.received, row.stored, row.duplicates, row.rejected, row.openedAt.toISOString(), row.source].map(String)));
    } else if (verb === 'show') printJson(batchAnswer(await getBatch(cli, await idOf(given))));
    else if (verb === 'withdraw') {
      const { number, left, kept } = await withdrawBatch(cli, { batch: await idOf(given), reason: needed(values.reason, '--reason') });
      process.stdout.write(`Batch ${number} is withdrawn: ${left} events left, ${kept} stay since another batch holds them.\n`);
    } else if (verb === 'replay') {
      const { batch, ...told } = await replayBatch(cli, { batch: await idOf(given), reason: needed(values.reason, '--reason') });
      if (values.json) printJson({ batch, ...told });
      else process.stdout.write(`Replayed as batch ${batch}: ${told.received} received, ${told.stored} stored, ${told.duplicates} duplicates, ${told.rejected} rejected.\n`);
    } else throw new UsageError('batch takes list, show, withdraw or replay.');
    return 0;
  },
};

async function idOf(given: string | undefined): Promise<string> {
  const batch = needed(given, 'The batch');
  return /^\d{1,9}$/.test(batch) ? batchOfNumber(cli, Number(batch)) : batch;
}

import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { discloseCampaign, discloseSubjects } from '@/domain/uptake/commands/disclose-events';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { exportSubject } from '@/domain/uptake/commands/export-subject';

export const command: CliCommand = {
  usage: `subject export|disclose|erase <campaign> identifiers on standard input, one a line; access packs as JSON, events with their proofs, or erasure (exit 1 if somebody is not known)
subject disclose <campaign> --all        every event of the campaign with its proof, for "verify --recount"`,
  async run(args) {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' }, all: { type: 'boolean', default: false } } });
    const [verb, campaign, ...more] = positionals;
    if (verb !== 'export' && verb !== 'erase' && verb !== 'disclose') throw new UsageError('subject takes export, disclose or erase.');
    if (values.all && verb === 'disclose') return discloseAll(needed(campaign, 'The campaign'));
    if (values.all) throw new UsageError('--all goes with disclose.');
    const request = { campaign: needed(campaign, 'The campaign'), identifiers: linesOf(await text(process.stdin)) };
    if (request.identifiers.length === 0 || more.length > 0) throw new UsageError('Give identifiers on standard input, one a line: as arguments they would stand in the history of the shell.');
    if (verb === 'export') {
      const pack = await exportSubject(cli, request);
      printJson(pack);
      return pack.subjects.some(({ status }) => status === 'unknown') ? 1 : 0;
    }
    if (verb === 'disclose') {
      const { lines, waiting } = await discloseSubjects(cli, request);
      for (const line of lines) process.stdout.write(line);
      if (waiting > 0) process.stderr.write(`${waiting} events are not in the log yet: ask again in a minute.\n`);
      return waiting > 0 ? 1 : 0;
    }
    const done = await eraseSubject(cli, request);
    printJson(done);
    return done.unknown > 0 ? 1 : 0;
  },
};

async function discloseAll(campaign: string): Promise<number> {
  const waiting: string[] = [];
  await pipeline(Readable.from(discloseCampaign(cli, { campaign }, (batch) => waiting.push(batch))), process.stdout, { end: false });
  if (waiting.length > 0) process.stderr.write(`${waiting.length} batches are not in the log yet: ask again in a minute.\n`);
  return waiting.length > 0 ? 1 : 0;
}

/** Lines that are not empty, as they are apart from a byte order mark and line ends. */
const linesOf = (input: string): string[] => input.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line !== '');

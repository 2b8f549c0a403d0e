import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { exportSubject } from '@/domain/uptake/commands/export-subject';

export const command: CliCommand = {
  usage: 'subject export|erase <campaign>          identifiers on standard input, one a line; access packs as JSON, or erasure (exit 1 if somebody is not known)',
  async run(args) {
    const [verb, campaign, ...more] = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } }).positionals;
    if (verb !== 'export' && verb !== 'erase') throw new UsageError('subject takes export or erase.');
    const request = { campaign: needed(campaign, 'The campaign'), identifiers: linesOf(await text(process.stdin)) };
    if (request.identifiers.length === 0 || more.length > 0) throw new UsageError('Give identifiers on standard input, one a line: as arguments they would stand in the history of the shell.');
    if (verb === 'export') {
      const pack = await exportSubject(cli, request);
      printJson(pack);
      return pack.subjects.some(({ status }) => status === 'unknown') ? 1 : 0;
    }
    const done = await eraseSubject(cli, request);
    printJson(done);
    return done.unknown > 0 ? 1 : 0;
  },
};

/** Lines that are not empty, as they are apart from a byte order mark and line ends. */
const linesOf = (input: string): string[] => input.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line !== '');

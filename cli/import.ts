import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { type ImportAnswer, importEvents } from '@/domain/uptake/commands/import-events';
import { inflated } from '@/domain/uptake/inflate';
import { type EventFormat, eventFormats } from '@/domain/uptake/vocabulary';

export const command: CliCommand = {
  usage: 'import <campaign> <file|-> [--format ndjson|csv|json] [--json]     same rules and answer as POST events; .gz is read as such',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { format: { type: 'string' }, json: { type: 'boolean', default: false } } });
    const campaign = needed(positionals[0], 'The campaign');
    const file = needed(positionals[1], 'The file');
    if (file !== '-') await stat(file).catch(() => { throw new UsageError(`There is no file ${file}.`); });
    const raw: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file);
    const body = file.endsWith('.gz') ? inflated(raw) : raw;
    const progress = process.stderr.isTTY ? (now: Omit<ImportAnswer, 'errors'>) => process.stderr.write(`\r${now.received} received, ${now.stored} stored, ${now.duplicates} duplicates, ${now.rejected} rejected`) : undefined;
    const answer = await importEvents(cli, { campaign, format: formatOf(values.format, file), source: file === '-' ? 'standard input' : 'file' }, body, { onProgress: progress, folds: true });
    if (progress) process.stderr.write('\n');
    if (values.json) printJson(answer);
    else {
      process.stdout.write(`Batch ${answer.batch}: ${answer.received} received, ${answer.stored} stored, ${answer.duplicates} duplicates, ${answer.rejected} rejected.\n`);
      for (const { line, field, code, message } of answer.errors) process.stdout.write(`  line ${line}${field ? `, ${field}` : ''}: ${code}: ${message}\n`);
      if (answer.rejected > answer.errors.length) process.stdout.write(`  … and ${answer.rejected - answer.errors.length} more.\n`);
    }
    return answer.rejected > 0 ? 1 : 0;
  },
};

function formatOf(given: string | undefined, file: string): EventFormat {
  const name = given ?? /\.(csv|json)(\.gz)?$/.exec(file)?.[1] ?? 'ndjson';
  const format = eventFormats.find((known) => known === name);
  if (!format) throw new UsageError(`--format is one of ${eventFormats.join(', ')}.`);
  return format;
}

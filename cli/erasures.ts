import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { applyErasures } from '@/domain/uptake/commands/apply-erasures';
import { writeErasureList } from '@/domain/uptake/erasure-list';
import { listErasures } from '@/domain/uptake/erasure-queries';

export const command: CliCommand = {
  usage: 'erasures export|apply <file>             who was erased, as tombstones that name nobody, and which campaigns lost their events; applied again to a database that was restored',
  async run(args) {
    const [verb, name] = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } }).positionals;
    const file = needed(name, 'The file');
    if (verb === 'export') {
      const list = await listErasures(cli);
      write(file, writeErasureList(list));
      printJson({ file, campaigns: list.tombstones.size, tombstones: [...list.tombstones.values()].reduce((sum, { size }) => sum + size, 0), retention: list.deletions.length });
      return 0;
    }
    if (verb !== 'apply') throw new UsageError('erasures takes export or apply.');
    printJson(await applyErasures(cli, { list: read(file) }));
    return 0;
  },
};

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'EEXIST' ? new UsageError(`${file} is there already.`) : error;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`The file ${file} cannot be read.`);
  }
}

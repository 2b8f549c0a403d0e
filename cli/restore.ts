import { parseArgs } from 'node:util';
import { secretMarks } from '@/cli/backup';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { checkLog } from '@/domain/evidence/check-queries';
import { recordRestore } from '@/domain/evidence/commands/record-backup';
import { checkRollups } from '@/domain/uptake/check-queries';
import { BackupRefused, readBackup } from '@/db/backup/read-backup';
import type { Header } from '@/db/backup/write-backup';
import { transact } from '@/db/client';

export const command: CliCommand = {
  usage: 'restore <file> [--verify]                a backup into an empty database: all of it or nothing; --verify then recomputes every count and checks the log (exit 1 if something is wrong)',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { verify: { type: 'boolean', default: false }, json: { type: 'boolean' } } });
    const file = needed(positionals[0], 'The file');
    try {
      const { header, ...restored } = await transact(({ client }) => readBackup(client, file, refuseOtherSecrets));
      await recordRestore(cli, { made_at: header.made_at, ...restored });
      const checked = values.verify ? { log: await checkLog(cli), rollups: await checkRollups(cli) } : null;
      printJson({ made_at: header.made_at, ...restored, ...checked });
      process.stderr.write(`People who were erased after ${header.made_at} are in this database again: erase them again before you serve it.\n`);
      return checked && checked.log.problems.length + checked.rollups.problems.length > 0 ? 1 : 0;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new UsageError(`There is no file ${file}.`);
      if (!(error instanceof BackupRefused)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  },
};

function refuseOtherSecrets({ secrets }: Header): void {
  const own = secretMarks();
  const other = Object.keys(own).filter((name) => secrets[name] !== own[name]);
  if (other.length > 0) throw new BackupRefused(`The secrets here (${other.join(', ')}) are not those of the backup. Put the folder "secrets" that belongs to it into NOTICEBOARD_DATA first, else nobody in it is recognised again.`);
}

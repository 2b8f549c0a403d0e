import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { secretMarks } from '@/cli/backup';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { checkLog } from '@/domain/evidence/check-queries';
import { recordRestore } from '@/domain/evidence/commands/record-backup';
import { checkRollups } from '@/domain/uptake/check-queries';
import { applyErasures } from '@/domain/uptake/commands/apply-erasures';
import { readErasureList, readKeptList } from '@/domain/uptake/erasure-list';
import { BackupRefused, readBackup } from '@/db/backup/read-backup';
import type { Header } from '@/db/backup/write-backup';
import { transact } from '@/db/client';

export const command: CliCommand = {
  usage: `restore <file> [--erasures F] [--verify] a backup into an empty database: all of it or nothing, then the erasures made since (by default those in NOTICEBOARD_DATA);\n    --verify recomputes every count and checks the log (exit 1 if something is wrong)`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { verify: { type: 'boolean', default: false }, erasures: { type: 'string' }, json: { type: 'boolean' } } });
    const file = needed(positionals[0], 'The file');
    const list = values.erasures === undefined ? readKeptList() : readFileOf(values.erasures);
    if (list !== null) readErasureList(list); // Before anything is restored.
    try {
      const { header, ...restored } = await transact(({ client }) => readBackup(client, file, refuseOtherSecrets));
      await recordRestore(cli, { made_at: header.made_at, ...restored });
      const erasures = list === null ? null : await applyErasures(cli, { list });
      const checked = values.verify ? { log: await checkLog(cli), rollups: await checkRollups(cli) } : null;
      printJson({ made_at: header.made_at, ...restored, erasures, ...checked });
      for (const { campaign, why } of erasures?.retention_left ?? []) process.stderr.write(`${leftText[why](campaign)}\n`);
      if (!erasures) process.stderr.write(`People who were erased after ${header.made_at} are in this database again, and events that a retention rule has deleted since. Apply the list of erasures (npx noticeboard erasures apply FILE) before you serve it; until then every page says so.\n`);
      return checked && checked.log.problems.length + checked.rollups.problems.length > 0 ? 1 : 0;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new UsageError(`There is no file ${file}.`);
      if (!(error instanceof BackupRefused)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  },
};

/** What the list says of a campaign and was not done, and what to do about it. */
const leftText = {
  another: (campaign: string) => `The list of erasures tells of another campaign with the key ${campaign}; this one keeps its events.`,
  held: (campaign: string) => `The events of ${campaign} had been deleted by its retention rule and are here again; they stay, since the campaign was put under legal hold after that.`,
  not_due: (campaign: string) => `The events of ${campaign} had been deleted by its retention rule and are here again; they stay, since by its deadlines here they are not due. Set its retention if they should go.`,
};

function readFileOf(name: string): string {
  try {
    return readFileSync(name, 'utf8');
  } catch {
    throw new UsageError(`The file ${name} cannot be read.`);
  }
}

function refuseOtherSecrets({ secrets }: Header): void {
  const own = secretMarks();
  const other = Object.keys(own).filter((name) => secrets[name] !== own[name]);
  if (other.length > 0) throw new BackupRefused(`The secrets here (${other.join(', ')}) are not those of the backup. Put the folder "secrets" that belongs to it into NOTICEBOARD_DATA first, else nobody in it is recognised again.`);
}

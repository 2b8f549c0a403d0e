import { createHash } from 'node:crypto';
import type { CliCommand } from '@/cli/main';
import { UsageError, cli, needed, printJson } from '@/cli/usage';
import { recordBackup } from '@/domain/evidence/commands/record-backup';
import { type SecretName, secret } from '@/domain/secrets';
import { writeBackup } from '@/db/backup/write-backup';
import { connection } from '@/db/client';

/** Without these the people in a database cannot be recognised again. The session secret may be another. */
const kept: SecretName[] = ['pseudonym', 'erasure', 'second_factor'];

/** What tells a secret from another without telling the secret. */
export const secretMarks = (): Record<string, string> => Object.fromEntries(kept.map((name) => [name, createHash('sha256').update('noticeboard-backup').update(secret(name)).digest('hex').slice(0, 16)]));

export const command: CliCommand = {
  usage: 'backup <file>                            the whole database into one file, beside a running server; the secrets in NOTICEBOARD_DATA are not in it',
  async run([name]) {
    const file = needed(name, 'The file');
    const { serverVersion } = await connection();
    const made_at = new Date().toISOString();
    const { bytes, ...made } = await writeBackup(file, { made_at, server_version: serverVersion, secrets: secretMarks() }).catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && error.code === 'EEXIST' ? new UsageError(`${file} is there already.`) : error;
    });
    await recordBackup(cli, { made_at, ...made });
    printJson({ file, made_at, bytes, ...made });
    process.stderr.write('Keep the folder "secrets" of NOTICEBOARD_DATA too, apart from this file: without it nobody in the backup is recognised again. Keep "erasures.ndjson" there as new as you can: it tells a restore who was erased since.\n');
    return 0;
  },
};

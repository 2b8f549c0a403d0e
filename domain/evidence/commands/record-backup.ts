import { z } from 'zod';
import { command } from '@/domain/command';

const Backup = z.strictObject({ made_at: z.string(), sha256: z.string(), tables: z.int(), rows: z.int() });

/** Notes that the installation was copied into a file: when, and the file's digest. The entry is not in that file. */
export const recordBackup = command({
  action: 'installation.backup',
  permission: 'installation:write',
  input: Backup,
  run: async ({ input }) => ({ result: undefined, object: { type: 'installation', id: 'database' }, after: input }),
});

/** Notes that the installation is what a file held: from here on the log has a later history than the installation that made the backup. */
export const recordRestore = command({
  action: 'installation.restore',
  permission: 'installation:write',
  input: Backup,
  run: async ({ input }) => ({ result: undefined, object: { type: 'installation', id: 'database' }, after: input }),
});

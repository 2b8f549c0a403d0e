import type { CliCommand } from '@/cli/main';
import { main } from '@/domain/evidence/verify.mjs';

export const command: CliCommand = {
  usage: `verify <report.zip> [--since older.zip] [--vkey KEY] [--disclosures F [--recount]]
                                         checks a report offline: 0 valid, 1 not valid, 2 usage, 3 cannot be judged`,
  run: (args) => Promise.resolve(main(args)),
};

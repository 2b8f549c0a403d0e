import { DomainError, describeError, framesOf, isUnavailable } from '@/domain/errors';
import { UsageError } from '@/cli/usage';
import { closeConnection } from '@/db/client';

export type CliCommand = { usage: string; run(args: string[]): Promise<number> };

/** One file per command; each is read only when it is called. */
const commands: Record<string, () => Promise<{ command: CliCommand }>> = {
  start: () => import('@/cli/start'),
  worker: () => import('@/cli/worker'),
  demo: () => import('@/cli/demo'),
  campaign: () => import('@/cli/campaign'),
  import: () => import('@/cli/import'),
  batch: () => import('@/cli/batch'),
  population: () => import('@/cli/population'),
  uptake: () => import('@/cli/uptake'),
  clearance: () => import('@/cli/clearance'),
  subject: () => import('@/cli/subject'),
  register: () => import('@/cli/register'),
  findings: () => import('@/cli/findings'),
  report: () => import('@/cli/report'),
  verify: () => import('@/cli/verify'),
  key: () => import('@/cli/key'),
  user: () => import('@/cli/user'),
  log: () => import('@/cli/log'),
  backup: () => import('@/cli/backup'),
  restore: () => import('@/cli/restore'),
  erasures: () => import('@/cli/erasures'),
  database: () => import('@/cli/database'),
  doctor: () => import('@/cli/doctor'),
};

/** Runs one command and returns its exit code: 0 ok, 1 found something wrong, 2 wrong usage, 3 cannot be judged (contract section 6). */
export async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  const load = name === undefined ? undefined : commands[name];
  if (!load) {
    const usages = await Promise.all(Object.values(commands).map(async (entry) => (await entry()).command.usage));
    process.stdout.write(`Usage: npx noticeboard <command>\n\n${usages.map((usage) => `  ${usage.replaceAll('\n', '\n  ')}`).join('\n')}\n`);
    return name === undefined || name === '--help' || name === 'help' ? 0 : 2;
  }
  const { command } = await load();
  if (rest.includes('--help')) {
    process.stdout.write(`Usage: npx noticeboard ${command.usage}\n`);
    return 0;
  }
  (await import('@/domain/findings/follow-commands')).judgeAsCommandsWrite();
  try {
    return await command.run(rest);
  } catch (error) {
    return report(error, command);
  } finally {
    await closeConnection().catch(() => undefined);
  }
}

function report(error: unknown, command: CliCommand): number {
  if (error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) {
    process.stderr.write(`${error.message}\nUsage: npx noticeboard ${command.usage}\n`);
    return 2;
  }
  if (error instanceof DomainError) {
    process.stderr.write(`${error.message}\n${(error.options.fields ?? []).map(({ field, message }) => `  ${field}: ${message}\n`).join('')}`);
    return 1;
  }
  if (isUnavailable(error)) {
    process.stderr.write('The database cannot be reached just now. Run the same command again; nothing that was reported as stored is lost.\n');
    return 1;
  }
  const { error: kind = 'Error', code, reason } = describeError(error);
  process.stderr.write(`${[kind, code, reason].filter(Boolean).join(': ')}\n${framesOf(error).map((frame) => `${frame}\n`).join('')}`);
  return 1;
}

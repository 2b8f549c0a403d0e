import { eq } from 'drizzle-orm';
import { proveFresh } from '@/domain/access/commands/spend-code';
import type { Actor } from '@/domain/access/permissions';
import { command, withheld } from '@/domain/command';
import { conflict, invalid } from '@/domain/errors';
import { lockRun } from '@/domain/reports/commands/lock-run';
import { SupersedeReport, WithdrawReport } from '@/domain/reports/sign-off-schemas';
import { readyKin } from '@/domain/reports/sign-off-queries';
import type { Transaction } from '@/db/client';
import { reportEndings } from '@/db/schema';

/**
 * Says that a later run takes the place of an earlier one, and why. Both stay as they were made; their pages name each other. Throws
 * `invalid` unless the successor is a later ready run of the same type and scope that stands, `conflict` for a run that stands no longer.
 */
export const supersedeReport = command({
  action: 'report.supersede',
  permission: 'reports:sign',
  input: SupersedeReport,
  prove: ({ actor, input, clock }) => proveFresh(actor, input.code, clock),
  async run({ tx, actor, input: { number, successor, reason }, now, proof }) {
    const { run, endings } = await readyRun(tx, actor, number);
    if (endings.length > 0) throw conflict(`The report ${number} stands no longer.`, 'run_stands_no_longer');
    const later = successor > number && (await readyKin(tx, run)).includes(successor) && (await endingsOf(tx, successor)).length === 0;
    if (!later) throw invalid('successor: Name a later ready report of the same type and scope that stands.', [{ field: 'successor', message: 'no_successor' }]);
    await tx.insert(reportEndings).values({ run: number, ending: 'superseded', endedBy: actor.id, endedAt: now, reason, successor });
    return { result: { number }, object: { type: 'report', id: String(number) }, before: { standing: 'stands' }, after: { standing: 'superseded', successor, reason: withheld(reason), second_factor: proof ?? null } };
  },
});

/** Takes a run back, with the reason: it stays listed, its page and the next run of its scope say so, links to it show no files. Throws `conflict` when it is withdrawn or not ready. */
export const withdrawReport = command({
  action: 'report.withdraw',
  permission: 'reports:sign',
  input: WithdrawReport,
  prove: ({ actor, input, clock }) => proveFresh(actor, input.code, clock),
  async run({ tx, actor, input: { number, reason }, now, proof }) {
    const { endings } = await readyRun(tx, actor, number);
    if (endings.includes('withdrawn')) throw conflict(`The report ${number} is withdrawn already.`, 'run_stands_no_longer');
    await tx.insert(reportEndings).values({ run: number, ending: 'withdrawn', endedBy: actor.id, endedAt: now, reason, successor: null });
    return { result: { number }, object: { type: 'report', id: String(number) }, before: { standing: endings[0] ?? 'stands' }, after: { standing: 'withdrawn', reason: withheld(reason), second_factor: proof ?? null } };
  },
});

async function readyRun(tx: Transaction, actor: Actor, number: number) {
  const run = await lockRun(tx, actor, number);
  if (run.status !== 'ready' && run.status !== 'expired') throw conflict(`The report ${number} is not ready.`, 'run_not_ready');
  return { run, endings: await endingsOf(tx, number) };
}

const endingsOf = async (tx: Transaction, number: number) =>
  (await tx.select({ ending: reportEndings.ending }).from(reportEndings).where(eq(reportEndings.run, number))).map(({ ending }) => ending);

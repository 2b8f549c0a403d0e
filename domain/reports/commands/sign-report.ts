import { eq } from 'drizzle-orm';
import { proveFresh } from '@/domain/access/commands/spend-code';
import type { Actor } from '@/domain/access/permissions';
import { command, withheld } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { lockRun } from '@/domain/reports/commands/lock-run';
import { refuseBlocked } from '@/domain/reports/gate-queries';
import { getRun } from '@/domain/reports/queries';
import type { Run } from '@/domain/reports/run';
import { CountersignReport, SignReport } from '@/domain/reports/sign-off-schemas';
import { contentDigest } from '@/domain/reports/sign-off';
import type { Transaction } from '@/db/client';
import { reportEndings, reportFiles, reportSignatures } from '@/db/schema';

/**
 * Signs a ready run: the actor's words, over the digest of what was shown, proven by a fresh code of the actor's authenticator. Open
 * blockers forbid it, judged before the code is used up. Throws `conflict` for a run that is not ready, stands no longer, is signed
 * already, or is not what was shown; `missing` for what the actor may not see.
 */
export const signReport = command({
  action: 'report.sign',
  permission: 'reports:sign',
  input: SignReport,
  async prove({ actor, input, clock }) {
    await refuseBlocked(actor, await getRun(actor, input.number), clock());
    return proveFresh(actor, input.code, clock);
  },
  async run({ tx, actor, input, now, proof }) {
    const { run, files, signatures } = await standingRun(tx, actor, input);
    if (signatures.length > 0) throw conflict(`The report ${run.number} is signed already.`, 'signed_already');
    const signature = { statement: input.statement, contentSha256: input.content, countersign: run.countersign || input.countersign };
    await tx.insert(reportSignatures).values({ run: run.number, kind: 'signature', signedBy: actor.id, signedAt: now, ...signature });
    return {
      result: { number: run.number }, object: { type: 'report', id: String(run.number) },
      after: { ...facts(run, files, input.content), statement: withheld(input.statement), countersign: signature.countersign, second_factor: proof ?? null },
    };
  },
});

/** Countersigns a signed run where its signer asked for that: as `signReport`, by another person. */
export const countersignReport = command({
  action: 'report.countersign',
  permission: 'reports:countersign',
  input: CountersignReport,
  async prove({ actor, input, clock }) {
    await refuseBlocked(actor, await getRun(actor, input.number), clock());
    return proveFresh(actor, input.code, clock);
  },
  async run({ tx, actor, input, now, proof }) {
    const { run, files, signatures } = await standingRun(tx, actor, input);
    const signature = signatures.find(({ kind }) => kind === 'signature');
    if (!signature?.countersign) throw conflict(`No countersignature is asked for on the report ${run.number}.`, 'countersign_unasked');
    if (signatures.length > 1) throw conflict(`The report ${run.number} is countersigned already.`, 'signed_already');
    if (signature.signedBy === actor.id) throw conflict('Whoever signed a report cannot countersign it.', 'same_person');
    await tx.insert(reportSignatures).values({ run: run.number, kind: 'countersignature', signedBy: actor.id, signedAt: now, statement: input.statement, contentSha256: input.content, countersign: false });
    return {
      result: { number: run.number }, object: { type: 'report', id: String(run.number) },
      after: { ...facts(run, files, input.content), statement: withheld(input.statement), second_factor: proof ?? null },
    };
  },
});

type Stored = typeof reportFiles.$inferSelect;

const facts = (run: Run, files: Stored[], content: string) => ({
  number: run.number, type: run.type, illustrative: run.illustrative, content_sha256: content, inputs_sha256: run.inputsSha256, files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
});

/** The run with its files and signatures, held; throws `conflict` unless it is ready, stands, and is what was shown. */
async function standingRun(tx: Transaction, actor: Actor, { number, content }: { number: number; content: string }) {
  const run = await lockRun(tx, actor, number);
  if (run.status !== 'ready') throw conflict(`The report ${number} is not ready.`, 'run_not_ready');
  const [ended] = await tx.select({ ending: reportEndings.ending }).from(reportEndings).where(eq(reportEndings.run, number)).limit(1);
  if (ended) throw conflict(`The report ${number} is ${ended.ending}: it cannot be signed.`, 'run_stands_no_longer');
  const files = await tx.select().from(reportFiles).where(eq(reportFiles.run, number)).orderBy(reportFiles.name);
  if (contentDigest(run, files) !== content) throw conflict('This is not the report that was shown. Look at it again before you sign.', 'content_changed');
  return { run, files, signatures: await tx.select().from(reportSignatures).where(eq(reportSignatures.run, number)) };
}

import { eq } from 'drizzle-orm';
import { type Clock, systemClock } from '@/domain/clock';
import { DomainError, isUnavailable } from '@/domain/errors';
import { append } from '@/domain/evidence/log';
import type { ExportFacts } from '@/domain/findings/export-facts';
import { judgeExport } from '@/domain/findings/sql/rejudge';
import { claimReport, endAttempt, holdReport, releaseReport, stillOurs } from '@/domain/reports/commands/claim-report';
import { type StoredFile, clearFiles, storeFile } from '@/domain/reports/commands/store-files';
import { manifestOf } from '@/domain/reports/commands/write-manifest';
import { earlierRun } from '@/domain/reports/earlier-queries';
import { exportFactsOf } from '@/domain/reports/export-facts';
import { inputsDigest } from '@/domain/reports/digest';
import { type ReportDocument, type ReportFile, rowCount } from '@/domain/reports/document';
import { withDocument } from '@/domain/reports/documents';
import { ReportShapeError } from '@/domain/reports/formats/cell';
import { PdfError } from '@/domain/reports/formats/pdf-process';
import { type Render, fileCount, renderAll } from '@/domain/reports/render';
import type { Run } from '@/domain/reports/run';
import { type Words, words } from '@/domain/words/catalogue';
import { transact } from '@/db/client';
import { reportManifests, reportRuns } from '@/db/schema';

export type RunOptions = {
  clock?: Clock;
  /** Ends the work at the next step; the run goes back to the queue and the attempt does not count. */
  signal?: AbortSignal;
  render?: Render;
  /** How long a run may go without a sign of life before another worker takes it. */
  leaseMs?: number;
  /** Told what went wrong, for the log of the worker: the run itself keeps only a sentence for people. */
  onError?: (error: unknown, run: number) => void;
};

export type RunOutcome = { number: number; status: 'ready' | 'queued' | 'failed' | 'lost' };

class Lost extends Error {}

/**
 * Makes the oldest report that waits: reads its inputs with the rights of whoever asked, renders all formats, stores them and marks
 * the run ready with its evidence in one transaction. Null when there is nothing to do. Throws only when the database is away: the
 * lease then runs out and the run is taken again.
 */
export async function runNextReport(options: RunOptions = {}): Promise<RunOutcome | null> {
  const { clock = systemClock, leaseMs = 60_000, onError } = options;
  const claim = await claimReport(clock(), leaseMs);
  if (!claim) return null;
  const { run } = claim;
  if (claim.abandoned) return { number: run.number, status: 'failed' };
  const stop = new AbortController();
  const isStopped = () => options.signal?.aborted === true;
  const forward = () => stop.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', forward, { once: true });
  if (isStopped()) forward();
  const until = () => new Date(clock().getTime() + leaseMs);
  const heart = setInterval(() => {
    holdReport(run, until()).then((isOurs) => isOurs || stop.abort(new Lost()), () => undefined);
  }, leaseMs / 3);
  try {
    await makeReport(run, clock, options.render ?? renderAll, stop.signal, async (progress) => {
      stop.signal.throwIfAborted();
      if (!(await holdReport(run, until(), progress))) throw new Lost();
    });
    return { number: run.number, status: 'ready' };
  } catch (error) {
    if (error instanceof Lost) return { number: run.number, status: 'lost' };
    if (isStopped()) {
      await releaseReport(run);
      return { number: run.number, status: 'queued' };
    }
    onError?.(error, run.number);
    if (isUnavailable(error)) throw error;
    const isFinal = error instanceof DomainError && error.code !== 'unavailable';
    return { number: run.number, status: await endAttempt(run, reasonFor(error, words(run.language)), isFinal, clock()) };
  } finally {
    clearInterval(heart);
    options.signal?.removeEventListener('abort', forward);
  }
}

type Progress = (share: number) => Promise<void>;

async function makeReport(run: Run, clock: Clock, render: Render, signal: AbortSignal, progress: Progress): Promise<void> {
  const language = words(run.language);
  // Made anew: with as-of and known-at fixed, it says what it said.
  const earlier = await earlierRun(run);
  const printed = earlier && (await withDocument(earlier, language, async (document) => exportFactsOf(document, earlier)));
  await withDocument(run, language, async (document) => {
    await progress(0.25);
    await publish(run, document, clock, { rendered: render(document, language, signal), facts: exportFactsOf(document, run, printed) }, progress);
  });
}

/** Stores the files as they come, judges what the report states, and marks the run ready with its evidence, all in one transaction. */
async function publish(run: Run, document: ReportDocument, clock: Clock, { rendered, facts }: { rendered: AsyncIterable<ReportFile>; facts: ExportFacts | null }, progress: Progress): Promise<void> {
  const tables = document.sections.flatMap((section) => section.tables);
  await transact(async ({ tx, client }) => {
    await clearFiles(tx, run.number);
    const files: StoredFile[] = [];
    for await (const file of rendered) {
      files.push(await storeFile(tx, run.number, file));
      await progress(Math.min(0.25 + (0.7 * files.length) / fileCount(document), 0.95));
    }
    const now = clock();
    const inputsSha256 = inputsDigest(document.data);
    const rows = tables.reduce((sum, table) => sum + rowCount(table), 0);
    const [ours] = await tx.select({ number: reportRuns.number }).from(reportRuns).where(stillOurs(run)).for('update');
    if (!ours) throw new Lost();
    await tx.update(reportRuns).set({ status: 'ready', progress: 1, inputsSha256, rows, leasedUntil: null, finishedAt: now }).where(eq(reportRuns.number, run.number));
    if (facts) await judgeExport(client, facts, document.illustrative !== null, now);
    const { sha256, ...written } = await manifestOf({ tx, client }, run, files, inputsSha256);
    const seq = await append(tx, {
      action: 'report.publish', actor: { kind: 'system', id: 'worker' }, object: { type: 'report', id: String(run.number) }, at: now,
      after: { number: run.number, type: run.type, inputs_sha256: inputsSha256, rows, files: files.length, manifest_sha256: sha256 },
    });
    await tx.insert(reportManifests).values({ run: run.number, ...written, seq });
  });
}

function reasonFor(error: unknown, { reports }: Words): string {
  const { failures } = reports;
  if (error instanceof DomainError) return failures.refused(error.message);
  if (error instanceof PdfError) return failures.pdf(error.message);
  if (error instanceof ReportShapeError) return failures.shape(error.message);
  return failures.unexpected(error instanceof Error ? error.name : 'unknown');
}

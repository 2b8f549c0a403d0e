import { type SQL, and, asc, count, desc, eq, getTableColumns, gt, inArray, ne, or, sql } from 'drizzle-orm';
import { type Actor, can, permit } from '@/domain/access/permissions';
import { conflict, missing } from '@/domain/errors';
import { bundleOf, sealedHead } from '@/domain/reports/bundle-queries';
import { type Run, maySee } from '@/domain/reports/run';
import { storedPieces } from '@/domain/reports/stored-pieces-queries';
import { type ReportType, type RunStatus, reportTypes } from '@/domain/reports/vocabulary';
import { connection, database } from '@/db/client';
import { campaigns, erasures, reportFiles, reportRuns, users } from '@/db/schema';

export type ReportRunRow = Run & { requestedByName: string };
export type ReportFileRow = { name: string; mediaType: string; size: number; sha256: string };
/** `sha256` is null for a bundle, which is made as it is read. */
export type OpenFile = Omit<ReportFileRow, 'sha256'> & { sha256: string | null; chunks: AsyncIterable<Buffer> };

const columns = { ...getTableColumns(reportRuns), userName: users.name };
const sizeOf = sql<number | null>`(select sum(f.size) from ${reportFiles} f where f.run = ${reportRuns.number})`.mapWith((bytes: string | null) => (bytes === null ? null : Number(bytes)));
const named = ({ userName, ...run }: Run & { userName: string | null }): ReportRunRow => ({ ...run, requestedByName: userName ?? run.requestedBy });

/** What narrows the list of runs. */
export type RunFilter = { type?: ReportType; status?: RunStatus; campaign?: string };
/** A run of the list; `size` is that of all its files in bytes, null before it has any. */
export type ListedRun = ReportRunRow & { size: number | null };

/** One page of the runs the actor may see, newest first, and how many there are. */
export async function listRuns(actor: Actor, { page, size, type, status, campaign }: { page: number; size: number } & RunFilter): Promise<{ rows: ListedRun[]; total: number }> {
  permit(actor, 'reports:read');
  const db = await database();
  const visible = and(visibleTo(actor), type && eq(reportRuns.type, type), status && eq(reportRuns.status, status), campaign === undefined ? undefined : eq(reportRuns.campaign, campaign));
  const [rows, totals] = await Promise.all([
    db.select({ ...columns, size: sizeOf }).from(reportRuns).leftJoin(users, eq(users.id, reportRuns.requestedBy)).where(visible).orderBy(desc(reportRuns.number)).limit(size).offset((page - 1) * size),
    db.select({ n: count() }).from(reportRuns).where(visible),
  ]);
  return { rows: rows.map(({ size: bytes, ...run }) => ({ ...named(run), size: bytes })), total: totals[0]?.n ?? 0 };
}

/** The same rule as `maySee`, for the database. */
function visibleTo(actor: Actor): SQL | undefined {
  const types = reportTypes.filter((type) => maySee(actor, { type, exact: false }));
  const exact = can(actor, 'uptake:exact') ? undefined : or(eq(reportRuns.exact, false), ne(reportRuns.type, 'campaign_uptake'));
  return and(inArray(reportRuns.type, types), exact);
}

/** One run with its files, by name; none before it is ready. Throws `missing`, also for what the actor may not see. */
export async function getRun(actor: Actor, number: number): Promise<ReportRunRow & { files: ReportFileRow[]; /** Whether the log has published its manifest: its bundle is there. */ sealed: boolean }> {
  permit(actor, 'reports:read');
  const db = await database();
  const [run] = await db.select(columns).from(reportRuns).leftJoin(users, eq(users.id, reportRuns.requestedBy)).where(eq(reportRuns.number, number));
  if (!run || !maySee(actor, run)) throw missing(`The report ${number}`);
  const { run: _, ...file } = getTableColumns(reportFiles);
  const files = run.status === 'ready' ? await db.select(file).from(reportFiles).where(eq(reportFiles.run, number)).orderBy(asc(reportFiles.name)) : [];
  const { pool } = await connection();
  return { ...named(run), files, sealed: run.status === 'ready' && (await sealedHead(pool, number)) !== null };
}

/** What left a run's campaign after the run's `known_at`: the run stands as it was made, its page says so. */
export type ErasedSince = { /** People erased on request; null where there are some and the actor may not see how many. */ people: number | null; eventsDeletedAt: Date | null };

/** Throws `missing`, also for what the actor may not see. Of a run without a campaign nothing is said. */
export async function erasedSince(actor: Actor, number: number): Promise<ErasedSince> {
  const run = await getRun(actor, number);
  const db = await database();
  const [found] = await db
    .select({
      people: sql<string>`coalesce(sum(${erasures.subjects}) filter (where ${erasures.kind} = 'request'), 0)`,
      deletedAt: sql<Date | null>`max(${erasures.at}) filter (where ${erasures.kind} = 'retention')`.mapWith(erasures.at),
    })
    .from(erasures)
    .innerJoin(campaigns, eq(campaigns.id, erasures.campaignId))
    .where(and(eq(campaigns.key, run.campaign ?? ''), gt(erasures.at, run.knownAt)));
  const people = Number(found?.people ?? 0);
  return { people: people > 0 && !can(actor, 'uptake:exact') ? null : people, eventsDeletedAt: found?.deletedAt ?? null };
}

/** What a run's bundle is called among its files. */
export const bundleName = (number: number): string => `report-${number}.zip`;

/** One file of a ready run, or its bundle, read piece by piece as it is asked for. Throws `missing`, and `conflict` for a bundle whose manifest the log has not published yet. */
export async function openFile(actor: Actor, number: number, name: string): Promise<OpenFile> {
  const run = await getRun(actor, number);
  if (run.status === 'ready' && name === bundleName(number)) {
    const bundle = await bundleOf(number);
    if (!bundle) throw conflict(`Report ${number} is not sealed yet: the log has still to publish its manifest, which takes a minute at most.`, 'not_sealed');
    return { name, mediaType: 'application/zip', sha256: null, ...bundle };
  }
  const file = run.files.find((one) => one.name === name);
  if (!file) throw missing(`The file ${name} of report ${number}`);
  return { ...file, chunks: storedPieces(number, name) };
}

import { and, asc, desc, eq, lt, lte, ne } from 'drizzle-orm';
import type { EarlierEnding } from '@/domain/reports/document';
import { type Run, maySee, readerFor } from '@/domain/reports/run';
import { isSameScope } from '@/domain/reports/sign-off';
import { type Transaction, database } from '@/db/client';
import { reportEndings, reportRuns } from '@/db/schema';

const scopeOf = (filters: Run['filters']) => JSON.stringify(Object.entries(filters).sort());
/** How many earlier runs about the same instant are looked through for one of the same segment. */
const most = 100;

/**
 * The last campaign report made before this one about the same campaign, instant and segment, with small cells withheld as here: what the two print may be
 * set against each other. Null where there is none, and for reports that are for readers of exact numbers.
 */
export async function earlierRun({ number, type, campaign, asOf, exact, filters }: Run): Promise<Run | null> {
  if (type !== 'campaign_uptake' || exact || campaign === null) return null;
  const db = await database();
  const earlier = await db.select().from(reportRuns)
    .where(and(lt(reportRuns.number, number), eq(reportRuns.type, type), eq(reportRuns.campaign, campaign), eq(reportRuns.asOf, asOf), eq(reportRuns.exact, false), eq(reportRuns.status, 'ready')))
    .orderBy(desc(reportRuns.number)).limit(most);
  return earlier.find((run) => scopeOf(run.filters) === scopeOf(filters)) ?? null;
}

/** The earlier reports of the same scope that stood no longer as known at this run's `known_at`, by number: as far as whoever asked for this one may see them. */
export async function earlierEndings(db: Pick<Transaction, 'select'>, run: Run): Promise<EarlierEnding[]> {
  const found = await db.select({ run: reportRuns, ending: reportEndings }).from(reportEndings).innerJoin(reportRuns, eq(reportRuns.number, reportEndings.run))
    .where(and(eq(reportRuns.type, run.type), ne(reportRuns.number, run.number), lte(reportEndings.endedAt, run.knownAt))).orderBy(asc(reportEndings.run), asc(reportEndings.endedAt), asc(reportEndings.ending));
  return found.filter((one) => isSameScope(one.run, run) && maySee(readerFor(run), one.run))
    .map(({ ending: { run: report, ending, endedAt, reason, successor } }) => ({ report, ending, at: endedAt.toISOString(), reason, successor }));
}

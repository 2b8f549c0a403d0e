import { and, desc, eq, lt } from 'drizzle-orm';
import type { Run } from '@/domain/reports/run';
import { database } from '@/db/client';
import { reportRuns } from '@/db/schema';

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

import { eq, sql } from 'drizzle-orm';
import { missing } from '@/domain/errors';
import type { Run } from '@/domain/reports/run';
import { campaigns, purposes, reportRuns } from '@/db/schema';
import type { Transaction } from '@/db/client';

const lockKey = 7_264_012;

type Inputs = Pick<Run, 'type' | 'campaign' | 'jurisdiction' | 'layout' | 'subject' | 'columns' | 'from' | 'zone' | 'language' | 'filters' | 'exact' | 'asOf' | 'countersign'>;
type Asked = Pick<Run, 'requestedBy' | 'schedule' | 'keepUntil'>;

/** Numbers a run and fixes its inputs; what it says is what is known now. Returns the number and what the evidence keeps: everything but the person. Throws `missing` for an unknown campaign. */
export async function enqueueRun(tx: Transaction, inputs: Inputs, asked: Asked, now: Date) {
  const illustrative = await isIllustrative(tx, inputs.campaign);
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey}::bigint)`);
  const [last] = await tx.select({ number: sql<number>`coalesce(max(${reportRuns.number}), 0)` }).from(reportRuns);
  const number = Number(last?.number ?? 0) + 1;
  await tx.insert(reportRuns).values({ number, ...inputs, ...asked, illustrative, knownAt: now, status: 'queued', requestedAt: now });
  const { subject, asOf, from, columns, ...rest } = inputs;
  const after = {
    ...rest, illustrative, as_of: asOf.toISOString(), known_at: now.toISOString(), from: from?.toISOString() ?? null, columns: columns?.map(({ id }) => id) ?? null, ...(subject === null ? {} : { subjects: 1 }),
    ...(asked.schedule === null ? {} : { schedule: asked.schedule, keep_until: asked.keepUntil?.toISOString() ?? null }),
  };
  return { number, after };
}

async function isIllustrative(tx: Transaction, campaign: string | null): Promise<boolean> {
  if (campaign === null) {
    const found = await tx.select({ key: purposes.key }).from(purposes).where(eq(purposes.illustrative, true)).limit(1);
    return found.length > 0;
  }
  const [found] = await tx.select({ illustrative: campaigns.illustrative }).from(campaigns).where(eq(campaigns.key, campaign));
  if (!found) throw missing(`The campaign ${campaign}`);
  return found.illustrative;
}

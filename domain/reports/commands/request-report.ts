import { eq, sql } from 'drizzle-orm';
import { can, permit } from '@/domain/access/permissions';
import { command } from '@/domain/command';
import { invalid, missing } from '@/domain/errors';
import { RequestReport } from '@/domain/reports/schemas';
import { unsupportedGrouping } from '@/domain/uptake/schemas';
import { campaigns, purposes, reportRuns } from '@/db/schema';
import type { Transaction } from '@/db/client';

const lockKey = 7_264_012;

/**
 * Asks for a run: numbers it and fixes its inputs (as-of, known-at, filters, language, whether small cells are withheld). The
 * worker makes it. Throws `missing` for an unknown campaign, `invalid` for an instant in the future, `unsupported` for filters the
 * actor may not combine. Returns the number.
 */
export const requestReport = command({
  action: 'report.request',
  permission: 'reports:write',
  input: RequestReport,
  async run({ tx, actor, input, now }) {
    permit(actor, input.type === 'campaign_uptake' ? 'uptake:read' : 'purposes:read');
    const asOf = input.as_of ?? now;
    if (asOf > now) throw invalid('as_of: A report cannot be about an instant in the future.', [{ field: 'as_of', message: 'in_future' }]);
    const exact = can(actor, 'uptake:exact');
    const filters = Object.fromEntries(Object.entries(input.filters ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined));
    if (!exact && Object.keys(filters).length > 1) throw unsupportedGrouping(Object.keys(filters));
    const illustrative = await isIllustrative(tx, input.campaign);
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey}::bigint)`);
    const [last] = await tx.select({ number: sql<number>`coalesce(max(${reportRuns.number}), 0)` }).from(reportRuns);
    const number = Number(last?.number ?? 0) + 1;
    const inputs = { type: input.type, campaign: input.campaign ?? null, language: input.language, filters, exact, illustrative };
    await tx.insert(reportRuns).values({ number, ...inputs, asOf, knownAt: now, status: 'queued', requestedBy: actor.id, requestedAt: now });
    return { result: { number }, object: { type: 'report', id: String(number) }, after: { ...inputs, as_of: asOf.toISOString(), known_at: now.toISOString() } };
  },
});

async function isIllustrative(tx: Transaction, campaign: string | undefined): Promise<boolean> {
  if (campaign === undefined) {
    const found = await tx.select({ key: purposes.key }).from(purposes).where(eq(purposes.illustrative, true)).limit(1);
    return found.length > 0;
  }
  const [found] = await tx.select({ illustrative: campaigns.illustrative }).from(campaigns).where(eq(campaigns.key, campaign));
  if (!found) throw missing(`The campaign ${campaign}`);
  return found.illustrative;
}

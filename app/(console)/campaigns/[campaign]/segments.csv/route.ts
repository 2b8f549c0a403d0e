import { csvResponse } from '@/app/csv-response';
import { UptakeSearch } from '@/app/(console)/campaigns/[campaign]/search-params';
import { segmentColumns } from '@/app/(console)/campaigns/[campaign]/segment-query';
import { allSegmentRows, dimensionsOf, filterOf } from '@/app/(console)/campaigns/[campaign]/segments';
import { handle } from '@/app/api/v1/handle';
import { requireActor } from '@/auth/viewer';
import { readUptake } from '@/domain/uptake/queries';

/** The segments as the page's address says, all rows, with the same small cells withheld. */
export const GET = handle(async (request, context: { params: Promise<{ campaign: string }> }) => {
  const actor = await requireActor();
  const search = UptakeSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { campaign } = await context.params;
  const view = await readUptake(actor, { campaign, endOfDay: search.as_of, by: dimensionsOf(search.by), filter: filterOf(search) });
  const rows = allSegmentRows(view, search).map((row) => [
    ...dimensionsOf(search.by).map((name) => row.key[name] ?? ''),
    ...segmentColumns.map((id) => (row.withheld.includes(id) ? 'suppressed' : row.values[id])),
    view.asOf.toISOString(),
  ]);
  return csvResponse(`${campaign}-segments.csv`, [...dimensionsOf(search.by), ...segmentColumns, 'as_of'], rows, view.campaign.illustrative);
});

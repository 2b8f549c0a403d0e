import { csvResponse } from '@/app/csv-response';
import { UptakeSearch } from '@/app/(console)/campaigns/[campaign]/search-params';
import { filterOf } from '@/app/(console)/campaigns/[campaign]/segments';
import { handle } from '@/app/api/v1/handle';
import { requireActor } from '@/auth/viewer';
import { readUptake } from '@/domain/uptake/queries';
import { countNames } from '@/domain/uptake/vocabulary';

/** The state at the end of each day, as the page's address says. */
export const GET = handle(async (request, context: { params: Promise<{ campaign: string }> }) => {
  const actor = await requireActor();
  const search = UptakeSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { campaign } = await context.params;
  const view = await readUptake(actor, { campaign, endOfDay: search.as_of, filter: filterOf(search) });
  const rows = view.series.map((day) => [day.date, ...countNames.map((name) => (day.suppressed.includes(name) ? 'suppressed' : day.counts[name]))]);
  return csvResponse(`${campaign}-days.csv`, ['date', ...countNames], rows, view.campaign.illustrative);
});

import { ClearanceSearch } from '@/app/(console)/campaigns/[campaign]/clearance/search-params';
import { handle } from '@/app/api/v1/handle';
import { csvResponse } from '@/app/csv-response';
import { requireActor } from '@/auth/viewer';
import { readClearance } from '@/domain/clearance/queries';
import { purposeStandings } from '@/domain/uptake/vocabulary';

const header = ['purpose', 'title', 'jurisdiction', 'region', 'basis', 'ground', 'halts', 'rules', 'population', 'held', 'cleared', 'must_not', ...purposeStandings, 'as_of'];

/** Every sharing in total (region empty) and per region, as of the end of the day the address names; numbers withheld as on the page. */
export const GET = handle(async (request, context: { params: Promise<{ campaign: string }> }) => {
  const actor = await requireActor();
  const search = ClearanceSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { campaign } = await context.params;
  const view = await readClearance(actor, { campaign, endOfDay: search.as_of });
  const rows = view.rows.flatMap((row) =>
    [{ ...row, region: '' }, ...row.regions].map(({ region, population, held, cleared, mustNot, standings }) => {
      const numbers = [population, held, cleared, mustNot, ...purposeStandings.map((standing) => standings[standing])];
      return [row.purpose, row.title, row.jurisdiction, region, row.basis ?? '', row.ground, row.halts.join(' '), row.blockers.map(({ rule }) => rule).join(' '), ...numbers.map((n) => (view.exact ? n : 'suppressed')), view.asOf.toISOString()];
    }),
  );
  return csvResponse(`${campaign}-clearance.csv`, header, rows, view.campaign.illustrative);
});

import { RegisterSearch, purposeSearch } from '@/app/(console)/purposes/search-params';
import { handle } from '@/app/api/v1/handle';
import { csvResponse } from '@/app/csv-response';
import { requireActor } from '@/auth/viewer';
import { listPurposes } from '@/domain/purposes/queries';

const header = ['key', 'title', 'status', 'lawful_bases', 'recipients', 'owner', 'review_due', 'version', 'updated_at', 'illustrative'];

/** Every purpose that the page's search matches, in its order, codes untranslated; each row says whether it is illustrative. */
export const GET = handle(async (request) => {
  const actor = await requireActor();
  const search = RegisterSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { rows } = await listPurposes(actor, { ...purposeSearch(search, new Date()), page: 1, size: 1_000_000 });
  const cells = rows.map((row) => [row.key, row.title, row.status, row.bases.join(' '), row.recipients, row.owner, row.reviewDue, row.version, row.updatedAt.toISOString(), row.illustrative ? 'yes' : 'no']);
  return csvResponse('purposes.csv', header, cells, false);
});

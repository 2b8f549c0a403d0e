import { FindingsSearch, findingSearch } from '@/app/(console)/findings/search-params';
import { handle } from '@/app/api/v1/handle';
import { csvResponse } from '@/app/csv-response';
import { getPreferences } from '@/auth/preferences';
import { requireActor } from '@/auth/viewer';
import { listFindings } from '@/domain/findings/queries';
import { sentenceOf } from '@/domain/findings/sentence';

const header = ['finding', 'rule', 'severity', 'object_type', 'object', 'jurisdiction', 'version', 'status', 'overridden_until', 'sentence', 'assignee', 'due', 'first_seen', 'since', 'days_open', 'pack', 'illustrative'];

/** Every finding that the page's search matches, in its order: codes untranslated, the sentence in the reader's language. */
export const GET = handle(async (request) => {
  const actor = await requireActor();
  const search = FindingsSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { rows } = await listFindings(actor, { ...findingSearch(search), page: 1, size: 1_000_000 });
  const { words } = await getPreferences();
  const cells = rows.map((row) => [
    row.id, row.rule, row.severity, row.type, row.object, row.jurisdiction, row.draft ? 'draft' : 'in_force', row.status, row.overriddenUntil, sentenceOf(row, words), row.assignee?.name ?? null, row.due, row.firstSeen.toISOString(), row.since.toISOString(),
    row.days, row.pack, row.illustrative ? 'yes' : 'no',
  ]);
  return csvResponse('findings.csv', header, cells, false);
});

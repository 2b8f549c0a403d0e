import { authorName } from '@/app/(console)/purposes/purpose-history';
import { scopeOf } from '@/app/(console)/reports/runs-table';
import { Facts } from '@/components/ui/page';
import { filtersOf } from '@/domain/reports/campaign-uptake';
import type { ReportRunRow } from '@/domain/reports/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** What a run was made from: enough to ask for the same one again. */
export function RunFacts({ run, words, format }: { run: ReportRunRow; words: Words; format: Formatter }) {
  const { runs, reports, builder } = words;
  const zone = run.zone ?? 'UTC';
  const filters = filtersOf(run, words);
  const asOf = format.endInstant(run.asOf, zone);
  const some = (shown: boolean, term: string, description: string) => (shown ? [{ term, description }] : []);
  return (
    <Facts
      facts={[
        { term: runs.columns.scope, description: scopeOf(run, words) },
        ...some(run.subject !== null, reports.evidencePack.subject, run.subject ?? ''),
        ...some(run.layout !== 'full', builder.layout, reports.layouts[run.layout]),
        run.from ? { term: reports.provenance.period, description: reports.provenance.fromTo(format.instant(run.from, zone), asOf) } : { term: runs.columns.asOf, description: asOf },
        { term: runs.knownAt, description: format.instant(run.knownAt, zone) },
        { term: runs.filters, description: filters || runs.none },
        ...some(run.columns !== null, builder.names.columns, (run.columns ?? []).map(({ id, label }) => label ?? id).join(', ')),
        { term: runs.exactness, description: run.exact ? runs.exact : runs.withheld },
        { term: runs.language, description: words.shell.language[run.language] },
        { term: runs.columns.by, description: `${authorName(run.requestedByName, words)}, ${format.instant(run.requestedAt, 'UTC')}` },
        ...some(run.keepUntil !== null, builder.schedules.keep, run.keepUntil ? format.instant(run.keepUntil, 'UTC') : ''),
        { term: runs.inputs, description: <code className="break-all">{run.inputsSha256 ?? '–'}</code> },
      ]}
    />
  );
}

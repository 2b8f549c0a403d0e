import type { UptakeSearch } from '@/app/(console)/campaigns/[campaign]/search-params';
import { groupings, segmentColumns, uptakeQuery } from '@/app/(console)/campaigns/[campaign]/segment-query';
import { SegmentTable } from '@/app/(console)/campaigns/[campaign]/segment-columns';
import { SegmentFilters } from '@/app/(console)/campaigns/[campaign]/segment-filters';
import { type SegmentRow, segmentRows } from '@/app/(console)/campaigns/[campaign]/segments';
import { Section } from '@/components/ui/page';
import type { Formatter } from '@/domain/words/format';
import type { Words } from '@/domain/words/catalogue';
import { strings } from '@/domain/words/strings';
import { segmentName } from '@/domain/words/segment-name';
import type { UptakeView } from '@/domain/uptake/view';

type Props = { view: UptakeView; search: UptakeSearch; path: string; words: Words; format: Formatter };

/** The segments: grouped, filtered, sorted and paged by the server, all of it in the address. */
export function SegmentsSection({ view, search, path, words, format }: Props) {
  const { segments } = words.uptake;
  const { rows, total } = segmentRows(view, search);
  const options = groupings.filter((by) => view.exact || !by.includes(','));
  return (
    <Section id="segments" title={segments.title} note={segments.note} actions={<a className="button" href={`${path}/segments.csv${uptakeQuery(search)}`}>{words.shell.table.csv}</a>}>
      <SegmentFilters search={search} groupings={options} words={words} exact={view.exact} regions={regionsOf(view, format)} />
      <SegmentTable
        rows={rows.map((row) => written(row, words, format))}
        total={total}
        search={search}
        columns={segmentColumns.map((id) => ({ id, label: segments.columns[id] }))}
        labels={{
          ...strings(words.shell.table),
          key: segments.columns.key,
          results: words.shell.table.results(format.count(total)),
          page: words.shell.table.page(format.count(search.page), format.count(Math.max(1, Math.ceil(total / search.size)))),
          caption: segments.caption(segments.groupings[search.by], format.endInstant(view.asOf, view.campaign.zone)),
        }}
      />
    </Section>
  );
}

function regionsOf(view: UptakeView, format: Formatter) {
  const codes = new Set([...view.groups.flatMap((group) => group.key.region ?? []), ...view.campaign.areas.keys()]);
  return [...codes].sort().map((code) => ({ value: code, label: `${code} ${format.region(code)}` }));
}

function written(row: SegmentRow, words: Words, format: Formatter) {
  const name = (dimension: string, value: string) =>
    dimension === 'region' ? `${value} ${format.region(value)}` : segmentName(dimension, value, words) || '–';
  const cells = Object.fromEntries(
    segmentColumns.map((id) => [id, row.withheld.includes(id) ? words.uptake.suppressed : id === 'rate' || id === 'reached' ? format.rate(row.values[id]) : format.count(row.values[id])]),
  );
  return { id: row.id, key: Object.entries(row.key).map(([dimension, value]) => name(dimension, value)).join(' · '), ...cells };
}

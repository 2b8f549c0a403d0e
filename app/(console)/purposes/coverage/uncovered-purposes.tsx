import Link from 'next/link';
import { type CoverageSearch, coverageQuery } from '@/app/(console)/purposes/coverage/search-params';
import { Pages } from '@/components/ui/pages';
import { Section } from '@/components/ui/page';
import type { Coverage } from '@/domain/campaigns/passage-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** So many purposes are shown at a time. */
const size = 50;

/** What neither side covers: purposes no passage speaks of, page by page, and passages that speak of none. */
export function UncoveredPurposes({ coverage, search, words, format }: { coverage: Coverage; search: CoverageSearch; words: Words; format: Formatter }) {
  const { transparency: { coverage: t }, shell: { table } } = words;
  const uncovered = coverage.purposes.filter(({ covered }) => !covered);
  const pages = Math.ceil(uncovered.length / size);
  const page = Math.min(search.page, Math.max(1, pages));
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <Section id="uncovered" title={t.uncovered}>
        {uncovered.length === 0 ? (
          <p>{t.all}</p>
        ) : (
          <>
            <p className="mb-2 font-semibold">{t.uncoveredOf(format.count(uncovered.length), format.count(coverage.purposes.length))}</p>
            <ul className="mb-3 list-disc ps-5">{uncovered.slice((page - 1) * size, page * size).map(({ key, title }) => <li key={key}><Link href={`/purposes/${key}`} className="tap inline-flex min-h-6 items-center">{key}</Link> {title}</li>)}</ul>
            <Pages labels={{ ...table, page: table.page(format.count(page), format.count(pages)) }} page={page} pages={pages} href={(to) => coverageQuery({ ...search, page: to, passage: 0 })} />
          </>
        )}
      </Section>
      <Section id="unlinked" title={t.uncoveredPassages}>
        <ul className="list-disc ps-5">{coverage.passages.map((passage, n) => ({ ...passage, n })).filter(({ links }) => links.length === 0).map(({ start, n }) => <li key={start}><a href={`#passage-${n + 1}`} className="tap inline-flex min-h-6 items-center">{t.passage(n + 1)}</a></li>)}</ul>
      </Section>
    </div>
  );
}

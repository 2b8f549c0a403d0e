import Link from 'next/link';
import { Section } from '@/components/ui/page';
import type { Matrix } from '@/domain/purposes/matrix';
import { basisCitations } from '@/domain/purposes/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { matrix: Matrix; words: Words; format: Formatter };

/** More than this no page shows; the register's filters and its exports hold the rest. */
const [mostRows, mostColumns] = [100, 30];

/** The matrix with what is orphaned either way; as cards on a narrow screen. */
export function MatrixSection({ matrix: { rows, categories, orphanCategories, purposesWithoutData, purposesWithoutBasis }, words, format }: Props) {
  const { matrix: t } = words.transparency;
  const shown = categories.slice(0, mostColumns);
  const orphans = [{ id: 'categories', title: t.orphanCategories, items: orphanCategories, link: false }, { id: 'data', title: t.withoutData, items: purposesWithoutData, link: true }, { id: 'basis', title: t.withoutBasis, items: purposesWithoutBasis, link: true }];
  const cut = rows.length > mostRows || categories.length > mostColumns;
  return (
    <>
      <div className="grid gap-5 md:grid-cols-3">
        {orphans.map(({ id, title, items, link }) => (
          <Section key={id} id={id} title={title}>
            {items.length === 0 ? <p className="text-muted">{t.none}</p> : <ul className="list-disc ps-5">{items.slice(0, mostRows).map((item) => <li key={item}>{link ? <Link href={`/purposes/${item}`} className="tap inline-flex min-h-6 items-center">{item}</Link> : item}</li>)}</ul>}
          </Section>
        ))}
      </div>
      <Section id="matrix" title={t.caption} note={`${t.unlinkedMeans}${cut ? ` ${words.exchange.import.first(format.count(mostRows))}` : ''}`}>
        <section className="-mx-4 overflow-x-auto px-4" tabIndex={0} aria-label={t.caption}>
          <table className="data-table stack-table">
            <caption className="sr-only">{t.caption}</caption>
            <thead><tr><th scope="col">{t.purpose}</th><th scope="col">{words.law.lawfulBasis}</th>{shown.map((category) => <th key={category} scope="col" className="min-w-28">{category}</th>)}</tr></thead>
            <tbody>
              {rows.slice(0, mostRows).map(({ key, title, linked, bases, categories: own }) => (
                <tr key={key}>
                  <td data-label={t.purpose}><Link href={`/purposes/${key}`} className="tap inline-flex min-h-6 items-center">{key}</Link> {title}</td>
                  <td data-label={words.law.lawfulBasis}>{bases.length === 0 ? <strong>{t.noBasis}</strong> : bases.map((basis) => words.law.cite(basisCitations[basis]) || words.law.bases[basis]).join(', ')}</td>
                  {shown.map((category) => <td key={category} data-label={category}>{!own.includes(category) ? '–' : linked ? '✓' : t.unlinked}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Section>
    </>
  );
}

import type { Metadata } from 'next';
import Link from 'next/link';
import { MatrixSection } from '@/app/(console)/purposes/matrix/matrix-section';
import { TableSearch, instantOf } from '@/app/(console)/purposes/table/search-params';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Choice } from '@/components/form/choice';
import { Page } from '@/components/ui/page';
import { matrixOf } from '@/domain/purposes/matrix';
import { countFacets, readMatrixEntries } from '@/domain/purposes/queries';
import { placeName } from '@/domain/words/place-name';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.transparency.matrix.title };
}

export default async function MatrixPage({ searchParams }: PageProps<'/purposes/matrix'>) {
  const viewer = await requireViewer();
  const search = TableSearch.parse(await searchParams);
  const [facets, entries] = await answer(Promise.all([countFacets(viewer.actor, {}), readMatrixEntries(viewer.actor, instantOf(search.as_of, new Date()))]));
  const { words, format } = await getPreferences();
  const { matrix, jurisdiction, show } = words.transparency;
  return (
    <Page title={matrix.title} lead={matrix.lead} above={<Link href="/purposes">{words.register.title}</Link>}>
      <form method="get" className="no-print flex flex-wrap items-end gap-3">
        <Choice name="jurisdiction" label={jurisdiction} value={search.jurisdiction} all={matrix.all} options={facets.jurisdiction.map(({ value }) => ({ value, label: placeName(value, words.law.places) }))} />
        <button type="submit" className="button">{show}</button>
      </form>
      <MatrixSection matrix={matrixOf(entries, search.jurisdiction ?? null)} words={words} format={format} />
    </Page>
  );
}

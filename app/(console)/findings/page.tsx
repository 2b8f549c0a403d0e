import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { findingsQuery } from '@/app/(console)/findings/findings-query';
import { FindingsSection } from '@/app/(console)/findings/findings-section';
import { FindingsSearch, findingSearch, isFiltered } from '@/app/(console)/findings/search-params';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { packVersion } from '@/domain/findings/pack';
import { countFindings, listFindings } from '@/domain/findings/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.findingPages.title };
}

export default async function FindingsPage({ searchParams }: PageProps<'/findings'>) {
  const viewer = await requireViewer();
  const search = FindingsSearch.parse(await searchParams);
  const wanted = findingSearch(search);
  const [{ rows, total }, facets] = await answer(Promise.all([listFindings(viewer.actor, wanted), countFindings(viewer.actor, wanted)]));
  if (rows.length === 0 && total > 0) redirect(`/findings${findingsQuery({ ...search, page: 1 })}`);
  const { words, format } = await getPreferences();
  const { findingPages } = words;
  return (
    <Page title={findingPages.title} lead={findingPages.lead} above={findingPages.pack(packVersion)}>
      {rows.some((row) => row.illustrative) && <Illustrative />}
      {!can(viewer.actor, 'uptake:exact') && <p className="text-muted">{findingPages.withheldNote}</p>}
      {total === 0 && !isFiltered(search) ? <Empty>{findingPages.empty}</Empty> : <FindingsSection rows={rows} total={total} facets={facets} search={search} words={words} format={format} />}
    </Page>
  );
}

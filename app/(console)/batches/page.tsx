import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { BatchesSection } from '@/app/(console)/batches/batches-section';
import { batchesQuery } from '@/app/(console)/batches/batches-query';
import { BatchesSearch, batchSearch, isFiltered } from '@/app/(console)/batches/search-params';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page } from '@/components/ui/page';
import { listCampaigns } from '@/domain/campaigns/queries';
import { listBatches } from '@/domain/uptake/batch-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.batches.title };
}

export default async function BatchesPage({ searchParams }: PageProps<'/batches'>) {
  const viewer = await requireViewer();
  const search = BatchesSearch.parse(await searchParams);
  const [{ rows, total }, campaigns] = await answer(Promise.all([listBatches(viewer.actor, batchSearch(search)), listCampaigns(viewer.actor)]));
  if (rows.length === 0 && total > 0) redirect(`/batches${batchesQuery({ ...search, page: 1 })}`);
  const { words, format } = await getPreferences();
  const { batches } = words;
  const options = campaigns.map(({ key, title }) => ({ value: key, label: title }));
  return (
    <Page title={batches.title} lead={batches.lead}>
      {total === 0 && !isFiltered(search) ? <Empty>{batches.empty}</Empty> : <BatchesSection rows={rows} total={total} search={search} campaigns={options} words={words} format={format} />}
    </Page>
  );
}

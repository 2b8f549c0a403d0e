import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EntriesSection } from '@/app/(console)/evidence/entries-section';
import { LogSection } from '@/app/(console)/evidence/log-section';
import { EvidenceSearch, entrySearch, evidenceQuery } from '@/app/(console)/evidence/search-params';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { readLogStatus } from '@/domain/evidence/log-queries';
import { listEntries } from '@/domain/evidence/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.evidence.title };
}

export default async function EvidencePage({ searchParams }: PageProps<'/evidence'>) {
  const viewer = await requireViewer();
  const search = EvidenceSearch.parse(await searchParams);
  const { entries, total } = await answer(listEntries(viewer.actor, entrySearch(search)));
  const status = await answer(readLogStatus(viewer.actor));
  if (entries.length === 0 && total > 0) redirect(`/evidence${evidenceQuery({ ...search, page: 1 })}`);
  const { words, format } = await getPreferences();
  return (
    <Page title={words.evidence.title} lead={words.evidence.lead}>
      <LogSection status={status} words={words} format={format} />
      <EntriesSection entries={entries} total={total} search={search} words={words} format={format} />
    </Page>
  );
}

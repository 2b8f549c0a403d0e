import type { Metadata } from 'next';
import Link from 'next/link';
import { BulkCheck } from '@/app/(console)/purposes/bulk/bulk-check';
import { BulkFields } from '@/app/(console)/purposes/bulk/bulk-fields';
import { BulkSearch } from '@/app/(console)/purposes/bulk/search-params';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewerWith } from '@/auth/viewer';
import { Empty, Page, Section } from '@/components/ui/page';
import { readSelection } from '@/domain/purposes/workflow-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.workflow.bulk.title };
}

export default async function BulkPage({ searchParams }: PageProps<'/purposes/bulk'>) {
  const viewer = await requireViewerWith('purposes:write');
  const search = BulkSearch.parse(await searchParams);
  const rows = await answer(readSelection(viewer.actor, search.purpose.map(({ key }) => key)));
  const { words, format } = await getPreferences();
  const { bulk } = words.workflow;
  const isFilled = search.reason !== '' && [search.owner, search.businessFunction, search.reviewDue].some((value) => value !== '');
  const isChecked = search.check !== '' && isFilled;
  return (
    <Page title={isChecked ? bulk.checkTitle : bulk.title} lead={bulk.lead(format.count(rows.length))} above={<Link href="/purposes">{words.register.title}</Link>}>
      {rows.length === 0 ? <Empty>{bulk.none}</Empty> : isChecked ? <BulkCheck search={search} rows={rows} words={words} format={format} /> : <BulkFields search={search} isIncomplete={search.check !== ''} words={words} />}
      {rows.length > 0 && <Section id="chosen" title={bulk.chosen}><ul className="list-disc ps-5">{rows.map(({ key, title }) => <li key={key}>{key} {title}</li>)}</ul></Section>}
    </Page>
  );
}

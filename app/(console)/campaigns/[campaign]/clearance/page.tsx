import type { Metadata } from 'next';
import Link from 'next/link';
import { AskAgainSection } from '@/app/(console)/campaigns/[campaign]/clearance/ask-again-section';
import { DetailSection } from '@/app/(console)/campaigns/[campaign]/clearance/detail-section';
import { ClearanceSearch } from '@/app/(console)/campaigns/[campaign]/clearance/search-params';
import { SharingsSection } from '@/app/(console)/campaigns/[campaign]/clearance/sharings-section';
import { AsOfForm } from '@/app/(console)/campaigns/[campaign]/as-of-form';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { readAskAgain } from '@/domain/clearance/ask-again-queries';
import { readClearance, readClearanceDays } from '@/domain/clearance/queries';

export async function generateMetadata({ params }: PageProps<'/campaigns/[campaign]/clearance'>): Promise<Metadata> {
  const { words } = await getPreferences();
  return { title: `${words.clearance.title}: ${(await params).campaign}` };
}

export default async function ClearancePage({ params, searchParams }: PageProps<'/campaigns/[campaign]/clearance'>) {
  const viewer = await requireViewer();
  const search = ClearanceSearch.parse(await searchParams);
  const { campaign } = await params;
  const [view, again] = await answer(Promise.all([readClearance(viewer.actor, { campaign, endOfDay: search.as_of }), readAskAgain(viewer.actor, { campaign })]));
  const open = view.rows.find((row) => row.purpose === search.purpose && row.jurisdiction === search.jurisdiction && (row.basis ?? undefined) === search.basis);
  const days = open ? await answer(readClearanceDays(viewer.actor, { campaign, endOfDay: search.as_of, purpose: open.purpose })) : [];
  const { words, format } = await getPreferences();
  return (
    <Page
      title={words.clearance.title}
      lead={words.clearance.lead}
      above={<><Link href={`/campaigns/${campaign}`}>{view.campaign.title}</Link> · {words.clearance.asOf} {format.endInstant(view.asOf, view.campaign.zone)}</>}
      actions={<AsOfForm asOf={search.as_of} kept={{ purpose: search.purpose, jurisdiction: search.jurisdiction, basis: search.basis }} words={words} />}
    >
      {view.campaign.illustrative && <Illustrative />}
      <SharingsSection view={view} search={search} words={words} format={format} />
      {open && view.exact && <DetailSection row={open} days={days.filter((day) => day.jurisdiction === open.jurisdiction && day.basis === open.basis)} words={words} format={format} />}
      <AskAgainSection rows={again} zone={view.campaign.zone} words={words} format={format} />
    </Page>
  );
}

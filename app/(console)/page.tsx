import type { Metadata } from 'next';
import { CampaignCard } from '@/app/(console)/campaign-card';
import { FindingCard } from '@/app/(console)/finding-card';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page } from '@/components/ui/page';
import { listCampaigns } from '@/domain/campaigns/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.uptake.overview.title };
}

export default async function OverviewPage() {
  const viewer = await requireViewer();
  const campaigns = await answer(listCampaigns(viewer.actor));
  const { overview } = (await getPreferences()).words.uptake;
  return (
    <Page title={overview.title} lead={overview.lead}>
      <FindingCard viewer={viewer} />
      {campaigns.length === 0 ? <Empty>{overview.empty}</Empty> : campaigns.map((campaign) => <CampaignCard key={campaign.key} viewer={viewer} campaign={campaign} />)}
    </Page>
  );
}

import type { Metadata } from 'next';
import Link from 'next/link';
import { EntriesSection } from '@/app/(console)/campaigns/[campaign]/conduct/entries-section';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { readConduct } from '@/domain/campaigns/conduct-queries';
import { getCampaign } from '@/domain/campaigns/queries';
import { conductKinds } from '@/domain/campaigns/vocabulary';
import { systemClock } from '@/domain/clock';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.conduct.title };
}

export default async function ConductPage({ params }: PageProps<'/campaigns/[campaign]/conduct'>) {
  const viewer = await requireViewer();
  const { campaign: key } = await params;
  const [campaign, conduct] = await answer(Promise.all([getCampaign(viewer.actor, key), readConduct(viewer.actor, key)]));
  const { words, format } = await getPreferences();
  const now = systemClock();
  const mayRecord = can(viewer.actor, 'campaigns:write');
  return (
    <Page
      title={words.conduct.title}
      lead={words.conduct.lead}
      above={<Link href={`/campaigns/${key}`}>{campaign.title}</Link>}
      actions={<><Link className="button" href={`/campaigns/${key}/fairness`}>{words.conduct.fairness.link}</Link><Link className="button" href={`/campaigns/${key}/settings`}>{words.uptake.settingsLink}</Link></>}
    >
      {campaign.illustrative && <Illustrative />}
      {conductKinds.map((kind) => <EntriesSection key={kind} kind={kind} campaign={campaign} conduct={conduct} now={now} mayRecord={mayRecord} words={words} format={format} />)}
    </Page>
  );
}

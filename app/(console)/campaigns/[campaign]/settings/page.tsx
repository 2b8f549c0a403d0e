import type { Metadata } from 'next';
import Link from 'next/link';
import { DeadlineTable } from '@/app/(console)/campaigns/[campaign]/deadline-table';
import { MoveDeadline } from '@/app/(console)/campaigns/[campaign]/settings/move-deadline';
import { NoticeTable } from '@/app/(console)/campaigns/[campaign]/settings/notice-table';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page, Section } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { listNotices } from '@/domain/campaigns/queries';
import { readUptake } from '@/domain/uptake/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.uptake.settingsTitle };
}

export default async function CampaignSettingsPage({ params }: PageProps<'/campaigns/[campaign]/settings'>) {
  const viewer = await requireViewer();
  const { campaign: key } = await params;
  const [view, notices] = await answer(Promise.all([readUptake(viewer.actor, { campaign: key }), listNotices(viewer.actor, key)]));
  const { words, format } = await getPreferences();
  const { uptake, register } = words;
  const { campaign } = view;
  return (
    <Page title={uptake.settingsTitle} above={<Link href={`/campaigns/${key}`}>{campaign.title}</Link>} actions={<Link className="button" href={`/campaigns/${key}/conduct`}>{words.conduct.link}</Link>}>
      {campaign.illustrative && <Illustrative />}
      <Section id="deadlines" title={uptake.deadlines.title} note={!view.exact && uptake.suppression(view.smallCell)}>
        {view.deadlines.length === 0 ? <Empty>{uptake.noDeadline}</Empty> : <DeadlineTable view={view} words={words} format={format} />}
      </Section>
      {can(viewer.actor, 'campaigns:write') && <MoveDeadline campaign={key} areas={[...new Set(campaign.areas.values())].sort()} words={words} />}
      <Section id="notices" title={uptake.notices.title}>
        {notices.length === 0 ? <Empty>{register.none}</Empty> : <NoticeTable notices={notices} zone={campaign.zone} words={words} format={format} />}
      </Section>
      <Section id="consequence" title={uptake.consequence}>
        <p className="max-w-prose whitespace-pre-line">{campaign.consequence || register.notStated}</p>
      </Section>
    </Page>
  );
}

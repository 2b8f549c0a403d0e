import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { ObjectFindings, shownFindings } from '@/app/(console)/findings/object-findings';
import { Illustrative } from '@/app/(console)/illustrative';
import { ClearanceSection } from '@/app/(console)/purposes/[key]/clearance-section';
import { RemarksSection } from '@/app/(console)/purposes/[key]/remarks-section';
import { VersionSearch, VersionNotice } from '@/app/(console)/purposes/[key]/version-notice';
import { WorkflowSection } from '@/app/(console)/purposes/[key]/workflow-section';
import { PurposeCards } from '@/app/(console)/purposes/purpose-cards';
import { PurposeHistory } from '@/app/(console)/purposes/purpose-history';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { findingsOn } from '@/domain/findings/queries';
import { getPurpose } from '@/domain/purposes/version-queries';

export async function generateMetadata({ params }: PageProps<'/purposes/[key]'>): Promise<Metadata> {
  return { title: decodeURIComponent((await params).key) };
}

export default async function PurposePage({ params, searchParams }: PageProps<'/purposes/[key]'>) {
  const viewer = await requireViewer();
  const search = VersionSearch.parse(await searchParams);
  const purpose = await answer(getPurpose(viewer.actor, decodeURIComponent((await params).key)));
  const latest = purpose.versions[0];
  const shown = search.version === undefined ? latest : purpose.versions.find(({ version }) => version === search.version);
  if (!latest || !shown) notFound();
  const about = { object: 'purpose', id: purpose.key } as const;
  const found = await findingsOn(viewer.actor, about, shownFindings);
  const { words, format } = await getPreferences();
  const { register } = words;
  return (
    <Page
      title={shown.record.title}
      above={<><Link href="/purposes">{register.title}</Link> · {purpose.key}</>}
      actions={can(viewer.actor, 'purposes:write') && <Link className="button button-primary" href={`/purposes/${purpose.key}/edit`}>{register.detail.edit}</Link>}
    >
      <VersionNotice purpose={purpose.key} shown={shown} latest={latest.version} saved={search.saved} words={words} format={format} />
      {purpose.illustrative && <Illustrative />}
      <ObjectFindings about={about} found={found} words={words} format={format} />
      <ClearanceSection purpose={purpose.key} viewer={viewer} words={words} format={format} />
      <PurposeCards record={shown.record} words={words} format={format} />
      <WorkflowSection purpose={purpose} version={latest.version} viewer={viewer} words={words} format={format} />
      <RemarksSection purpose={purpose} version={shown.version} mayWrite={can(viewer.actor, 'purposes:write')} words={words} format={format} />
      <PurposeHistory purpose={purpose.key} versions={purpose.versions} shown={shown.version} words={words} format={format} />
    </Page>
  );
}

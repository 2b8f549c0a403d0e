import type { Metadata } from 'next';
import Link from 'next/link';
import { FindingForms } from '@/app/(console)/findings/[finding]/finding-forms';
import { FindingHistory } from '@/app/(console)/findings/[finding]/finding-history';
import { FindingStanding } from '@/app/(console)/findings/[finding]/finding-standing';
import { FindingWhy } from '@/app/(console)/findings/[finding]/finding-why';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { getFinding, listAssignees } from '@/domain/findings/finding-queries';
import { ruleWords, sentenceOf } from '@/domain/findings/sentence';

export async function generateMetadata({ params }: PageProps<'/findings/[finding]'>): Promise<Metadata> {
  const viewer = await requireViewer();
  const { rule } = await answer(getFinding(viewer.actor, (await params).finding));
  return { title: `${rule} ${ruleWords(rule, (await getPreferences()).words).name}` };
}

export default async function FindingPage({ params }: PageProps<'/findings/[finding]'>) {
  const viewer = await requireViewer();
  const finding = await answer(getFinding(viewer.actor, (await params).finding));
  const mayWrite = can(viewer.actor, 'findings:write');
  const people = mayWrite ? await answer(listAssignees(viewer.actor)) : [];
  const { words, format } = await getPreferences();
  const { findingPages } = words;
  return (
    <Page
      title={`${finding.rule} ${ruleWords(finding.rule, words).name}`}
      lead={sentenceOf(finding, words)}
      above={<><Link href="/findings">{findingPages.title}</Link> · <span className="tag">{findingPages.severities[finding.severity]}</span> · <span className="tag">{findingPages.statuses[finding.status]}</span></>}
      actions={can(viewer.actor, 'evidence:read') && <Link className="button" href={`/evidence?about=${finding.id}`}>{findingPages.detail.evidence}</Link>}
    >
      {finding.illustrative && <Illustrative />}
      {finding.values === null && <p className="text-muted">{findingPages.withheldNote}</p>}
      <FindingWhy finding={finding} mayEdit={can(viewer.actor, 'purposes:write')} words={words} />
      <FindingStanding finding={finding} today={format.isoDay(new Date(), 'UTC')} words={words} format={format} />
      {mayWrite && finding.status !== 'resolved' && <FindingForms finding={finding} people={people} mayOverride={can(viewer.actor, 'findings:override')} words={words} />}
      <FindingHistory steps={finding.steps} words={words} format={format} />
    </Page>
  );
}

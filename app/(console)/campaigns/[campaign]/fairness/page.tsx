import type { Metadata } from 'next';
import Link from 'next/link';
import { AskedTable, PromptsTable, StepsTable } from '@/app/(console)/campaigns/[campaign]/fairness/fairness-tables';
import { TimesFigure } from '@/app/(console)/campaigns/[campaign]/fairness/times-figure';
import { VerdictsSection } from '@/app/(console)/campaigns/[campaign]/fairness/verdicts-section';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page, Section } from '@/components/ui/page';
import { readFairness, readVerdicts } from '@/domain/findings/fairness-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.conduct.fairness.title };
}

export default async function FairnessPage({ params }: PageProps<'/campaigns/[campaign]/fairness'>) {
  const viewer = await requireViewer();
  const { campaign: key } = await params;
  const [fairness, findings] = await answer(Promise.all([readFairness(viewer.actor, key), readVerdicts(viewer.actor, key)]));
  const { words, format } = await getPreferences();
  const { fairness: f, link, none } = words.conduct;
  const { campaign, forms, exact, smallCell, knownAt } = fairness;
  const shown = { forms, words, format };
  return (
    <Page
      title={f.title}
      lead={f.lead}
      above={<><Link href={`/campaigns/${key}`}>{campaign.title}</Link> · {words.shell.asOf} {format.endInstant(knownAt, campaign.zone)}</>}
      actions={<><a className="button" href={`/campaigns/${key}/fairness.csv`}>{words.shell.table.csv}</a><Link className="button" href={`/campaigns/${key}/conduct#variant`}>{link}</Link></>}
    >
      {campaign.illustrative && <Illustrative />}
      <VerdictsSection findings={findings} words={words} />
      <Section id="steps" title={f.steps} note={f.stepsNote}>{forms.length === 0 ? <Empty>{none}</Empty> : <StepsTable {...shown} />}</Section>
      <Section id="asked" title={f.asked} note={<>{f.askedNote} {!exact && f.suppression(smallCell)}</>}>{forms.length === 0 ? <Empty>{none}</Empty> : <AskedTable {...shown} />}</Section>
      <Section id="before" title={f.before} note={f.beforeNote}>{forms.length === 0 ? <Empty>{none}</Empty> : <PromptsTable {...shown} when="before" />}</Section>
      <Section id="after" title={f.after} note={f.afterNote}>{forms.length === 0 ? <Empty>{none}</Empty> : <PromptsTable {...shown} when="after" />}</Section>
      <Section id="times" title={f.times} note={f.timesNote}>{forms.length === 0 ? <Empty>{none}</Empty> : <TimesFigure {...shown} />}</Section>
    </Page>
  );
}

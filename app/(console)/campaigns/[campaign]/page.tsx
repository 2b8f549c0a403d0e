import type { Metadata } from 'next';
import Link from 'next/link';
import { AsOfForm } from '@/app/(console)/campaigns/[campaign]/as-of-form';
import { BurnUpFigure } from '@/app/(console)/campaigns/[campaign]/burn-up-figure';
import { DeadlineTable } from '@/app/(console)/campaigns/[campaign]/deadline-table';
import { ReadySection } from '@/app/(console)/campaigns/[campaign]/ready-section';
import { PartsFigure } from '@/app/(console)/campaigns/[campaign]/parts-figure';
import { UptakeSearch } from '@/app/(console)/campaigns/[campaign]/search-params';
import { uptakeQuery } from '@/app/(console)/campaigns/[campaign]/segment-query';
import { SegmentsSection } from '@/app/(console)/campaigns/[campaign]/segments-section';
import { deadlineSentence, headline, partsOf, targetSentence } from '@/app/(console)/campaigns/[campaign]/sentences';
import { dimensionsOf, filterOf } from '@/app/(console)/campaigns/[campaign]/segments';
import { ObjectFindings, shownFindings } from '@/app/(console)/findings/object-findings';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page, Section } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { findingsOn } from '@/domain/findings/queries';
import { readReadiness } from '@/domain/findings/readiness-queries';
import { readUptake } from '@/domain/uptake/queries';

export async function generateMetadata({ params }: PageProps<'/campaigns/[campaign]'>): Promise<Metadata> {
  return { title: (await params).campaign };
}

export default async function UptakePage({ params, searchParams }: PageProps<'/campaigns/[campaign]'>) {
  const viewer = await requireViewer();
  const search = UptakeSearch.parse(await searchParams);
  const { campaign } = await params;
  const question = { campaign, endOfDay: search.as_of, by: dimensionsOf(search.by), filter: filterOf(search) };
  const [view, found, readiness] = await answer(Promise.all([readUptake(viewer.actor, question), findingsOn(viewer.actor, { campaign }, shownFindings), readReadiness(viewer.actor, campaign)]));
  const { words, format } = await getPreferences();
  const { uptake, shell } = words;
  const path = `/campaigns/${campaign}`;
  return (
    <Page
      title={view.campaign.title}
      lead={`${headline(view, words, format)} ${deadlineSentence(view, words, format)}`}
      above={<>{shell.asOf} {format.endInstant(view.asOf, view.campaign.zone)}</>}
      actions={<><AsOfForm asOf={search.as_of} kept={{ by: search.by, region: search.region, platform: search.platform, channel: search.channel, sort: search.sort, dir: search.dir, size: search.size }} words={words} />{can(viewer.actor, 'batches:read') && <Link className="button" href={`/batches?campaign=${campaign}`}>{words.batches.forCampaign}</Link>}<Link className="button" href={`${path}/fairness`}>{words.conduct.fairness.link}</Link><Link className="button" href={`${path}/clearance`}>{words.clearance.link}</Link><Link className="button" href={`${path}/settings`}>{uptake.settingsLink}</Link></>}
    >
      {view.campaign.illustrative && <Illustrative />}
      <Section id="parts" title={uptake.parts.title} note={<>{targetSentence(view, words, format)} {uptake.acceptedMeans} {!view.exact && uptake.suppression(view.smallCell)}</>}>
        <PartsFigure parts={partsOf(view.total, words)} total={view.total.population} words={words} format={format} />
      </Section>
      <Section id="days" title={uptake.burnUp.title}>
        <BurnUpFigure view={view} words={words} format={format} csv={`${path}/series.csv${uptakeQuery(search)}`} />
      </Section>
      <ObjectFindings about={{ campaign }} found={found} words={words} format={format} objects />
      <ReadySection campaign={campaign} readiness={readiness} viewer={viewer} words={words} format={format} />
      <SegmentsSection view={view} search={search} path={path} words={words} format={format} />
      <Section id="deadlines" title={uptake.deadlines.title}>
        <DeadlineTable view={view} words={words} format={format} />
      </Section>
    </Page>
  );
}

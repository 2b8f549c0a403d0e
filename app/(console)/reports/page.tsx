import type { Metadata } from 'next';
import Link from 'next/link';
import { PresetsSection } from '@/app/(console)/reports/presets-section';
import { RunFilters } from '@/app/(console)/reports/run-filters';
import { RunsTable } from '@/app/(console)/reports/runs-table';
import { RunsSearch } from '@/app/(console)/reports/search-params';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page, Section } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { listCampaigns } from '@/domain/campaigns/queries';
import { listRuns } from '@/domain/reports/queries';
import { standingsOf } from '@/domain/reports/sign-off-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.runs.title };
}

export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const viewer = await requireViewer();
  const search = RunsSearch.parse(await searchParams);
  const [runs, campaigns] = await answer(Promise.all([listRuns(viewer.actor, { ...search, size: 25 }), listCampaigns(viewer.actor)]));
  const standings = await standingsOf(runs.rows.map((run) => run.number));
  const { words, format } = await getPreferences();
  const mayAsk = can(viewer.actor, 'reports:write');
  const actions = mayAsk && (
    <>
      <Link className="button button-primary" href="/reports/new">{words.runs.ask}</Link>
      <Link className="button" href="/reports/schedules">{words.builder.schedules.title}</Link>
    </>
  );
  return (
    <Page title={words.runs.title} lead={words.runs.lead} actions={actions}>
      {mayAsk && <PresetsSection actor={viewer.actor} words={words} />}
      <Section id="runs" title={words.runs.list} note={mayAsk ? words.runs.notMatching : undefined}>
        <RunFilters search={search} campaigns={campaigns.map(({ key, title }) => ({ value: key, label: title }))} words={words} />
        {runs.total === 0 ? <Empty>{words.runs.empty}</Empty> : <RunsTable rows={runs.rows} standings={standings} total={runs.total} search={search} words={words} format={format} />}
      </Section>
    </Page>
  );
}

import type { Metadata } from 'next';
import { ReportForm } from '@/app/(console)/reports/report-form';
import { RunsTable } from '@/app/(console)/reports/runs-table';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page, Section } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { listCampaigns } from '@/domain/campaigns/queries';
import { listRuns } from '@/domain/reports/queries';
import { standingsOf } from '@/domain/reports/sign-off-queries';
import { strings } from '@/domain/words/strings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.runs.title };
}

export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const viewer = await requireViewer();
  const page = Math.max(1, Number((await searchParams).page) || 1);
  const [runs, campaigns] = await answer(Promise.all([listRuns(viewer.actor, { page, size: 25 }), listCampaigns(viewer.actor)]));
  const standings = await standingsOf(runs.rows.map((run) => run.number));
  const { words, format, language } = await getPreferences();
  return (
    <Page title={words.runs.title} lead={words.runs.lead}>
      {can(viewer.actor, 'reports:write') && (
        <Section id="ask" title={words.runs.ask} note={words.runs.notMatching}>
          <ReportForm campaigns={campaigns.map(({ key, title }) => ({ value: key, label: title }))} types={words.reports.types} words={strings(words.runs)} languages={words.shell.language} language={language} fields={words.shell.fields} problem={words.shell.problem.title} />
        </Section>
      )}
      <Section id="runs" title={words.runs.list}>
        {runs.total === 0 ? <Empty>{words.runs.empty}</Empty> : <RunsTable rows={runs.rows} standings={standings} total={runs.total} page={page} words={words} format={format} />}
      </Section>
    </Page>
  );
}

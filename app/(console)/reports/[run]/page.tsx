import type { Metadata } from 'next';
import Link from 'next/link';
import { AfterRun } from '@/app/(console)/reports/[run]/after-run';
import { ErasedSince } from '@/app/(console)/reports/[run]/erased-since';
import { Refresh } from '@/app/(console)/reports/[run]/refresh';
import { RunFacts } from '@/app/(console)/reports/[run]/run-facts';
import { RunFiles } from '@/app/(console)/reports/[run]/run-files';
import { StandingNotice } from '@/app/(console)/reports/[run]/standing-notice';
import { RunButtons } from '@/app/(console)/reports/run-buttons';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page, Section } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { erasedSince, getRun } from '@/domain/reports/queries';
import { getSignOff } from '@/domain/reports/sign-off-queries';
import { strings } from '@/domain/words/strings';

export async function generateMetadata({ params }: PageProps<'/reports/[run]'>): Promise<Metadata> {
  return { title: (await getPreferences()).words.runs.run((await params).run) };
}

export default async function RunPage({ params }: PageProps<'/reports/[run]'>) {
  const viewer = await requireViewer();
  const run = await answer(getRun(viewer.actor, Number((await params).run) || 0));
  const [since, signOff] = await answer(Promise.all([erasedSince(viewer.actor, run.number), getSignOff(viewer.actor, run.number)]));
  const { words, format } = await getPreferences();
  const { runs, reports } = words;
  const open = run.status === 'queued' || run.status === 'running';
  return (
    <Page title={`${runs.run(format.count(run.number))}: ${reports.types[run.type]}`} above={<><Link href="/reports">{runs.title}</Link> {signOff.endings.length === 0 ? <span className="tag">{reports.statuses[run.status]}</span> : <span className="tag bg-notice text-on-notice">{words.signOff.standings[signOff.standing]}</span>}</>} actions={can(viewer.actor, 'reports:write') && <RunButtons number={run.number} status={run.status} words={strings(runs)} />}>
      {run.illustrative && <Illustrative />}
      {open && <Refresh><progress className="w-full max-w-md" value={run.progress} aria-label={reports.statuses[run.status]} /> <span>{runs.progress(format.rate(run.progress))}. {runs.waiting}</span></Refresh>}
      {run.failure && <p role="alert" className="rounded-md border-2 border-danger p-4"><strong>{runs.failed}.</strong> {run.failure}</p>}
      <StandingNotice signOff={signOff} words={words.signOff} format={format} />
      {run.status === 'expired' && <p role="note" className="card">{runs.expired}</p>}
      <ErasedSince since={since} words={runs} format={format} />
      {run.status === 'ready' && <Section id="files" title={runs.files}><RunFiles run={run} words={runs} bundle={words.bundle} format={format} /></Section>}
      {run.status === 'ready' && <AfterRun viewer={viewer} run={run} signOff={signOff} words={words} format={format} />}
      <Section id="facts" title={runs.facts}><RunFacts run={run} words={words} format={format} /></Section>
    </Page>
  );
}

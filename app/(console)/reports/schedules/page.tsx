import type { Metadata } from 'next';
import Link from 'next/link';
import { actionWords } from '@/app/action-words';
import { StopSchedule } from '@/app/(console)/reports/plan-forms';
import { scopeOf } from '@/app/(console)/reports/runs-table';
import { rhythmOf } from '@/app/(console)/reports/schedules/rhythm-of';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewerWith } from '@/auth/viewer';
import { Empty, Page } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import { listSchedules } from '@/domain/reports/plan-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.builder.schedules.title };
}

export default async function SchedulesPage() {
  const viewer = await requireViewerWith('reports:write');
  const schedules = await answer(listSchedules(viewer.actor));
  const { words, format } = await getPreferences();
  const { schedules: texts } = words.builder;
  const columns = [
    { id: 'name', label: words.builder.name }, { id: 'type', label: words.runs.type }, { id: 'scope', label: words.runs.columns.scope }, { id: 'rhythm', label: words.builder.rhythm }, { id: 'next', label: texts.next },
    { id: 'keep', label: texts.keep }, { id: 'who', label: words.runs.columns.by }, { id: 'stop', label: texts.stop, action: true },
  ];
  const rows = schedules.map((schedule) => ({
    id: String(schedule.id),
    cells: {
      name: schedule.name,
      type: words.reports.types[schedule.request.type],
      scope: scopeOf({ campaign: schedule.request.campaign ?? null, jurisdiction: schedule.request.jurisdiction ?? null }, words),
      rhythm: rhythmOf(schedule, words, format),
      next: schedule.nextAt ? format.instant(schedule.nextAt, schedule.zone) : schedule.endedAt ? `${texts.ended(format.instant(schedule.endedAt, schedule.zone))} ${schedule.ending ? texts.endings[schedule.ending] : ''}` : '–',
      keep: schedule.keepDays === null ? texts.forGood : texts.keptDays(format.count(schedule.keepDays)),
      who: schedule.ownerName,
      stop: schedule.endable && <StopSchedule id={schedule.id} words={actionWords(words)} label={texts.stop} />,
    },
  }));
  return (
    <Page title={texts.title} lead={texts.lead} above={<Link href="/reports">{words.runs.title}</Link>} actions={<Link className="button button-primary" href="/reports/new">{words.runs.ask}</Link>}>
      {rows.length === 0 ? <Empty>{texts.none}</Empty> : <div className="card min-w-0"><PlainTable caption={texts.title} columns={columns} rows={rows} /></div>}
    </Page>
  );
}

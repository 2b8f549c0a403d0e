import { type BurnUpInput, burnUp } from '@/charts/burn-up';
import { BurnUpChart, type BurnUpLabels } from '@/components/ui/burn-up-chart';
import { DayTable } from '@/components/ui/day-table';
import type { Formatter } from '@/domain/words/format';
import type { Words } from '@/domain/words/catalogue';
import type { DayCounts, UptakeView } from '@/domain/uptake/view';
import { countNames } from '@/domain/uptake/vocabulary';

const sum = (day: DayCounts, names: (keyof DayCounts['counts'])[]) => names.reduce<number | null>((total, name) => (total === null || day.counts[name] === null ? null : total + (day.counts[name] ?? 0)), 0);
const seen = (day: DayCounts) => sum(day, ['accepted', 'declined', 'withdrawn', 'objected', 'dismissed', 'deferred', 'displayed']);

type Props = { view: UptakeView; words: Words; format: Formatter; csv: string };

/** The state at the end of each day against population, target, reminders and every deadline; the same as a table and as CSV. */
export function BurnUpFigure({ view, words, format, csv }: Props) {
  const { uptake, shell } = words;
  const days = trimmed(view).map((day) => ({ date: day.date, accepted: day.counts.accepted, seen: seen(day) }));
  const input = { days, population: view.total.population, target: view.campaign.target, marks: marksOf(view, words, format, days.at(-1)?.date ?? '') };
  const [from, to] = [format.date(days[0]?.date ?? '1970-01-01'), format.date(days.at(-1)?.date ?? '1970-01-01')];
  const last = days.at(-1)?.accepted ?? null;
  const description = last === null ? uptake.burnUp.captionWithheld(from, to) : uptake.burnUp.caption(format.count(last), from, to);
  const labels: BurnUpLabels = {
    title: uptake.burnUp.title, description, accepted: uptake.burnUp.accepted, seen: uptake.burnUp.seen, target: uptake.burnUp.target, population: uptake.burnUp.population,
    number: format.count, date: format.shortDate,
  };
  const shown = (n: number | null) => (n === null ? uptake.suppressed : format.count(n));
  return (
    <figure>
      <BurnUpChart className="hidden sm:block" labels={labels} chart={burnUp({ ...input, width: 1180, height: 380, right: 190 })} />
      <BurnUpChart className="sm:hidden" labels={{ ...labels, seen: uptake.burnUp.seenShort }} chart={burnUp({ ...input, width: 380, height: 320, right: 110, marks: input.marks.filter((mark) => mark.kind !== 'reminder') })} />
      <figcaption className="mt-2 text-sm text-muted">{description}</figcaption>
      <details className="no-print mt-2">
        <summary className="button">{uptake.burnUp.table}</summary>
        <p className="mt-2"><a href={csv}>{shell.table.csv}</a></p>
        <DayTable
          label={uptake.burnUp.table}
          caption={description}
          columns={[uptake.burnUp.day, uptake.burnUp.accepted, uptake.burnUp.seen]}
          rows={days.toReversed().map((day) => ({ day: day.date, cells: [format.date(day.date), shown(day.accepted), shown(day.seen)] }))}
        />
      </details>
    </figure>
  );
}

/** The days worth drawing: up to a fortnight after the last change or the last deadline, whichever is later. */
function trimmed(view: UptakeView): DayCounts[] {
  const same = (a: DayCounts, b: DayCounts | undefined) => b !== undefined && countNames.every((name) => a.counts[name] === b.counts[name]);
  const lastChange = view.series.findLastIndex((day, i) => !same(day, view.series[i - 1]));
  const lastDeadline = Math.max(0, ...view.deadlines.map(({ entry }) => entry.at.getTime()));
  const deadlineDay = view.series.findLastIndex((day) => Date.parse(day.date) <= lastDeadline);
  return view.series.slice(0, Math.max(lastChange, deadlineDay) + 15);
}

function marksOf({ campaign, deadlines, deadline }: UptakeView, { uptake }: Words, format: Formatter, last: string): BurnUpInput['marks'] {
  const day = (at: Date) => format.isoDay(new Date(at.getTime() - 1), campaign.zone);
  const marks: BurnUpInput['marks'] = [
    { date: format.isoDay(campaign.announcedAt, campaign.zone), kind: 'announcement', label: uptake.burnUp.announcement },
    ...campaign.reminders.map((reminder) => ({ date: format.isoDay(reminder.at, campaign.zone), kind: 'reminder' as const, label: uptake.burnUp.reminder })).filter((mark) => mark.date <= last),
    ...deadlines.map(({ entry }) => ({
      date: day(entry.at),
      kind: entry.id === deadline?.id ? ('deadline' as const) : ('late_deadline' as const),
      label: (entry.id === deadline?.id ? uptake.burnUp.deadline : uptake.burnUp.movedDeadline)(format.shortDate(day(entry.at))),
    })),
  ];
  return marks;
}

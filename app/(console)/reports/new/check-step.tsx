import Link from 'next/link';
import type { ReactNode } from 'react';
import { actionWords } from '@/app/action-words';
import { AskForm } from '@/app/(console)/reports/ask-form';
import { PresetForm, ScheduleForm } from '@/app/(console)/reports/keep-forms';
import { type Step, hrefOf, keptOf, stepsOf } from '@/app/(console)/reports/new/search-params';
import type { StepProps } from '@/app/(console)/reports/new/step-props';
import { answer } from '@/auth/viewer';
import { Section } from '@/components/ui/page';
import { getCampaign } from '@/domain/campaigns/queries';
import { boundsOf } from '@/domain/reports/plan-queries';
import { reportScopes, rhythms } from '@/domain/reports/vocabulary';
import { strings } from '@/domain/words/strings';
import { placeName } from '@/domain/words/place-name';
import { segmentName } from '@/domain/words/segment-name';

/** Everything that was chosen, with the bounds of the period and their zone spelled out; then it is asked for, kept, or made regularly. */
export async function CheckStep({ builder, actor, words, format, language }: StepProps) {
  const { builder: texts, reports, runs, transparency } = words;
  const type = builder.type ?? 'campaign_uptake';
  const scope = reportScopes[type];
  const campaign = builder.campaign === undefined ? null : await answer(getCampaign(actor, builder.campaign));
  const bounds = await answer(boundsOf(actor, builder));
  const end = bounds.to === null || bounds.to > new Date() ? texts.now(bounds.zone) : format.endInstant(bounds.to, bounds.zone);
  const filters = [builder.region?.toUpperCase(), segmentName('platform', builder.platform ?? '', words), segmentName('channel', builder.channel ?? '', words)].filter(Boolean).join(', ');
  const label = (id: string) => (type === 'transparency_table' ? (transparency.columns as Record<string, string>)[id] : (reports.columns as Record<string, { label: string }>)[id]?.label) ?? id;
  const rows: [Step, string, ReactNode][] = [
    ['type', runs.type, reports.types[type]],
    ...(scope.campaign === 'none' ? [] : [['scope', texts.campaign, campaign?.title ?? texts.allCampaigns] as [Step, string, ReactNode]]),
    ...(scope.jurisdiction === 'none' ? [] : [['scope', texts.jurisdiction, placeName(builder.jurisdiction ?? '', words.law.places)] as [Step, string, ReactNode]]),
    ...(scope.layouts.length > 1 ? [['scope', texts.layout, reports.layouts[builder.layout ?? 'full']] as [Step, string, ReactNode]] : []),
    ...(scope.filters ? [['scope', texts.segment, filters || texts.everybody] as [Step, string, ReactNode]] : []),
    ['period', scope.period === 'none' ? runs.columns.asOf : reports.provenance.period, scope.period === 'none' ? end : bounds.from === null ? reports.provenance.until(end) : reports.provenance.fromTo(format.instant(bounds.from, bounds.zone), end)],
    ...(scope.columns === null ? [] : [['columns', texts.names.columns, builder.chosen.length === 0 || (builder.layout ?? 'full') !== 'full' ? texts.allColumns : builder.chosen.map((column) => column.label ?? label(column.id)).join(', ')] as [Step, string, ReactNode]]),
    ['language', runs.language, words.shell.language[builder.language ?? language]],
    ['language', texts.countersign, builder.countersign === 'true' ? reports.yes : reports.no],
  ];
  const known = stepsOf(type);
  const kept = JSON.stringify(keptOf({ ...builder, language: builder.language ?? language }));
  const shared = { kept, words: actionWords(words), labels: strings(texts) };
  return (
    <>
      <Section id="check" title={texts.names.check}>
        <dl className="mb-5 grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(9rem,14rem)_1fr_auto]">
          {rows.map(([step, term, value]) => (
            <div key={`${step}${term}`} className="contents">
              <dt className="text-muted">{term}</dt><dd className="min-w-0 break-words">{value}</dd>
              <dd className="mb-2 sm:mb-0">{known.includes(step) && <Link className="tap inline-flex items-center" href={hrefOf(builder, step)} aria-label={texts.changeOf(term)}>{texts.change}</Link>}</dd>
            </div>
          ))}
        </dl>
        <AskForm {...shared} from={builder.from} to={builder.to} asksForPerson={scope.subject !== 'none'} submit={runs.submit} />
      </Section>
      {scope.subject === 'none' && <Section id="preset" title={texts.presetTitle}><PresetForm {...shared} /></Section>}
      {scope.subject === 'none' && <Section id="schedule" title={texts.scheduleTitle} note={texts.scheduleNote}><ScheduleForm {...shared} zone={bounds.zone} rhythms={rhythms.map((value) => ({ value, label: texts.rhythms[value] }))} /></Section>}
    </>
  );
}

import type { Metadata } from 'next';
import Link from 'next/link';
import { CheckStep } from '@/app/(console)/reports/new/check-step';
import { ColumnsStep } from '@/app/(console)/reports/new/columns-step';
import { LanguageStep } from '@/app/(console)/reports/new/language-step';
import { PeriodStep } from '@/app/(console)/reports/new/period-step';
import { ScopeStep } from '@/app/(console)/reports/new/scope-step';
import { builderOf, stepOf } from '@/app/(console)/reports/new/search-params';
import { StepList } from '@/app/(console)/reports/new/step-list';
import { TypeStep } from '@/app/(console)/reports/new/type-step';
import { getPreferences } from '@/auth/preferences';
import { requireViewerWith } from '@/auth/viewer';
import { ErrorSummary } from '@/components/form/error-summary';
import { Page } from '@/components/ui/page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.builder.title };
}

export default async function NewReportPage({ searchParams }: PageProps<'/reports/new'>) {
  const viewer = await requireViewerWith('reports:write');
  const builder = builderOf(await searchParams);
  const { step, lacks } = stepOf(builder);
  const preferences = await getPreferences();
  const { builder: texts, shell, runs } = preferences.words;
  const shared = { builder, actor: viewer.actor, ...preferences };
  return (
    <Page title={texts.title} lead={texts.leads[step]} above={<Link href="/reports">{runs.title}</Link>}>
      <StepList builder={builder} step={step} words={texts} />
      {lacks && <ErrorSummary title={shell.problem.title} entries={[{ field: lacks === 'order' ? 'to' : lacks, message: texts.lacks[lacks] }]} />}
      {step === 'type' && <TypeStep {...shared} />}
      {step === 'scope' && <ScopeStep {...shared} />}
      {step === 'period' && <PeriodStep {...shared} />}
      {step === 'columns' && <ColumnsStep {...shared} />}
      {step === 'language' && <LanguageStep {...shared} />}
      {step === 'check' && <CheckStep {...shared} />}
    </Page>
  );
}

import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Illustrative } from '@/app/(console)/illustrative';
import { savePurpose } from '@/app/(console)/purposes/actions';
import { FocusField } from '@/app/(console)/purposes/focus-field';
import { formLayout } from '@/app/(console)/purposes/form-layout';
import { formWords } from '@/app/(console)/purposes/form-words';
import { PurposeForm } from '@/app/(console)/purposes/purpose-form';
import { fieldOf, valuesOf } from '@/app/(console)/purposes/record-form';
import { one } from '@/app/search-query';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewerWith } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { getPurpose } from '@/domain/purposes/version-queries';

export async function generateMetadata({ params }: PageProps<'/purposes/[key]/edit'>): Promise<Metadata> {
  return { title: (await getPreferences()).words.register.form.editTitle(decodeURIComponent((await params).key)) };
}

export default async function EditPurposePage({ params, searchParams }: PageProps<'/purposes/[key]/edit'>) {
  const viewer = await requireViewerWith('purposes:write');
  const purpose = await answer(getPurpose(viewer.actor, decodeURIComponent((await params).key)));
  const latest = purpose.versions[0] ?? notFound();
  const values = valuesOf(latest.record);
  const field = one((await searchParams).field);
  const { words } = await getPreferences();
  const { register } = words;
  return (
    <Page title={register.form.editTitle(latest.record.title)} lead={register.form.editLead(latest.version + 1)} above={<><Link href={`/purposes/${purpose.key}`}>{purpose.key}</Link> · {register.history.version(latest.version)}</>}>
      {purpose.illustrative && <Illustrative />}
      <PurposeForm action={savePurpose} words={formWords(words)} parts={formLayout(words)} values={values} edited={{ key: purpose.key, version: latest.version }} />
      {typeof field === 'string' && <FocusField name={fieldOf(`record.${field}`, values)} />}
    </Page>
  );
}

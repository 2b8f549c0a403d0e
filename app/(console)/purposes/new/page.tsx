import type { Metadata } from 'next';
import Link from 'next/link';
import { addPurpose } from '@/app/(console)/purposes/actions';
import { formLayout } from '@/app/(console)/purposes/form-layout';
import { formWords } from '@/app/(console)/purposes/form-words';
import { PurposeForm } from '@/app/(console)/purposes/purpose-form';
import { emptyValues } from '@/app/(console)/purposes/record-form';
import { getPreferences } from '@/auth/preferences';
import { requireViewerWith } from '@/auth/viewer';
import { Page } from '@/components/ui/page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.register.form.newTitle };
}

export default async function NewPurposePage() {
  await requireViewerWith('purposes:write');
  const { words } = await getPreferences();
  const { register } = words;
  return (
    <Page title={register.form.newTitle} lead={register.form.newLead} above={<Link href="/purposes">{register.title}</Link>}>
      <PurposeForm action={addPurpose} words={formWords(words)} parts={formLayout(words)} values={emptyValues} edited={null} />
    </Page>
  );
}

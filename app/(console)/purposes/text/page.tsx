import type { Metadata } from 'next';
import Link from 'next/link';
import { TextForms } from '@/app/(console)/purposes/text/text-forms';
import { workflowWords } from '@/app/(console)/purposes/workflow-words';
import { getPreferences } from '@/auth/preferences';
import { requireViewerWith } from '@/auth/viewer';
import { Page } from '@/components/ui/page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.exchange.text.title };
}

export default async function TextPage() {
  await requireViewerWith('purposes:write');
  const { words } = await getPreferences();
  const { action } = workflowWords(words);
  const { text } = words.exchange;
  return (
    <Page title={text.title} lead={text.lead} above={<Link href="/purposes">{words.register.title}</Link>}>
      <TextForms labels={text} words={{ ...action, problems: { ...action.problems, fields: { ...action.problems.fields, ...words.register.errors, nothing: text.nothing }, refusals: { ...action.problems.refusals, nothing: text.nothing } } }} />
    </Page>
  );
}

import type { Metadata } from 'next';
import Link from 'next/link';
import { ImportForm } from '@/app/(console)/purposes/import/import-form';
import { getPreferences } from '@/auth/preferences';
import { requireViewerWith } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { strings } from '@/domain/words/strings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.exchange.import.title };
}

export default async function ImportPage() {
  await requireViewerWith('purposes:write');
  const { words } = await getPreferences();
  const { exchange, shell, register, workflow } = words;
  const problems = { fields: { ...shell.fields, ...register.errors, ...workflow.errors, ...exchange.problems }, refusals: { ...shell.refusals, ...workflow.refusals, ...exchange.problems, plan_changed: exchange.import.changed } };
  return (
    <Page title={exchange.import.title} lead={exchange.import.lead} above={<Link href="/purposes">{register.title}</Link>}>
      <ImportForm words={{ ...strings(exchange.import), columns: exchange.import.columns, problemTitle: shell.problem.title, problems }} />
    </Page>
  );
}

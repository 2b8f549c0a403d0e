import type { Metadata } from 'next';
import Link from 'next/link';
import { getPreferences } from '@/auth/preferences';
import { requireViewerWith } from '@/auth/viewer';
import { Choice } from '@/components/form/choice';
import { Page } from '@/components/ui/page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.exchange.export.title };
}

export default async function ExportPage() {
  await requireViewerWith('purposes:read');
  const { words } = await getPreferences();
  const { export: texts } = words.exchange;
  const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
  return (
    <Page title={texts.title} lead={texts.lead} above={<Link href="/purposes">{words.register.title}</Link>}>
      <form method="get" action="/purposes/export/file" className="card flex flex-wrap items-end gap-3">
        <Choice name="format" label={texts.format} value="xlsx" options={options(texts.formats)} />
        <Choice name="layout" label={texts.layout} value="full" options={options(texts.layouts)} />
        <label className="grid text-sm"><span className="text-muted">{texts.asOf}</span><input type="date" name="as_of" className="field-input" /></label>
        <button type="submit" className="button button-primary">{texts.submit}</button>
      </form>
      <p className="text-muted">{texts.note}</p>
    </Page>
  );
}

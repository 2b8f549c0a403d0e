import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { CompareSearch } from '@/app/(console)/purposes/[key]/compare/search-params';
import { ChangeList } from '@/app/(console)/purposes/change-list';
import { changesBetween } from '@/app/(console)/purposes/changes';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Choice } from '@/components/form/choice';
import { Page, Section } from '@/components/ui/page';
import { getPurpose } from '@/domain/purposes/version-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.register.compare.link };
}

export default async function ComparePage({ params, searchParams }: PageProps<'/purposes/[key]/compare'>) {
  const viewer = await requireViewer();
  const { key, versions } = await answer(getPurpose(viewer.actor, decodeURIComponent((await params).key)));
  const search = CompareSearch.parse(await searchParams);
  const latest = versions[0] ?? notFound();
  const to = versions.find(({ version }) => version === search.to) ?? latest;
  const from = versions.find(({ version }) => version === (search.from ?? Math.max(1, to.version - 1))) ?? notFound();
  const { words, format } = await getPreferences();
  const { compare, history } = words.register;
  const options = versions.map(({ version }) => ({ value: `${version}`, label: history.version(version) }));
  return (
    <Page title={compare.title(history.version(from.version), history.version(to.version))} above={<Link href={`/purposes/${key}`}>{key}</Link>}>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <Choice name="from" label={compare.from} value={`${from.version}`} options={options} />
        <Choice name="to" label={compare.to} value={`${to.version}`} options={options} />
        <button type="submit" className="button">{compare.show}</button>
      </form>
      <Section id="changes" title={words.register.form.change}>
        <ChangeList changes={changesBetween(from.record, to.record, words, format)} words={history} />
      </Section>
    </Page>
  );
}

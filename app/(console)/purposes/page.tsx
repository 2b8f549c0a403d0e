import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Illustrative } from '@/app/(console)/illustrative';
import { AsOf } from '@/app/(console)/purposes/as-of';
import { RegisterViews } from '@/app/(console)/purposes/register-views';
import { PurposesSection } from '@/app/(console)/purposes/purposes-section';
import { RegisterSearch, isFiltered, purposeSearch } from '@/app/(console)/purposes/search-params';
import { registerQuery } from '@/app/(console)/purposes/register-query';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { countFacets, isRegisterIllustrative, listPurposes } from '@/domain/purposes/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.register.title };
}

export default async function RegisterPage({ searchParams }: PageProps<'/purposes'>) {
  const viewer = await requireViewer();
  const search = RegisterSearch.parse(await searchParams);
  const wanted = purposeSearch(search, new Date());
  const [{ rows, total }, facets, illustrative] = await answer(Promise.all([listPurposes(viewer.actor, wanted), countFacets(viewer.actor, wanted, wanted.at), isRegisterIllustrative(viewer.actor)]));
  if (rows.length === 0 && total > 0) redirect(`/purposes${registerQuery({ ...search, page: 1 })}`);
  const { words, format } = await getPreferences();
  const { register } = words;
  return (
    <Page title={register.title} lead={register.lead} actions={can(viewer.actor, 'purposes:write') && <Link className="button button-primary" href="/purposes/new">{register.add}</Link>}>
      <RegisterViews actor={viewer.actor} words={words} />
      {illustrative && <Illustrative />}
      <AsOf search={search} at={wanted.at} words={words} format={format} />
      {total === 0 && !isFiltered(search) ? <Empty>{register.empty}</Empty> : <PurposesSection rows={rows} total={total} facets={facets} search={search} mayEdit={can(viewer.actor, 'purposes:write') && wanted.at === undefined} words={words} format={format} />}
    </Page>
  );
}

import type { Metadata } from 'next';
import Link from 'next/link';
import { PassageList } from '@/app/(console)/purposes/coverage/passage-list';
import { CoverageSearch } from '@/app/(console)/purposes/coverage/search-params';
import { UncoveredPurposes } from '@/app/(console)/purposes/coverage/uncovered-purposes';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Choice } from '@/components/form/choice';
import { Empty, Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { listNotices, readCoverage } from '@/domain/campaigns/passage-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.transparency.coverage.title };
}

export default async function CoveragePage({ searchParams }: PageProps<'/purposes/coverage'>) {
  const viewer = await requireViewer();
  const notices = await answer(listNotices(viewer.actor));
  const search = CoverageSearch.parse(await searchParams);
  const chosen = notices.find((one) => `${one.campaign} ${one.notice}` === search.notice) ?? notices[0];
  const coverage = chosen && (await answer(readCoverage(viewer.actor, chosen.campaign, chosen.notice)));
  const { words, format } = await getPreferences();
  const { coverage: t, show } = words.transparency;
  return (
    <Page title={t.title} lead={t.lead} above={<Link href="/purposes">{words.register.title}</Link>}>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <Choice name="notice" label={t.notice} value={chosen && `${chosen.campaign} ${chosen.notice}`} options={notices.map((one) => ({ value: `${one.campaign} ${one.notice}`, label: `${one.campaign}: ${one.notice}` }))} />
        <button type="submit" className="button">{show}</button>
      </form>
      {!chosen || !coverage?.text ? (
        <Empty>{t.noText}</Empty>
      ) : (
        <>
          <UncoveredPurposes coverage={coverage} search={search} words={words} format={format} />
          <PassageList about={chosen} coverage={coverage} search={search} mayWrite={can(viewer.actor, 'purposes:write')} words={words} />
        </>
      )}
    </Page>
  );
}

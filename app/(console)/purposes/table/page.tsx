import type { Metadata } from 'next';
import Link from 'next/link';
import { Illustrative } from '@/app/(console)/illustrative';
import { KeepSection } from '@/app/(console)/purposes/table/keep-section';
import { TableSearch, instantOf } from '@/app/(console)/purposes/table/search-params';
import { TableSection } from '@/app/(console)/purposes/table/table-section';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Choice } from '@/components/form/choice';
import { Empty, Page } from '@/components/ui/page';
import { countFacets, readRegister } from '@/domain/purposes/queries';
import { transparencyTable } from '@/domain/purposes/transparency';
import { placeName } from '@/domain/words/place-name';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.transparency.title };
}

export default async function TransparencyPage({ searchParams }: PageProps<'/purposes/table'>) {
  const viewer = await requireViewer();
  const search = TableSearch.parse(await searchParams);
  const { words, format } = await getPreferences();
  const facets = await answer(countFacets(viewer.actor, {}));
  const jurisdiction = search.jurisdiction ?? facets.jurisdiction[0]?.value;
  const entries = jurisdiction === undefined ? [] : await answer(readRegister(viewer.actor, instantOf(search.as_of, new Date())));
  const table = transparencyTable(entries, jurisdiction ?? '', words);
  const { transparency: t } = words;
  return (
    <Page title={t.title} lead={t.lead} above={<Link href="/purposes">{words.register.title}</Link>}>
      <form method="get" className="no-print flex flex-wrap items-end gap-3">
        <Choice name="jurisdiction" label={t.jurisdiction} value={jurisdiction} options={facets.jurisdiction.map(({ value }) => ({ value, label: placeName(value, words.law.places) }))} />
        <label className="grid text-sm"><span className="text-muted">{words.register.time.asOf}</span><input type="date" name="as_of" defaultValue={search.as_of} className="field-input" /></label>
        <button type="submit" className="button">{t.show}</button>
      </form>
      {entries.some(({ illustrative }) => illustrative) && <Illustrative />}
      {table.rows.length === 0 ? <Empty>{t.none}</Empty> : <TableSection table={table} search={search} words={words} format={format} />}
      {table.rows.length > 0 && <KeepSection actor={viewer.actor} jurisdiction={table.jurisdiction} words={words} format={format} />}
    </Page>
  );
}

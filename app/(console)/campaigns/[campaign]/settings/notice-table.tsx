import { PlainTable } from '@/components/ui/plain-table';
import type { listNotices } from '@/domain/campaigns/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { notices: Awaited<ReturnType<typeof listNotices>>; zone: string; words: Words; format: Formatter };

/** What people were shown: each text by its digest. */
export function NoticeTable({ notices, zone, words, format }: Props) {
  const labels = words.uptake.notices;
  return (
    <PlainTable
      caption={labels.title}
      columns={[{ id: 'id', label: labels.id }, { id: 'nature', label: labels.nature }, { id: 'area', label: labels.area }, { id: 'locale', label: labels.locale }, { id: 'published', label: labels.published }, { id: 'sha256', label: labels.sha256, long: true }]}
      rows={notices.map((notice) => ({
        id: notice.id,
        cells: {
          id: notice.id,
          nature: words.law.natures[notice.legalNature],
          area: notice.area === null ? words.uptake.deadlines.everywhere : placeName(notice.area, words.law.places),
          locale: notice.locale,
          published: format.instant(notice.publishedAt, zone),
          sha256: <code className="text-sm break-all">{notice.sha256}</code>,
        },
      }))}
    />
  );
}

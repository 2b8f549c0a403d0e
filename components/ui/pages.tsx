import Link from 'next/link';

type Props = { labels: { pagination: string; previous: string; next: string; page: string }; page: number; pages: number; href(page: number): string };

/** Back and forth between the pages of a list; nothing where there is one. */
export function Pages({ labels, page, pages, href }: Props) {
  if (pages <= 1) return null;
  return (
    <nav aria-label={labels.pagination} className="no-print flex items-center gap-3">
      {page > 1 && <Link className="button" rel="prev" href={href(page - 1)}>{labels.previous}</Link>}
      <span>{labels.page}</span>
      {page < pages && <Link className="button" rel="next" href={href(page + 1)}>{labels.next}</Link>}
    </nav>
  );
}

import Link from 'next/link';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { QueueRow } from '@/domain/purposes/workflow-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { id: string; title: string; rows: QueueRow[]; today: string; words: Words; format: Formatter };

/** One kind of work that waits, the most urgent first. */
export function QueueSection({ id, title, rows, today, words, format }: Props) {
  const { queue } = words.workflow;
  const day = (date: string | null) => (date === null ? '–' : <span>{format.date(date)}{date < today && <> <span className="tag bg-notice text-on-notice">{queue.overdue}</span></>}</span>);
  const isDue = id === 'due';
  return (
    <Section id={id} title={title}>
      {rows.length === 0 ? <p className="text-muted">{queue.none}</p> : (
        <PlainTable
          caption={title}
          columns={[{ id: 'key', label: queue.columns.key }, { id: 'title', label: queue.columns.title }, { id: 'owner', label: queue.columns.owner }, ...(isDue ? [{ id: 'due', label: queue.columns.due }] : [{ id: 'reviewer', label: queue.columns.reviewer }, { id: 'by', label: queue.columns.by }])]}
          rows={rows.map((row) => ({ id: row.key, cells: { key: row.key, title: <Link href={`/purposes/${row.key}`}>{row.title}</Link>, owner: row.owner, reviewer: row.reviewer ?? '–', by: day(row.reviewBy), due: day(row.reviewDue) } }))}
        />
      )}
    </Section>
  );
}

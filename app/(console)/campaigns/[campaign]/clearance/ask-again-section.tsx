import Link from 'next/link';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { AskAgainRow } from '@/domain/clearance/ask-again-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { rows: AskAgainRow[]; zone: string; words: Words; format: Formatter };

/** Answers that a change of the register has outgrown: whose, on which text, and what has changed since. */
export function AskAgainSection({ rows, zone, words, format }: Props) {
  const { again, columns, standings } = words.clearance;
  return (
    <Section id="again" title={again.title} note={rows.length > 0 && again.lead}>
      {rows.length === 0 ? <p className="text-muted">{again.none}</p> : (
        <PlainTable
          caption={again.title}
          columns={[{ id: 'purpose', label: columns.purpose, long: true }, { id: 'people', label: again.people, number: true }, { id: 'ground', label: again.ground }, { id: 'notice', label: again.notice, long: true }, { id: 'changes', label: again.changes, long: true }]}
          rows={rows.map((row) => ({
            id: `${row.purpose} ${row.ground} ${row.notice}`,
            cells: {
              purpose: <Link href={`/purposes/${encodeURIComponent(row.purpose)}/compare?from=${row.version}&to=${row.current}`}>{row.title}</Link>,
              people: row.people === null ? words.uptake.suppressed : format.count(row.people),
              ground: row.ground === 'in_scope' || row.ground === 'nobody' ? '' : standings[row.ground],
              notice: <>{row.notice} <span className="text-sm text-muted">{format.date(format.isoDay(row.publishedAt, zone))}</span></>,
              changes: <>{row.changes.map((part) => again.parts[part]).join(', ')} <span className="text-sm text-muted">({again.since(String(row.version), String(row.current))})</span></>,
            },
          }))}
        />
      )}
    </Section>
  );
}

import Link from 'next/link';
import { findingDefaults, findingsQuery } from '@/app/(console)/findings/findings-query';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { FindingPage, FindingRow } from '@/domain/findings/queries';
import type { FindingFilter } from '@/domain/findings/schemas';
import { sentenceOf } from '@/domain/findings/sentence';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { about: FindingFilter; found: FindingPage; words: Words; format: Formatter; /** Whether rows tell which object they are on. */ objects?: boolean };

/** How many findings an object's page shows. */
export const shownFindings = 8;

/** What rules found: how many of each severity, and the gravest of them. */
export function ObjectFindings({ about, found: { rows, total, counts }, words, format, objects = false }: Props) {
  const { findingPages } = words;
  const { on, columns } = findingPages;
  const all = `/findings${findingsQuery({ ...findingDefaults, ...about })}`;
  return (
    <Section id="findings" title={on.title} actions={total > 0 && <Link href={all}>{on.all}</Link>}>
      {total === 0 ? <p className="text-muted">{on.none}</p> : (
        <>
          <p className="mb-3">{on.counts(format.count(counts.blocker), format.count(counts.warning), format.count(counts.info))} {counts.drafts > 0 && on.drafts(format.count(counts.drafts))} {total > rows.length && on.first(format.count(rows.length), format.count(total))}</p>
          <PlainTable
            caption={on.title}
            columns={[{ id: 'severity', label: columns.severity }, { id: 'rule', label: columns.rule, whole: true }, { id: 'sentence', label: columns.sentence, long: true }, ...(objects ? [{ id: 'object', label: columns.object }] : []), { id: 'standing', label: columns.standing }, { id: 'status', label: columns.status }, { id: 'age', label: columns.age, whole: true }]}
            rows={rows.map((row) => ({ id: row.id, cells: cellsOf(row, words, format) }))}
          />
        </>
      )}
    </Section>
  );
}

const cellsOf = (row: FindingRow, words: Words, format: Formatter) => ({
  severity: <span className={`tag whitespace-nowrap ${row.severity === 'blocker' ? 'border-danger text-danger' : ''}`}>{words.findingPages.severities[row.severity]}</span>,
  rule: row.rule,
  sentence: <Link href={`/findings/${row.id}`}>{sentenceOf(row, words)}</Link>,
  object: row.object,
  standing: words.findingPages.standings[row.draft ? 'draft' : 'in_force'],
  status: words.findingPages.statuses[row.status],
  age: words.findingPages.days(row.days, format.count(row.days)),
});

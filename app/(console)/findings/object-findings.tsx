import Link from 'next/link';
import { findingDefaults, findingsQuery } from '@/app/(console)/findings/findings-query';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { Viewer } from '@/domain/access/queries';
import { type FindingRow, countFindings, listFindings } from '@/domain/findings/queries';
import type { FindingFilter } from '@/domain/findings/schemas';
import { sentenceOf } from '@/domain/findings/sentence';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Found = { rows: FindingRow[]; total: number; facets: Awaited<ReturnType<typeof countFindings>> };
type Props = { about: FindingFilter; found: Found; words: Words; format: Formatter; /** Whether rows tell which object they are on. */ objects?: boolean };

const shown = 8;

/** What rules found on one object, or on a campaign and what it carries: the gravest of it, and how much there is. */
export async function findingsOn(viewer: Viewer, about: FindingFilter): Promise<Found> {
  const [{ rows, total }, facets] = await Promise.all([listFindings(viewer.actor, { ...about, size: shown }), countFindings(viewer.actor, about)]);
  return { rows, total, facets };
}

/** What rules found: how many of each severity, and the gravest of them. */
export function ObjectFindings({ about, found: { rows, total, facets }, words, format, objects = false }: Props) {
  const { findingPages } = words;
  const { on, columns } = findingPages;
  const count = (facet: 'severity' | 'standing', value: string) => facets[facet].find((one) => one.value === value)?.count ?? 0;
  const drafts = count('standing', 'draft');
  const all = `/findings${findingsQuery({ ...findingDefaults, ...about })}`;
  return (
    <Section id="findings" title={on.title} actions={total > 0 && <Link href={all}>{on.all}</Link>}>
      {total === 0 ? <p className="text-muted">{on.none}</p> : (
        <>
          <p className="mb-3">{on.counts(format.count(count('severity', 'blocker')), format.count(count('severity', 'warning')), format.count(count('severity', 'info')))} {drafts > 0 && on.drafts(format.count(drafts))} {total > rows.length && on.first(format.count(rows.length), format.count(total))}</p>
          <PlainTable
            caption={on.title}
            columns={[{ id: 'severity', label: columns.severity }, { id: 'rule', label: columns.rule }, { id: 'sentence', label: columns.sentence, long: true }, ...(objects ? [{ id: 'object', label: columns.object }] : []), { id: 'standing', label: columns.standing }, { id: 'status', label: columns.status }, { id: 'age', label: columns.age }]}
            rows={rows.map((row) => ({ id: row.id, cells: cellsOf(row, words, format) }))}
          />
        </>
      )}
    </Section>
  );
}

const cellsOf = (row: FindingRow, words: Words, format: Formatter) => ({
  severity: <span className={`tag whitespace-nowrap ${row.severity === 'blocker' ? 'border-danger text-danger' : ''}`}>{words.findingPages.severities[row.severity]}</span>,
  rule: <span className="whitespace-nowrap">{row.rule}</span>,
  sentence: <Link href={`/findings/${row.id}`}>{sentenceOf(row, words)}</Link>,
  object: row.object,
  standing: words.findingPages.standings[row.draft ? 'draft' : 'in_force'],
  status: words.findingPages.statuses[row.status],
  age: <span className="whitespace-nowrap">{words.findingPages.days(row.days, format.count(row.days))}</span>,
});

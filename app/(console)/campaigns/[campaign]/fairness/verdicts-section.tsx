import Link from 'next/link';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { FindingRow } from '@/domain/findings/queries';
import { sentenceOf } from '@/domain/findings/sentence';
import type { Words } from '@/domain/words/catalogue';

/** What the three rules on choice fairness found on the campaign. */
export function VerdictsSection({ findings, words }: { findings: readonly FindingRow[]; words: Words }) {
  const { conduct: { fairness: f }, findingPages } = words;
  return (
    <Section id="verdicts" title={f.verdicts} note={f.verdictsNote}>
      {findings.length === 0 ? <p className="text-muted">{f.noVerdict}</p> : (
        <PlainTable
          caption={f.verdicts}
          columns={[{ id: 'severity', label: f.severity }, { id: 'rule', label: f.rule }, { id: 'sentence', label: f.sentence, long: true }]}
          rows={findings.map((row) => ({
            id: row.id,
            cells: {
              severity: <span className={`tag whitespace-nowrap ${row.severity === 'blocker' ? 'border-danger text-danger' : ''}`}>{findingPages.severities[row.severity]}</span>,
              rule: <span className="whitespace-nowrap">{row.rule}</span>,
              sentence: <Link href={`/findings/${row.id}`}>{sentenceOf(row, words)}</Link>,
            },
          }))}
        />
      )}
    </Section>
  );
}

import { PlainTable } from '@/components/ui/plain-table';
import { Empty, Section } from '@/components/ui/page';
import type { CountCheck } from '@/domain/health';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { checks: CountCheck[]; words: Words; format: Formatter };

/** What the nightly checks of the counts found: the last in a sentence, the latest as a table. */
export function CheckSection({ checks, words: { health }, format }: Props) {
  const [last] = checks;
  if (!last) return <Section id="checks" title={health.checks}><Empty>{health.noCheck}</Empty></Section>;
  const columns = [
    { id: 'at', label: health.at },
    { id: 'found', label: health.found },
    { id: 'subjects', label: health.subjects, number: true },
    { id: 'events', label: health.events, number: true },
    { id: 'cells', label: health.cells, number: true },
    { id: 'seconds', label: health.took, number: true },
  ];
  const rows = checks.map((check) => ({
    id: check.at.toISOString(),
    cells: {
      at: format.instant(check.at, 'UTC'), found: health.problems(check.problems.length, format.count(check.problems.length)), subjects: format.count(check.subjects), events: format.count(check.events), cells: format.count(check.cells),
      seconds: format.duration(check.seconds),
    },
  }));
  return (
    <Section id="checks" title={health.checks} note={health.checkNote}>
      <p className={`mb-3 ${last.problems.length > 0 ? 'font-semibold text-danger' : ''}`}>{last.problems.length > 0 ? health.wrong(format.count(last.problems.length)) : health.right(format.instant(last.at, 'UTC'))}</p>
      {last.problems.length > 0 && <ul className="mb-3 list-disc ps-6">{last.problems.slice(0, 20).map((problem) => <li key={problem} lang="en">{problem}</li>)}</ul>}
      <PlainTable caption={health.caption} columns={columns} rows={rows} />
    </Section>
  );
}

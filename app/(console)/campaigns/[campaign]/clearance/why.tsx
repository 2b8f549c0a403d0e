import Link from 'next/link';
import type { ClearanceRow } from '@/domain/clearance/clear';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { row: ClearanceRow; words: Words; format: Formatter };

/** Why a sharing may go ahead for no more than it may: what holds it back, each rule with a link to its finding, or for whom its basis holds. */
export function Why({ row, words, format }: Props) {
  const { clearance } = words;
  if (row.halts.length === 0) return <>{clearance.holds(clearance.grounds[row.ground])} {row.appliesWhen}</>;
  const findings = row.blockers.filter((blocker, i) => row.blockers.findIndex(({ finding }) => finding === blocker.finding) === i);
  return (
    <>
      {row.halts.includes('blocked') && (
        <span className="block">
          {clearance.halts.blocked} {findings.map(({ rule, finding }, i) => <span key={finding}>{i > 0 && ', '}<Link className="whitespace-nowrap" href={`/findings/${finding}`}>{rule}</Link></span>)}.{' '}
          {(row.held ?? 0) > 0 && clearance.wouldHold(format.count(row.held))}
        </span>
      )}
      {row.halts.filter((halt) => halt !== 'blocked').map((halt) => <span key={halt} className="block">{clearance.halts[halt]}</span>)}
    </>
  );
}

/** How many of how many; an en dash where the reader sees no numbers. */
export function clearedText({ cleared, population }: Pick<ClearanceRow, 'cleared' | 'population'>, exact: boolean, { clearance, uptake }: Words, format: Formatter): string {
  if (!exact) return uptake.suppressed;
  return population === null ? (cleared === null ? format.count(null) : clearance.ofUnknown(format.count(cleared))) : clearance.of(format.count(cleared), format.count(population));
}

export const basisText = (row: Pick<ClearanceRow, 'basis'>, words: Words): string => (row.basis === null ? words.clearance.noBasis : words.law.bases[row.basis]);

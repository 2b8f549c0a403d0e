import { verified } from '@/domain/findings/citation';
import { type ExportFacts, type ExportRule, placesOn } from '@/domain/findings/export-facts';

const isSmall = (n: number, k: number) => n > 0 && n < k;

/**
 * What of an export could single people out, by where it stands: a number from 1 to k − 1; the rest of a whole that is one; a change of one from what was
 * printed before; or numbers withheld together of which the printed total leaves fewer than k. Zero and everybody tell of no small group.
 */
export function smallCells({ cells, lines }: Pick<ExportFacts, 'cells' | 'lines'>, k: number): string[] {
  const printed = cells.filter(({ n, of, before }) => isSmall(n, k) || (of !== null && isSmall(of - n, k)) || (before !== null && isSmall(Math.abs(n - before), k)));
  const derived = lines.filter(({ total, parts }) => total !== null && parts.includes(null) && isSmall(total - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0), k));
  return [...printed, ...derived].map(({ id }) => id);
}

/** An export that is not for readers of exact numbers alone prints cells, or lets them be worked out, that could single people out. k is ours, not law. */
export const exp01: ExportRule = {
  id: 'EXP-01', on: 'export', overridable: false,
  citations: [verified('GDPR Rec 26, Art 5(1)(c), 5(1)(f)'), verified('ONS, suppression below ten and rounding to five'), verified('UK LLC, threshold of ten, percentages included')],
  judge(facts, { smallCell }) {
    const found = facts.isRestricted ? [] : smallCells(facts, smallCell);
    const [first] = found;
    return first === undefined ? [] : [{ severity: 'blocker', about: 'cells', values: { n: found.length, least: smallCell, cells: found.slice(0, 20) }, places: placesOn(facts, first) }];
  },
};

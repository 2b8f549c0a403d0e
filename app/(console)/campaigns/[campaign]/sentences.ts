import type { Formatter } from '@/domain/words/format';
import type { Words } from '@/domain/words/catalogue';
import type { Cell, UptakeView } from '@/domain/uptake/view';
import type { CountName } from '@/domain/uptake/vocabulary';

export type Part = { id: 'accepted' | 'pending' | 'unseen' | 'refused' | 'closed'; label: string; detail: string; value: number | null; withheld: boolean };

/** n of N accepted, x %; or why the number is not there. */
export function headline(view: UptakeView, { uptake }: Words, format: Formatter): string {
  const { counts, population, rates, suppressed } = view.total;
  if (suppressed.includes('accepted') || suppressed.includes('population')) return uptake.headlineWithheld;
  if (population === null) return uptake.headlineNoPopulation(format.count(counts.accepted));
  return uptake.headline(format.count(counts.accepted), format.count(population), format.rate(rates.of_due));
}

/** The days to the deadline in force, or since it passed, with the deadline in its own zone. */
export function deadlineSentence({ deadline, asOf, campaign }: UptakeView, { uptake }: Words, format: Formatter): string {
  if (!deadline) return uptake.noDeadline;
  const days = Math.ceil(Math.abs(deadline.at.getTime() - asOf.getTime()) / 86_400_000);
  const written = format.endInstant(deadline.at, campaign.zone);
  return asOf < deadline.at ? uptake.daysLeft(days, format.count(days), written) : uptake.daysPast(Math.max(1, days), format.count(Math.max(1, days)), written);
}

const memberOf: Record<Part['id'], CountName[]> = {
  accepted: ['accepted'], pending: ['displayed', 'dismissed', 'deferred'], unseen: ['delivered', 'not_reached'], refused: ['declined', 'withdrawn', 'objected'], closed: ['closed'],
};

/** The sum of a part's counts; null when one of them is withheld or not known. */
export function partValue(cell: Cell, part: Part['id']): { value: number | null; withheld: boolean } {
  const counts = memberOf[part].map((name) => cell.counts[name]);
  const withheld = memberOf[part].some((name) => cell.suppressed.includes(name));
  return { withheld, value: counts.every((n) => n !== null) ? counts.reduce((sum, n) => sum + n, 0) : null };
}

/** The four parts that, with the closed accounts, add up to the population. */
export function partsOf(cell: Cell, { uptake }: Words): Part[] {
  const { parts, counts } = uptake;
  return [
    { id: 'accepted', label: parts.accepted, detail: '', ...partValue(cell, 'accepted') },
    { id: 'pending', label: parts.pending, detail: parts.pendingOf, ...partValue(cell, 'pending') },
    { id: 'unseen', label: parts.unseen, detail: parts.unseenOf, ...partValue(cell, 'unseen') },
    { id: 'refused', label: parts.refused, detail: parts.refusedOf, ...partValue(cell, 'refused') },
    { id: 'closed', label: counts.closed, detail: '', ...partValue(cell, 'closed') },
  ];
}

/** How many people are missing to the target, or that it is reached; nothing without a target or where a number is withheld. */
export function targetSentence(view: UptakeView, { uptake }: Words, format: Formatter): string {
  const { target } = view.campaign;
  const { population, counts } = view.total;
  if (target === null || population === null || counts.accepted === null) return '';
  const missing = Math.ceil(target * population) - counts.accepted;
  return missing > 0 ? uptake.targetGap(format.rate(target), format.count(missing)) : uptake.targetMet(format.rate(target));
}

import type { Variant } from '@/domain/campaigns/conduct';
import type { EventCount } from '@/domain/uptake/tally-queries';
import type { EventMeasure } from '@/domain/uptake/vocabulary';

/** Classes of how often a person was prompted; the last holds everybody beyond. */
export const promptClasses = [0, 1, 2, 3, 4, 5] as const;

/** A number of events or people; null is withheld. */
export type Shown = number | null;

/** One form of the prompt: how it is described where it is in use, and what the events say of it. '' is the form of events that name none. */
export type VariantFairness = {
  variant: string;
  described: readonly Variant[];
  displays: Shown;
  accepts: Shown;
  declines: Shown;
  /** Acceptances by the time since the display: under so many seconds, and not under the bound before. */
  times: readonly { under: number; n: Shown }[];
  timed: Shown;
  /** People first prompted in this form, by how often they were prompted before an answer, or at all where they gave none. */
  before: readonly Shown[];
  /** Those who answered, by how often they were prompted after their first answer. */
  after: readonly Shown[];
  people: Shown;
  answered: Shown;
  /** People who were prompted again for a text they had declined. */
  askedAgain: Shown;
};

/**
 * A count as somebody without exact numbers sees it: withheld below `k`, else rounded down to a multiple of `k`. Two such numbers never differ by fewer than
 * k, whenever they are read and however they are added up, so that nobody's step shows; the tallies have no day ends that could be walked like those of the
 * counts (domain/uptake/suppression.ts).
 */
export const coarse = (n: number, k: number): Shown => (n < k ? null : Math.floor(n / k) * k);

/** Choice fairness by form of the prompt, in order of its name. `k`: null for exact numbers. Pure. */
export function fairnessOf(tallies: readonly EventCount[], variants: readonly Variant[], bounds: readonly number[], k: number | null): VariantFairness[] {
  const told = (n: number): Shown => (k === null ? n : coarse(n, k));
  const names = [...new Set([...variants.map(({ variant }) => variant), ...tallies.filter(({ measure }) => byVariant.has(measure)).map(({ text }) => text)])].sort();
  return names.map((variant) => {
    const of = (measure: EventMeasure) => tallies.filter((row) => row.measure === measure && row.text === variant);
    const count = (measure: EventMeasure, holds: (bucket: number) => boolean = () => true) => of(measure).reduce((sum, { bucket, n }) => sum + (holds(bucket) ? n : 0), 0);
    const classes = (measure: EventMeasure) => promptClasses.map((least, i) => told(count(measure, (bucket) => bucket >= least && (i === promptClasses.length - 1 || bucket === least))));
    return {
      variant, described: variants.filter((one) => one.variant === variant), displays: told(count('displays')), accepts: told(count('accepts')), declines: told(count('declines')),
      times: bounds.map((under, bucket) => ({ under, n: told(count('accept_times', (one) => one === bucket)) })), timed: told(count('accept_times')),
      before: classes('prompts_before_answer'), after: classes('prompts_after_answer'), people: told(count('prompts_before_answer')), answered: told(count('prompts_after_answer')),
      askedAgain: told(count('prompts_after_decline')),
    };
  });
}

const byVariant: ReadonlySet<EventMeasure> = new Set(['displays', 'accepts', 'declines', 'accept_times', 'prompts_before_answer', 'prompts_after_answer', 'prompts_after_decline']);

import { csvResponse } from '@/app/csv-response';
import { handle } from '@/app/api/v1/handle';
import { requireActor } from '@/auth/viewer';
import { promptClasses } from '@/domain/findings/fairness';
import { readFairness } from '@/domain/findings/fairness-queries';

/** Every number of the page on choice fairness, one row each, with what it is a part of; the same numbers withheld. */
export const GET = handle(async (_, context: { params: Promise<{ campaign: string }> }) => {
  const { campaign: key } = await context.params;
  const { campaign, forms, knownAt } = await readFairness(await requireActor(), key);
  const rows = forms.flatMap(({ variant, displays, accepts, declines, people, answered, askedAgain, before, after, times, timed }) => [
    ['displays', '', displays, null], ['accepts', '', accepts, null], ['declines', '', declines, null], ['people', '', people, null], ['answered', '', answered, people], ['asked_again_after_refusing', '', askedAgain, people],
    ...promptClasses.map((n, i) => ['prompts_before_answer', i === promptClasses.length - 1 ? `${n}+` : `${n}`, before[i] ?? 0, people] as const),
    ...promptClasses.map((n, i) => ['prompts_after_answer', i === promptClasses.length - 1 ? `${n}+` : `${n}`, after[i] ?? 0, answered] as const),
    ...times.map(({ under, n }) => ['seconds_to_accept_under', Number.isFinite(under) ? String(under) : 'more', n, timed] as const),
  ].map(([measure = '', bucket = '', n = null, of = null]) => [variant, measure, bucket, n ?? 'suppressed', of, knownAt.toISOString()]));
  return csvResponse(`${key}-fairness.csv`, ['variant', 'measure', 'class', 'n', 'of', 'known_at'], rows, campaign.illustrative);
});

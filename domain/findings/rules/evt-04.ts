import { verified } from '@/domain/findings/citation';
import { type CampaignRule, type VariantTimes, percentOf } from '@/domain/findings/campaign-facts';
import type { Hit } from '@/domain/findings/rule';

/** Acceptances of a form of the prompt that were timed at all, and those sooner than so many seconds, told by whole buckets so that none is named that was slower. */
export function fastAccepts({ times }: VariantTimes, seconds: number): { fast: number; timed: number } {
  return { fast: times.reduce((sum, { under, n }) => sum + (under <= seconds ? n : 0), 0), timed: times.reduce((sum, { n }) => sum + n, 0) };
}

/**
 * EVT-04. Events that cite a text before it was published; events refused on arrival since they lay in the future or had no offset, which speaks of a sender's
 * clock; or a form of the prompt in which more than `fastAcceptShare` of the acceptances came sooner than `fastAcceptSeconds` after the display.
 */
export const evt04: CampaignRule = {
  id: 'EVT-04', on: 'campaign', overridable: false,
  citations: [verified('GDPR Art 5(1)(d), 5(2)')],
  judge({ key, events }, { fastAcceptSeconds, fastAcceptShare }) {
    const hit = (about: string, values: Hit['values']): Hit => ({ severity: 'warning', about, values, places: [{ type: 'campaign', id: key, path: 'events' }] });
    return [
      ...(events.beforePublication > 0 ? [hit('before-publication', { what: 'published', n: events.beforePublication })] : []),
      ...(events.refusedForTime > 0 ? [hit('refused', { what: 'refused', n: events.refusedForTime })] : []),
      ...events.acceptTimes.map((one) => ({ variant: one.variant, ...fastAccepts(one, fastAcceptSeconds) })).filter(({ fast, timed }) => fast > fastAcceptShare * timed)
        .map(({ variant, fast, timed }) => hit(`variant:${variant}`, { what: 'fast', variant, n: fast, all: timed, percent: percentOf(fast / timed), threshold: percentOf(fastAcceptShare), seconds: fastAcceptSeconds })),
    ];
  },
};

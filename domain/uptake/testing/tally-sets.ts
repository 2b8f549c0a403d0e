import fc from 'fast-check';
import { sha256Of } from '@/db/testing/campaigns';
import { type Sample, deadlineInstants, edges, micros, written } from '@/domain/uptake/testing/event-sets';
import { eventActors, eventTypes } from '@/domain/uptake/vocabulary';

/** A sample with what tallies look at besides. */
export type TallySample = Sample & { variant: string; actor: (typeof eventActors)[number] };
export type TallyNotice = { id: string; sha256: string; nature: 'contract_terms' | 'privacy_notice' | 'consent'; area: string | null; publishedAt: string; purposes: string[] };

const early = '2025-01-01T00:00:00Z';
const noon = '2026-02-01T12:00:00Z';

/** Texts of each nature with and without purposes, one of them in two areas under one hash, two published in the midst of the events. */
export const tallyNotices: TallyNotice[] = [
  { id: 'terms-eea', sha256: sha256Of('terms'), nature: 'contract_terms', area: 'eea', publishedAt: early, purposes: ['ads', 'safety'] },
  { id: 'terms-gb', sha256: sha256Of('terms'), nature: 'contract_terms', area: 'gb', publishedAt: early, purposes: ['ads'] },
  { id: 'terms-2', sha256: sha256Of('terms 2'), nature: 'contract_terms', area: 'eea', publishedAt: noon, purposes: ['safety'] },
  { id: 'privacy', sha256: sha256Of('privacy'), nature: 'privacy_notice', area: 'eea', publishedAt: early, purposes: ['safety', 'research'] },
  { id: 'consent-eea', sha256: sha256Of('consent'), nature: 'consent', area: 'eea', publishedAt: early, purposes: ['ads', 'research'] },
  { id: 'consent-2', sha256: sha256Of('consent 2'), nature: 'consent', area: 'eea', publishedAt: noon, purposes: ['ads'] },
];
/** A text that becomes known only later: its id takes the hash of nothing known before. */
export const lateNotice: TallyNotice = { id: 'consent-late', sha256: sha256Of('consent late'), nature: 'consent', area: null, publishedAt: early, purposes: ['research', 'ads'] };
export const tallyAreas = { eea: ['DE', 'FR'], gb: ['GB'] };
export const tallyZone = 'Europe/Berlin';

const cited = ['', ...tallyNotices.map(({ sha256 }) => sha256), ...tallyNotices.map(({ id }) => id), lateNotice.sha256, lateNotice.sha256, sha256Of('nobody knows this one')];
const instants = fc
  .tuple(fc.constantFrom(noon, noon, ...edges[tallyZone], ...deadlineInstants), fc.constantFrom(-86_400_000_000n, -1_000_000n, -1n, 0n, 0n, 1n, 500_000n, 2_000_000n, 5_000_000n, 59_999_999n, 300_000_000n, 3_600_000_000n, 86_400_000_000n * 29n, 86_400_000_000n * 30n))
  .map(([edge, more]) => micros(edge, more));

const answered = ['accepted', 'declined', 'withdrawn', 'objected'];

/** Few subjects, ids and instants, so that they collide. */
export const tallySamples: fc.Arbitrary<TallySample[]> = fc.array(
  fc
    .record({
      subject: fc.constantFrom('ann', 'bob', 'cem', 'dörte'),
      id: fc.constantFrom('a', 'B', 'b', 'é', 'e1', 'e10', 'e2', 'e3', 'e4', 'e5', '01234567-89ab-4cde-8f01-23456789abcd'),
      type: fc.constantFrom(...eventTypes, 'displayed' as const, 'displayed' as const, 'accepted' as const, 'declined' as const, 'accepted' as const),
      micros: instants,
      notice: fc.constantFrom(...cited),
      region: fc.constantFrom('DE', 'DE', 'DE', 'FR', 'GB', 'US', 'ZZ'),
      platform: fc.constantFrom('ios', 'ios', 'web'),
      channel: fc.constantFrom('in_app', 'email'),
      appVersion: fc.constantFrom('', '1.0'),
      locale: fc.constantFrom('', 'de'),
      variant: fc.constantFrom('', 'one button', 'two buttons'),
      actor: fc.constantFrom('subject' as const, 'subject' as const, 'guardian' as const, ...eventActors),
      purposes: fc.constantFrom<Sample['purposes'][]>(null, null, null, {}, { ads: true }, { ads: true }, { ads: false }, { ads: true, research: true }, { ads: true, research: false }, { safety: true, ads: true }, { unheard: true }),
    })
    .map((sample) => (answered.includes(sample.type) ? sample : { ...sample, purposes: null })),
  { minLength: 1, maxLength: 24 },
);

/** One of the ways to write it down. */
export const writtenTally = (sample: TallySample, way: number): Record<string, unknown> => ({ ...written(sample, way), variant: sample.variant, actor: sample.actor });

import fc from 'fast-check';
import { sha256Of } from '@/db/testing/campaigns';
import { eventTypes } from '@/domain/uptake/vocabulary';

/** An event as the model knows it: what the sender means, apart from how it is written down. */
export type Sample = {
  subject: string;
  id: string;
  type: (typeof eventTypes)[number];
  /** Microseconds since 1970. */
  micros: bigint;
  notice: string;
  region: string;
  platform: string;
  channel: string;
  appVersion: string;
  locale: string;
  purposes: Record<string, boolean> | null;
};

export const micros = (instant: string | Date, more = 0n): bigint => BigInt(new Date(instant).getTime()) * 1000n + more;

/** Zones whose clocks turn at 03:00, over midnight in either direction, or never. */
export const zones = ['Europe/Berlin', 'America/Santiago', 'Atlantic/Azores', 'Asia/Kolkata', 'UTC'] as const;

/** Around midnights of each zone, its changes of clock in March and April 2026 (October 2025 for the Azores), and the deadlines. */
export const edges: Record<(typeof zones)[number], string[]> = {
  'Europe/Berlin': ['2026-01-31T23:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z', '2026-03-29T22:00:00Z'],
  'America/Santiago': ['2025-09-07T04:00:00Z', '2026-02-01T03:00:00Z', '2026-04-05T03:00:00Z', '2026-04-05T04:00:00Z'],
  'Atlantic/Azores': ['2025-10-26T00:00:00Z', '2025-10-26T00:30:00Z', '2025-10-26T01:00:00Z', '2026-03-29T01:00:00Z'],
  'Asia/Kolkata': ['2026-01-31T18:30:00Z', '2026-03-28T18:30:00Z', '2026-03-29T18:30:00Z'],
  UTC: ['2026-02-01T00:00:00Z', '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z'],
};
export const deadlineInstants = ['2026-02-01T11:00:00.500Z', '2026-03-29T12:00:00Z'];

export const terms = sha256Of('terms');
const notices = ['', terms, terms.toUpperCase(), 'terms-eea', 'terms-gb', 'terms-late', sha256Of('privacy'), sha256Of('nobody knows this one')];

const instantsOf = (zone: (typeof zones)[number]) =>
  fc
    .tuple(fc.constantFrom(...edges[zone], ...deadlineInstants, '2026-02-01T08:00:00Z'), fc.constantFrom(-3_600_000_000n, -1n, 0n, 0n, 1n, 1000n, 1_800_000_000n, 43_200_000_000n))
    .map(([edge, more]) => micros(edge, more));

/** Few subjects, ids and instants, so that they collide. */
export const samplesIn = (zone: (typeof zones)[number]): fc.Arbitrary<Sample[]> =>
  fc.array(
    fc
      .record({
        subject: fc.constantFrom('ann', 'bob', 'cem', 'dörte'),
        id: fc.constantFrom('a', 'B', 'b', 'é', '\u{1F600}', '\uFF5E', 'e1', 'e10', 'e2', '01234567-89ab-4cde-8f01-23456789abcd', '01234567-89ab-4cde-8f01-23456789abce', '01234567-89AB-4CDE-8F01-23456789ABCD'),
        type: fc.constantFrom(...eventTypes, 'accepted' as const, 'declined' as const),
        micros: instantsOf(zone),
        notice: fc.constantFrom(...notices),
        region: fc.constantFrom('DE', 'FR', 'GB', 'US', 'ZZ'),
        platform: fc.constantFrom('ios', 'web'),
        channel: fc.constantFrom('in_app', 'email'),
        appVersion: fc.constantFrom('', '1.0', '2.0'),
        locale: fc.constantFrom('', 'de', 'en-GB'),
        purposes: fc.constantFrom<Sample['purposes'][]>(null, null, null, { ads: false }, {}),
      })
      .map((sample) => (['accepted', 'declined', 'withdrawn', 'objected'].includes(sample.type) ? sample : { ...sample, purposes: null })),
    { minLength: 1, maxLength: 24 },
  );

/** One of the ways to write an event down: offsets, digits and the absence of a field change nothing. */
export function written(sample: Sample, way: number): Record<string, unknown> {
  const offset = [0, 120, -210, 345][way % 4] ?? 0;
  const local = sample.micros + BigInt(offset) * 60_000_000n;
  const text = new Date(Number(local / 1000n)).toISOString().slice(0, 20);
  const fraction = (local % 1_000_000n).toString().padStart(6, '0') + ['', '9', '0000', '123'][way % 4];
  const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const zone = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${clock(Math.abs(offset))}`;
  const optional = { notice: sample.notice, app_version: sample.appVersion, locale: sample.locale };
  return {
    id: sample.id,
    subject: sample.subject,
    type: sample.type,
    occurred_at: `${text}${fraction}${zone}`,
    region: sample.region,
    platform: sample.platform,
    channel: sample.channel,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== '' || way % 2 === 0)),
    ...(sample.purposes === null ? {} : { purposes: sample.purposes }),
  };
}

/** What makes two samples with the same subject and id the same event: everything else, the notice's hash in lower case. */
export const contentOf = (sample: Sample): string =>
  JSON.stringify({ ...sample, micros: String(sample.micros), notice: /^[0-9a-f]{64}$/i.test(sample.notice) ? sample.notice.toLowerCase() : sample.notice });

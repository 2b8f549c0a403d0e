import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getCampaign } from '@/domain/campaigns/queries';
import type { Clock } from '@/domain/clock';
import { checkRollups } from '@/domain/uptake/check-queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { storedEvents } from '@/domain/uptake/event-queries';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { type Sample, contentOf, deadlineInstants, edges, samplesIn, written, zones } from '@/domain/uptake/testing/event-sets';
import type { World } from '@/domain/uptake/testing/model';
import { compareWithModel, foldAll, groupings, ndjsonOf, openCampaign, ticking, worldOf } from '@/domain/uptake/testing/rehearsal';
import { secret } from '@/domain/secrets';
import { snapshot } from '@/db/client';
import { asRole, ingestKey } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');

/** The lanes send at once, each lane its batches one after the other. */
async function send(campaign: string, lanes: { samples: Sample[]; way: number; chunkSize: number }[][], clock: Clock) {
  const answers = await Promise.all(
    lanes.map(async (lane) => {
      const own = [];
      for (const { samples, way, chunkSize } of lane) {
        const lines = samples.map((sample, i) => written(sample, way + i));
        own.push(await importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, ndjsonOf(lines), { clock, chunkSize }));
      }
      return own;
    }),
  );
  const sum = (name: 'received' | 'stored' | 'duplicates' | 'rejected') => answers.flat().reduce((total, answer) => total + answer[name], 0);
  return { received: sum('received'), stored: sum('stored'), duplicates: sum('duplicates'), rejected: sum('rejected') };
}

/** What the database holds, each event as the sample it came from. */
async function storedSamples(campaignId: number, sent: Sample[]): Promise<{ sample: Sample; recordedAt: Date }[]> {
  const key = secret('pseudonym');
  const bySubject = new Map(sent.map(({ subject }) => [pseudonym(subject, key).toString('hex'), subject]));
  const byContent = new Map(sent.map((sample) => [contentOf(sample), sample]));
  return snapshot(async (client) => {
    const stored = [];
    for await (const event of storedEvents(client, campaignId)) {
      const asSample = {
        subject: bySubject.get(event.subject.toString('hex')), id: event.id, type: event.type, micros: BigInt(event.at), notice: event.notice, region: event.region,
        platform: event.platform, channel: event.channel, appVersion: event.appVersion, locale: event.locale, purposes: event.purposes,
      } as Sample;
      const sample = byContent.get(contentOf(asSample));
      if (!sample) throw new Error(`an event is stored that nobody sent: ${contentOf(asSample)}`);
      stored.push({ sample, recordedAt: event.recordedAt });
    }
    return stored;
  });
}

const deliveries = (samples: Sample[]) =>
  fc.record({
    order: fc.shuffledSubarray(samples.map((_, i) => i), { minLength: samples.length }),
    repeats: fc.array(fc.nat(samples.length - 1), { maxLength: 12 }),
    cuts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
    lanes: fc.constantFrom(1, 1, 2, 4),
    chunkSize: fc.constantFrom(1, 3, 50_000),
    way: fc.nat(3),
    foldsHalfway: fc.constantFrom('not', 'by half hours', 'by parts'),
    moveAfter: fc.option(fc.record({ at: fc.constantFrom('2026-02-01T11:00:00Z', '2026-03-30T00:00:00Z'), area: fc.constantFrom(null, 'eea'), since: fc.constantFrom('2026-01-31T00:00:00Z', '2026-02-01T10:00:00Z') })),
  });

const plan = fc.constantFrom(...zones).chain((zone) =>
  samplesIn(zone).chain((samples) =>
    fc.record({
      zone: fc.constant(zone),
      joinerDays: fc.constantFrom(null, 2, 40),
      samples: fc.constant(samples),
      delivery: deliveries(samples),
      asked: fc.array(
        fc.record({ edge: fc.constantFrom(...edges[zone], ...deadlineInstants), more: fc.constantFrom(-1800_000, -1, 0, 0, 1, 1000, 3_600_000, 86_400_000), by: fc.constantFrom(...groupings) }),
        { minLength: 2, maxLength: 3 },
      ),
      knownShare: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  ),
);

test('whatever the order, the batches, the repeats and the connections: the counts are those of the set of events', { timeout: 300_000 }, async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(plan, async ({ zone, joinerDays, samples, delivery, asked, knownShare }) => {
      runs += 1;
      const clock = ticking();
      const key = await openCampaign(dpo, zone, clock, joinerDays);
      const sequence = [...delivery.order, ...delivery.repeats].map((i) => samples[i]).filter((sample) => sample !== undefined);
      const lanes = Array.from({ length: delivery.lanes }, (): { samples: Sample[]; way: number; chunkSize: number }[] => []);
      for (let start = 0, cut = 0; start < sequence.length; cut += 1) {
        const size = delivery.cuts[cut % delivery.cuts.length] ?? 1;
        lanes[cut % lanes.length]?.push({ samples: sequence.slice(start, start + size), way: delivery.way, chunkSize: delivery.chunkSize });
        start += size;
      }
      const half = lanes.map((lane) => lane.slice(0, Math.ceil(lane.length / 2)));
      const rest = lanes.map((lane) => lane.slice(Math.ceil(lane.length / 2)));
      const answers = [await send(key, half, clock)];
      if (delivery.moveAfter) await moveDeadline(dpo, { campaign: key, reason: 'later', ...delivery.moveAfter }, clock);
      if (delivery.foldsHalfway !== 'not') await foldAll(dpo, key, delivery.foldsHalfway === 'by parts' ? 1 : undefined);
      answers.push(await send(key, rest, clock));

      const campaign = await getCampaign(dpo, key);
      const stored = await storedSamples(campaign.id, samples);
      const keys = new Set(samples.map((sample) => `${sample.subject} ${sample.id}`));
      expect(new Set(stored.map(({ sample }) => `${sample.subject} ${sample.id}`))).toEqual(keys);
      if (lanes.length === 1) {
        const first = new Map(sequence.toReversed().map((sample) => [`${sample.subject} ${sample.id}`, contentOf(sample)]));
        for (const { sample } of stored) expect(contentOf(sample)).toBe(first.get(`${sample.subject} ${sample.id}`));
      }
      const kept = new Set(stored.map(({ sample }) => contentOf(sample)));
      const conflicts = sequence.filter((sample) => !kept.has(contentOf(sample))).length;
      const total = (name: 'received' | 'stored' | 'duplicates' | 'rejected') => answers.reduce((sum, answer) => sum + answer[name], 0);
      expect({ received: total('received'), stored: total('stored'), duplicates: total('duplicates'), rejected: total('rejected') }).toEqual({
        received: sequence.length, stored: keys.size, duplicates: sequence.length - keys.size - conflicts, rejected: conflicts,
      });

      const world = (knownAt: Date): World => worldOf(campaign, stored.filter(({ recordedAt }) => recordedAt <= knownAt).map(({ sample }) => sample), knownAt);
      for (const { edge, more, by } of asked) await compareWithModel(dpo, key, world(clock()), new Date(Date.parse(edge) + more), by, clock);

      const instants = stored.map(({ recordedAt }) => recordedAt.getTime()).sort((a, b) => a - b);
      const knownAt = new Date(instants[Math.floor(knownShare * (instants.length - 1))] ?? 0);
      const [question] = asked;
      if (question) await compareWithModel(dpo, key, world(knownAt), new Date(Date.parse(question.edge) + question.more), question.by, clock, knownAt);

      expect((await checkRollups(dpo)).problems).toEqual([]);
    }),
    { numRuns: Number(process.env.NOTICEBOARD_RUNS ?? 60), ...(process.env.NOTICEBOARD_SEED ? { seed: Number(process.env.NOTICEBOARD_SEED) } : {}) },
  );
  expect(runs).toBeGreaterThanOrEqual(40);
});

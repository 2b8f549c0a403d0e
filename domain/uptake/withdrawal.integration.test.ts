import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getCampaign } from '@/domain/campaigns/queries';
import type { Clock } from '@/domain/clock';
import { checkRollups } from '@/domain/uptake/check-queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { replayBatch } from '@/domain/uptake/commands/replay-batch';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { type Sample, contentOf, deadlineInstants, edges, samplesIn, written, zones } from '@/domain/uptake/testing/event-sets';
import { compareWithModel, foldAll, groupings, ndjsonOf, openCampaign, ticking, worldOf } from '@/domain/uptake/testing/rehearsal';
import { asRole, ingestKey } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');

const keyOf = ({ subject, id }: Sample) => `${subject} ${id}`;

/** The rule once more, as plainly as possible: an id belongs to the content that stands; an event stands while one batch that holds it is not withdrawn. */
class Model {
  /** What each batch brought, line by line: an event as often as it had it. */
  readonly batches: { brought: Sample[]; stands: boolean }[] = [];

  constructor(private readonly rule: 'contract' | 'first batch alone' = 'contract') {}

  standing(): Map<string, Sample> {
    const all = new Map<string, Sample>();
    for (const { brought, stands } of this.batches) if (stands) for (const sample of brought) if (!all.has(keyOf(sample))) all.set(keyOf(sample), sample);
    return all;
  }

  send(samples: Sample[]): { stored: number; duplicates: number; rejected: number } {
    const told = { stored: 0, duplicates: 0, rejected: 0 };
    const all = this.standing();
    const brought: Sample[] = [];
    for (const sample of samples) {
      const known = all.get(keyOf(sample));
      if (known && contentOf(known) !== contentOf(sample)) told.rejected += 1;
      else {
        told[known ? 'duplicates' : 'stored'] += 1;
        all.set(keyOf(sample), sample);
        if (this.rule === 'contract' || !known) brought.push(sample);
      }
    }
    this.batches.push({ brought, stands: true });
    return told;
  }

  replay(i: number): { stored: number; duplicates: number; rejected: number } {
    return this.send(this.batches[i]?.brought ?? []);
  }

  withdraw(i: number): { left: number } {
    const before = this.standing().size;
    const batch = this.batches[i];
    if (batch) batch.stands = false;
    return { left: before - this.standing().size };
  }
}

async function send(campaign: string, samples: Sample[], way: number, chunkSize: number, clock: Clock) {
  return importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, ndjsonOf(samples.map((sample, i) => written(sample, way + i))), { clock, chunkSize });
}

const step = (samples: Sample[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('send' as const), samples: fc.array(fc.constantFrom(...samples), { minLength: 1, maxLength: 10 }), way: fc.nat(3), chunkSize: fc.constantFrom(1, 3, 50_000) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('withdraw' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('replay' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('fold' as const), refinedFrom: fc.constantFrom(1, 2, undefined) }) },
  );

const plan = fc.constantFrom(...zones).chain((zone) =>
  samplesIn(zone).chain((samples) =>
    fc.record({
      zone: fc.constant(zone),
      steps: fc.array(step(samples), { minLength: 3, maxLength: 12 }),
      asked: fc.array(
        fc.record({ edge: fc.constantFrom(...edges[zone], ...deadlineInstants), more: fc.constantFrom(-1, 0, 1, 3_600_000, 86_400_000), by: fc.constantFrom(...groupings), knownShare: fc.double({ min: 0, max: 1, noNaN: true }) }),
        { minLength: 2, maxLength: 3 },
      ),
    }),
  ),
);

type Plan = typeof plan extends fc.Arbitrary<infer Planned> ? Planned : never;

/** A difference is told before the test's time is over, even while it could be made smaller. */
const settings = (runs: number) => ({ interruptAfterTimeLimit: 240_000, markInterruptAsFailure: true, numRuns: Number(process.env.NOTICEBOARD_RUNS ?? runs), ...(process.env.NOTICEBOARD_SEED ? { seed: Number(process.env.NOTICEBOARD_SEED) } : {}) });

/** Sends and withdraws as planned, then asks: now, and as known after any of the steps. */
async function rehearse({ zone, steps, asked }: Plan, model: Model): Promise<void> {
  const clock = ticking();
  const key = await openCampaign(dpo, zone, clock);
  const ids: string[] = [];
  const known: { at: Date; events: Sample[] }[] = [{ at: clock(), events: [] }];
  for (const one of steps) {
    if (one.does === 'send') {
      const { batch, stored, duplicates, rejected } = await send(key, one.samples, one.way, one.chunkSize, clock);
      expect({ stored, duplicates, rejected }).toEqual(model.send(one.samples));
      ids.push(batch);
    } else if (one.does === 'fold') await foldAll(dpo, key, one.refinedFrom);
    else if (one.does === 'replay') {
      const i = one.which % Math.max(1, ids.length);
      const replay = replayBatch(dpo, { batch: ids[i] ?? 'none', reason: 'right after all' }, clock);
      if (!ids[i] || model.batches[i]?.stands) await expect(replay).rejects.toMatchObject({ code: ids[i] ? 'conflict' : 'missing' });
      else {
        const { batch, stored, duplicates, rejected } = await replay;
        expect({ stored, duplicates, rejected }).toEqual(model.replay(i));
        ids.push(batch);
      }
    } else if (ids.length > 0) {
      const i = one.which % ids.length;
      const withdrawal = withdrawBatch(dpo, { batch: ids[i], reason: 'wrong file' }, clock);
      if (model.batches[i]?.stands) expect(await withdrawal).toMatchObject(model.withdraw(i));
      else await expect(withdrawal).rejects.toMatchObject({ code: 'conflict', options: { detail: 'batch_withdrawn' } });
    }
    known.push({ at: clock(), events: [...model.standing().values()] });
  }
  expect((await checkRollups(dpo)).problems).toEqual([]);
  const campaign = await getCampaign(dpo, key);
  const now = clock();
  for (const { edge, more, by, knownShare } of asked) {
    const asOf = new Date(Date.parse(edge) + more);
    await compareWithModel(dpo, key, worldOf(campaign, [...model.standing().values()], now), asOf, by, clock);
    const then = known[Math.floor(knownShare * (known.length - 1))] ?? { at: now, events: [] };
    await compareWithModel(dpo, key, worldOf(campaign, then.events, then.at), asOf, by, clock, then.at);
  }
}

test('whichever batches are withdrawn, in whatever order: what stands is what the others hold, and what was known stays as it was', { timeout: 300_000 }, async () => {
  await fc.assert(fc.asyncProperty(plan, (planned) => rehearse(planned, new Model())), settings(50));
});

test('negative control: a model that lets an event go with the batch that brought it first is found to differ', { timeout: 300_000 }, async () => {
  await expect(fc.assert(fc.asyncProperty(plan, (planned) => rehearse(planned, new Model('first batch alone'))), { ...settings(200), endOnFailure: true })).rejects.toThrow();
});

test('while batches are sent, others are withdrawn: nothing is lost and nothing stands that no batch holds', { timeout: 120_000 }, async () => {
  const clock = ticking();
  const key = await openCampaign(dpo, 'UTC', clock);
  const samples = fc.sample(samplesIn('UTC'), { numRuns: 30, seed: 7 }).flatMap((some, i) => some.slice(0, 6).map((one, n): Sample => ({ ...one, subject: `person-${(i * 7 + n) % 40}`, id: `event-${i}-${n}` })));
  const part = (i: number) => samples.filter((_, n) => n % 4 === i || n % 3 === i % 3);
  const first = await Promise.all([0, 1, 2].map((i) => send(key, part(i), i, 5, clock)));
  const take = (i: number) => withdrawBatch(dpo, { batch: first[i]?.batch, reason: 'wrong file' }, clock);
  await Promise.all([send(key, part(3), 1, 3, clock), take(0), send(key, part(1), 2, 4, clock), take(1), foldAll(dpo, key)]);
  expect((await checkRollups(dpo)).problems).toEqual([]);
  const standing = new Map([...part(2), ...part(3), ...part(1)].map((sample) => [keyOf(sample), sample]));
  const world = worldOf(await getCampaign(dpo, key), [...standing.values()], clock());
  await compareWithModel(dpo, key, world, new Date('2026-04-10T00:00:00Z'), ['region', 'platform'], clock);
});

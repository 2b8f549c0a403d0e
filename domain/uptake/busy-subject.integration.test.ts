import { expect, test } from 'vitest';
import { getCampaign } from '@/domain/campaigns/queries';
import { checkRollups } from '@/domain/uptake/check-queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { type Sample, micros, written } from '@/domain/uptake/testing/event-sets';
import { compareWithModel, foldAll, ndjsonOf, openCampaign, ticking, worldOf } from '@/domain/uptake/testing/rehearsal';
import { asRole, ingestKey } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');

/** One person, who changes their mind every minute or so; the latest event comes first, and some instants have several. */
function restless(from: number, count: number): Sample[] {
  const types = ['displayed', 'accepted', 'declined', 'dismissed', 'withdrawn'] as const;
  return Array.from({ length: count }, (_, i): Sample => {
    const n = from + count - i;
    return {
      subject: 'ann', id: `event-${n}`, type: types[n % types.length] ?? 'accepted', micros: micros('2026-02-01T08:00:00Z', BigInt(n - (n % 3)) * 61_000_000n), notice: 'terms-eea',
      region: n % 11 === 0 ? 'FR' : 'DE', platform: n % 2 === 0 ? 'ios' : 'web', channel: 'in_app', appVersion: '', locale: '', purposes: null,
    };
  });
}

test('one person of hundreds of events in several chunks and batches, sent twice and one batch withdrawn, counts at any instant as the set of their events says', async () => {
  const clock = ticking();
  const key = await openCampaign(dpo, 'Europe/Berlin', clock);
  const send = (samples: Sample[]) => importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, ndjsonOf(samples.map((sample, i) => written(sample, i % 4))), { clock, chunkSize: 90 });
  const [first, second] = [restless(0, 200), restless(150, 250)];
  const { batch } = await send(first);
  expect(await send(second)).toMatchObject({ stored: 200, duplicates: 50, rejected: 0 });
  expect(await send(second.map((sample) => ({ ...sample, platform: sample.platform === 'ios' ? 'web' : 'ios' })))).toMatchObject({ stored: 0, rejected: 250 });
  const ask = async (events: Sample[]) => {
    const world = worldOf(await getCampaign(dpo, key), events, clock());
    for (const at of ['08:00:01', '09:40:40', '11:00:00.500', '12:00:00', '13:21:09', '23:00:00']) await compareWithModel(dpo, key, world, new Date(`2026-02-01T${at}Z`), ['region', 'platform'], clock);
  };
  const all = [...new Map([...first, ...second].map((sample) => [sample.id, sample])).values()];
  await ask(all);
  await foldAll(dpo, key);
  expect(await withdrawBatch(dpo, { batch, reason: 'the wrong person' }, clock)).toMatchObject({ left: 150, kept: 50 });
  await ask(second);
  expect((await checkRollups(dpo)).problems).toEqual([]);
});

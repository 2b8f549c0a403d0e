import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { getCampaign } from '@/domain/campaigns/queries';
import { checkRollups } from '@/domain/uptake/check-queries';
import { buildMissingTallies } from '@/domain/uptake/commands/build-tallies';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { dayText } from '@/domain/uptake/engine/calendar';
import { momentOf } from '@/domain/uptake/moment-queries';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { lockCampaign } from '@/domain/uptake/sql/locks';
import { rejudge } from '@/domain/uptake/sql/rejudge';
import { readEventTallies, readStandingDays, readStandings, readStandingsNow } from '@/domain/uptake/tally-queries';
import { edges, micros } from '@/domain/uptake/testing/event-sets';
import { ndjsonOf, ticking } from '@/domain/uptake/testing/rehearsal';
import { eventTalliesOf, standingsAt } from '@/domain/uptake/testing/tally-model';
import { type TallyNotice, type TallySample, lateNotice, tallyAreas, tallyNotices, tallySamples, tallyZone, writtenTally } from '@/domain/uptake/testing/tally-sets';
import { connection, snapshot, transact } from '@/db/client';
import { notices } from '@/db/schema';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');

async function openCampaign(clock: () => Date) {
  const file = campaignFile({
    zone: tallyZone, areas: tallyAreas, population: [], announced_at: '2025-01-01T00:00:00Z',
    notices: tallyNotices.map(({ publishedAt, nature, ...notice }) => ({ ...notice, legal_nature: nature, published_at: publishedAt, locale: 'en' })),
  });
  await createCampaign(dpo, { file }, clock);
  return getCampaign(dpo, file.key);
}

/** A text that becomes known now, as the command that adds one does it. */
async function addLate(campaign: { id: number; zone: string }, clock: () => Date) {
  await transact(async ({ tx, client }) => {
    await lockCampaign(client, campaign.id);
    const before = await readGrounds(client, campaign.id);
    await tx.insert(notices).values({ campaignId: campaign.id, id: lateNotice.id, legalNature: lateNotice.nature, area: lateNotice.area, locale: 'en', publishedAt: new Date(lateNotice.publishedAt), sha256: lateNotice.sha256, text: null, purposes: lateNotice.purposes, recordedAt: clock() });
    await rejudge(client, campaign, before, clock);
  });
}

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), from: fc.nat(23), count: fc.integer({ min: 1, max: 16 }), lanes: fc.constantFrom(1, 2, 4), chunkSize: fc.constantFrom(1, 4, 50_000) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), batch: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), who: fc.constantFrom('ann', 'bob') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fold' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('publish' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('rebuild' as const) }) },
  ),
  { minLength: 3, maxLength: 8 },
);
const plans = fc.record({ samples: tallySamples, steps, way: fc.nat(3), asked: fc.record({ edge: fc.constantFrom(...edges[tallyZone], '2026-02-01T12:00:00Z'), more: fc.constantFrom(-3_600_000, 0, 1, 2_001, 86_400_000 * 40) }) });

const standingLines = (counts: Awaited<ReturnType<typeof readStandings>>) => counts.map(({ purpose, region, standing, notice, people }) => `${JSON.stringify([purpose, region, standing, notice])} ${people}`).sort();

test('whatever is sent, repeated, withdrawn, erased, folded and published, and by four connections at once: tallies are those of the events that stand', { timeout: 300_000 }, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      run += 1;
      const clock = ticking();
      const campaign = await openCampaign(clock);
      const samples = plan.samples.map((sample) => ({ ...sample, subject: `${sample.subject}-${run}` }));
      const batches: { id: string; held: Map<string, TallySample>; withdrawn: boolean }[] = [];
      const erased = new Set<string>();
      let texts: TallyNotice[] = tallyNotices;
      const standing = () => new Map(batches.filter(({ withdrawn }) => !withdrawn).flatMap(({ held }) => [...held]));
      const asOf = new Date(Date.parse(plan.asked.edge) + plan.asked.more);
      const known: { at: Date; standings: string[]; events: string[] }[] = [];
      const world = () => ({ areas: tallyAreas, countsOn: campaign.countsOn, notices: texts, events: [...standing().values()] });
      for (const step of [{ do: 'send' as const, from: 0, count: 24, lanes: 4, chunkSize: 3 }, ...plan.steps]) {
        if (step.do === 'send') {
          const sent = [...new Map(samples.slice(step.from, step.from + step.count).map((sample) => [`${sample.subject} ${sample.id}`, sample])).values()].filter(({ subject }) => !erased.has(subject));
          const before = standing();
          const lanes = Array.from({ length: step.lanes }, (_, lane) => sent.filter((__, i) => i % step.lanes === lane));
          const answers = await Promise.all(lanes.map((lane) => importEvents(ingestKey, { campaign: campaign.key, format: 'ndjson', source: 'test' }, ndjsonOf(lane.map((sample, i) => writtenTally(sample, plan.way + i))), { clock, chunkSize: step.chunkSize })));
          lanes.forEach((lane, i) => {
            const held = new Map(lane.filter((sample) => (before.get(`${sample.subject} ${sample.id}`) ?? sample) === sample).map((sample) => [`${sample.subject} ${sample.id}`, sample]));
            batches.push({ id: answers[i]?.batch ?? '', held, withdrawn: false });
          });
        } else if (step.do === 'withdraw') {
          const open = batches.filter(({ withdrawn }) => !withdrawn);
          const batch = open[step.batch % open.length];
          if (!batch) continue;
          await withdrawBatch(dpo, { batch: batch.id, reason: 'wrong' }, clock);
          batch.withdrawn = true;
        } else if (step.do === 'erase') {
          const subject = `${step.who}-${run}`;
          const { erased: gone } = await eraseSubject(dpo, { campaign: campaign.key, identifiers: [subject] }, clock);
          if (gone > 0) erased.add(subject);
          for (const batch of batches) for (const [key, sample] of batch.held) if (sample.subject === subject) batch.held.delete(key);
        } else if (step.do === 'fold') await foldCampaigns();
        else if (step.do === 'publish' && texts === tallyNotices) {
          await addLate(campaign, clock);
          texts = [...tallyNotices, lateNotice];
        } else if (step.do === 'rebuild') {
          await rebuild(campaign.id, clock);
          known.length = 0; // What was known before tallies were kept is not known to them.
        }
        known.push({ at: clock(), standings: standingsAt(world(), micros(asOf)), events: eventTalliesOf(world()) });
      }
      for (const [i, { at, standings, events }] of known.entries()) {
        const knownAt = i === known.length - 1 ? null : at;
        await snapshot(async (client) => {
          const moment = await momentOf(client, campaign.zone, asOf);
          expect(standingLines(await readStandings(client, campaign, moment, knownAt))).toEqual(standings);
          const counts = await readEventTallies(client, campaign, knownAt);
          expect(counts.map(({ measure, region, platform, text, bucket, n }) => `${JSON.stringify([measure, region, platform, text, measure === 'first_shown' ? dayText(bucket) : bucket])} ${n}`).sort()).toEqual(events);
        });
      }
      await snapshot(async (client) => {
        expect(standingLines(await readStandingsNow(client, campaign))).toEqual(standingsAt(world(), BigInt(8.64e18)));
        const days = await readStandingDays(client, campaign, await momentOf(client, campaign.zone, asOf), null);
        const [last, end] = [days.at(-1), known.at(-1)];
        if (last && end) expect(standingLines(last.standings)).toEqual(end.standings);
      });
      expect((await checkRollups(dpo)).problems).toEqual([]);
    }),
    { numRuns: Number(process.env.NOTICEBOARD_RUNS ?? 40), ...(process.env.NOTICEBOARD_SEED ? { seed: Number(process.env.NOTICEBOARD_SEED) } : {}) },
  );
});

/** As if the events had come before there were tallies. */
async function rebuild(campaignId: number, clock: () => Date): Promise<void> {
  const { pool } = await connection();
  await pool.query('delete from tally_moves where campaign_id = $1', [campaignId]);
  await pool.query('delete from tally_sums where campaign_id = $1', [campaignId]);
  await pool.query('update campaigns set tallied = false where id = $1', [campaignId]);
  await buildMissingTallies(clock);
}

test('until the worker has counted a campaign from before there were tallies, asking for them says so', async () => {
  const clock = ticking();
  const campaign = await openCampaign(clock);
  const { pool } = await connection();
  await pool.query('update campaigns set tallied = false where id = $1', [campaign.id]);
  await expect(snapshot((client) => readEventTallies(client, campaign))).rejects.toMatchObject({ code: 'unavailable' });
  await buildMissingTallies(clock);
  expect(await snapshot((client) => readEventTallies(client, campaign))).toEqual([]);
});

test('the check of the log names a tally that is not what the events make', async () => {
  const clock = ticking();
  const campaign = await openCampaign(clock);
  const sample: TallySample = { subject: 'zoe', id: 'e-1', type: 'accepted', micros: micros('2026-02-01T12:00:00Z'), notice: 'consent-eea', region: 'DE', platform: 'ios', channel: 'in_app', appVersion: '', locale: '', variant: '', actor: 'subject', purposes: { ads: true } };
  await importEvents(ingestKey, { campaign: campaign.key, format: 'ndjson', source: 'test' }, ndjsonOf([writtenTally(sample, 0)]), { clock });
  await foldCampaigns();
  expect((await checkRollups(dpo)).problems).toEqual([]);
  const { pool } = await connection();
  await pool.query(`update tally_sums set counts = '' where campaign_id = $1 and family = 'standings' and part <> ''`, [campaign.id]);
  expect((await checkRollups(dpo)).problems).toEqual([`${campaign.key}: the tallies of standings 2026-02-01 are not what the events make.`]);
});

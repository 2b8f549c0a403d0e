import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { type Campaign, getCampaign } from '@/domain/campaigns/queries';
import { checkRollups } from '@/domain/uptake/check-queries';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { readUptake } from '@/domain/uptake/queries';
import { fold } from '@/domain/uptake/sql/fold';
import { type Sample, contentOf, deadlineInstants, edges, micros, samplesIn, terms, written } from '@/domain/uptake/testing/event-sets';
import { type World, deadlinesAt, groupsAt, totalAt } from '@/domain/uptake/testing/model';
import type { Cell } from '@/domain/uptake/view';
import { secret } from '@/domain/secrets';
import { connection, transact } from '@/db/client';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const zone = 'Europe/Berlin';
const people = ['ann', 'bob', 'cem', 'dörte'] as const;
const published = '2025-01-01T00:00:00Z';

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), from: fc.nat(23), count: fc.integer({ min: 1, max: 16 }), chunkSize: fc.constantFrom(1, 4, 50_000) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('erase' as const), who: fc.subarray([...people], { minLength: 1 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), batch: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fold' as const), refinedFrom: fc.constantFrom(1, 2, undefined) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), at: fc.constantFrom('2026-02-01T11:00:00Z', '2026-03-30T00:00:00Z') }) },
  ),
  { minLength: 3, maxLength: 9 },
);
const plans = fc.record({ samples: samplesIn(zone), steps, way: fc.nat(3), asked: fc.record({ edge: fc.constantFrom(...edges[zone], ...deadlineInstants), more: fc.constantFrom(-1, 0, 1, 3_600_000, 86_400_000 * 70) }) });

/** The samples with subjects and ids that occur nowhere else, half of the ids UUIDs; order among a subject's ids stays what it was where it matters. */
const marked = (samples: Sample[], run: number): Sample[] =>
  samples.map((sample) => {
    const hex = createHash('sha256').update(`${run} ${sample.subject} ${sample.id}`).digest('hex');
    const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
    return { ...sample, subject: `${sample.subject}-${run}`, id: hex.startsWith('0') || hex < '8' ? uuid : `${sample.id}~${hex.slice(0, 20)}` };
  });

async function openCampaign(clock: () => Date): Promise<Campaign> {
  const file = campaignFile({
    zone,
    announced_at: '2026-01-30T09:00:00Z',
    areas: { eea: ['DE', 'FR'], gb: ['GB'] },
    deadlines: [{ at: deadlineInstants[0], area: null, since: '2026-01-30T09:00:00Z', reason: 'first', author: 'legal' }],
    notices: [{ id: 'terms-eea', legal_nature: 'contract_terms', area: 'eea', locale: 'en', published_at: published, sha256: terms }],
    population: [{ region: 'DE', count: 3, as_of: '2026-01-30T00:00:00Z', definition: 'd', source: 's' }],
  });
  await createCampaign(dpo, { file }, clock);
  return getCampaign(dpo, file.key);
}

const worldOf = (campaign: Campaign, events: Sample[], knownAt: Date): World => ({
  zone, countsOn: campaign.countsOn, areas: Object.fromEntries(campaign.areas), events,
  notices: [{ id: 'terms-eea', sha256: terms, nature: 'contract_terms', area: 'eea', publishedAt: micros(published) }],
  deadlines: campaign.deadlines.filter((d) => d.recordedAt <= knownAt).map((d) => ({ id: d.id, area: d.area, at: micros(d.at), since: micros(d.since), recordedAt: micros(d.recordedAt) })),
  population: [{ segment: { region: 'DE' }, asOf: micros('2026-01-30T00:00:00Z'), count: 3 }],
  announcedAt: micros('2026-01-30T09:00:00Z'),
});

const seen = ({ population, counts, rates }: Cell) => ({ population, ...counts, ...rates });

async function compareWithModel(campaign: Campaign, events: Sample[], asOf: Date, clock: () => Date, knownAt?: Date) {
  const view = await readUptake(dpo, { campaign: campaign.key, asOf, by: ['region'], knownAt }, clock);
  const world = worldOf(campaign, events, knownAt ?? clock());
  expect(seen(view.total)).toEqual(totalAt(world, micros(asOf)));
  const groups = view.groups.map((group) => [group.key.region ?? '', seen(group)] as const);
  expect(new Map(groups)).toEqual(groupsAt(world, micros(asOf), ['region']));
  expect(new Map(view.deadlines.map((d) => [d.entry.id, { by: d.acceptedBy, late: d.acceptedLate }]))).toEqual(deadlinesAt(world, micros(asOf)));
}

/** Every row of every table as text, bytes in hex, hyphens of UUIDs left out. */
async function wholeDatabase(): Promise<string> {
  const { pool } = await connection();
  const tables = await pool.query<{ name: string }>(`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
  expect(tables.rows.length).toBeGreaterThan(20);
  const texts = [];
  for (const { name } of tables.rows) texts.push((await pool.query<{ all: string | null }>(`select string_agg(t::text, E'\\n') as all from ${name} t`)).rows[0]?.all ?? '');
  return texts.join('\n').replaceAll('-', '').toLowerCase();
}

/** What would give a subject or its events away: either half of the pseudonym in hex, and each id as text and as its bytes in hex. */
const traces = (subject: string, ids: string[]): string[] => {
  const hex = pseudonym(subject, secret('pseudonym')).toString('hex');
  return [hex.slice(0, 32), hex.slice(32), ...ids.flatMap((id) => [id.replaceAll('-', '').toLowerCase(), Buffer.from(id).toString('hex')])];
};

test('whoever is erased is out of the counts from then on, in them for what was known before, and leaves no byte in any table', { timeout: 300_000 }, async () => {
  const [gone, kept] = [new Map<string, string[]>(), new Map<string, string[]>()];
  let [run, refusals] = [0, 0];
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      run += 1;
      let now = Date.parse('2026-05-01T00:00:00Z');
      const clock = () => new Date((now += 1000));
      const campaign = await openCampaign(clock);
      const samples = marked(plan.samples, run);
      // What each batch holds; what stands is what a batch holds that is not withdrawn.
      const batches: { id: string; held: Map<string, Sample>; withdrawn: boolean }[] = [];
      const standing = () => new Map(batches.filter(({ withdrawn }) => !withdrawn).flatMap(({ held }) => [...held]));
      const erased = new Set<string>();
      const known: { at: Date; events: Sample[] }[] = [];
      for (const step of [{ do: 'send' as const, from: 0, count: 12, chunkSize: 50_000 }, ...plan.steps, { do: 'send' as const, from: 0, count: 24, chunkSize: 5 }]) {
        if (step.do === 'send') {
          const sent = samples.slice(step.from, step.from + step.count);
          async function* body() {
            yield Buffer.from(sent.map((sample, i) => `${JSON.stringify(written(sample, plan.way + i))}\n`).join(''));
          }
          const stored = standing();
          const before = stored.size;
          const held = new Map<string, Sample>();
          const conflicts = sent.filter((sample) => {
            const key = `${sample.subject} ${sample.id}`;
            if (erased.has(sample.subject)) return false;
            if (!stored.has(key)) stored.set(key, sample);
            if (contentOf(stored.get(key) ?? sample) !== contentOf(sample)) return true;
            held.set(key, sample);
            return false;
          }).length;
          const refused = sent.filter(({ subject }) => erased.has(subject)).length;
          const answer = await importEvents(ingestKey, { campaign: campaign.key, format: 'ndjson', source: 'test' }, body(), { clock, chunkSize: step.chunkSize });
          expect(answer).toMatchObject({ received: sent.length, stored: stored.size - before, rejected: conflicts + refused });
          expect(answer.errors.filter(({ code }) => code === 'erased')).toHaveLength(refused);
          refusals += refused;
          batches.push({ id: answer.batch, held, withdrawn: false });
        } else if (step.do === 'erase') {
          const identifiers = step.who.map((person) => `${person}-${run}`);
          const held = identifiers.filter((subject) => batches.some((batch) => [...batch.held.values()].some((sample) => sample.subject === subject)));
          expect(await eraseSubject(dpo, { campaign: campaign.key, identifiers }, clock)).toMatchObject({ erased: held.length, already_erased: identifiers.filter((one) => erased.has(one)).length });
          for (const subject of held) {
            erased.add(subject);
            gone.set(subject, samples.filter((sample) => sample.subject === subject).map(({ id }) => id));
          }
          for (const batch of batches) for (const [key, sample] of batch.held) if (erased.has(sample.subject)) batch.held.delete(key);
        } else if (step.do === 'withdraw') {
          const open = batches.filter(({ withdrawn }) => !withdrawn);
          const batch = open[step.batch % open.length];
          if (!batch) continue;
          await withdrawBatch(dpo, { batch: batch.id, reason: 'wrong' }, clock);
          batch.withdrawn = true;
        } else if (step.do === 'fold') {
          await transact(({ client }) => fold(client, campaign.id, step.refinedFrom));
        } else {
          await moveDeadline(dpo, { campaign: campaign.key, reason: 'later', area: null, since: '2026-01-31T00:00:00Z', at: step.at }, clock);
        }
        known.push({ at: clock(), events: [...standing().values()] });
      }
      const stored = standing();
      for (const { subject } of stored.values()) kept.set(subject, [...stored.values()].filter((sample) => sample.subject === subject).map(({ id }) => id));
      const asOf = new Date(Date.parse(plan.asked.edge) + plan.asked.more);
      const later = await getCampaign(dpo, campaign.key);
      await compareWithModel(later, [...stored.values()], asOf, clock);
      for (const { at, events } of known) await compareWithModel(later, events, asOf, clock, at);
      expect((await checkRollups(dpo)).problems).toEqual([]);
    }),
    { numRuns: Number(process.env.NOTICEBOARD_RUNS ?? 40), ...(process.env.NOTICEBOARD_SEED ? { seed: Number(process.env.NOTICEBOARD_SEED) } : {}) },
  );
  expect([gone.size > run, kept.size > run / 2, refusals > run]).toEqual([true, true, true]);
  const all = await wholeDatabase();
  for (const [subject, ids] of gone) for (const trace of traces(subject, ids)) expect(all.includes(trace), `${subject} ${trace}`).toBe(false);
  // The control: the same search finds everybody who was not erased.
  for (const [subject, ids] of kept) {
    const [first = '', second = ''] = traces(subject, []);
    expect([all.includes(first), all.includes(second)], subject).toEqual([true, true]);
    for (const id of ids) expect(traces(subject, [id]).slice(2).some((trace) => all.includes(trace)), `${subject} ${id}`).toBe(true);
  }
});

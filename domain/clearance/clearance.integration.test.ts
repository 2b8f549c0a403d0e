import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { checkClearance } from '@/domain/clearance/check-queries';
import { readClearance, readClearanceDays } from '@/domain/clearance/queries';
import { fingerprintOf, recipientToken } from '@/domain/clearance/recipient-token';
import { stopList } from '@/domain/clearance/stop-list';
import { type ModelRegister, holdsFor } from '@/domain/clearance/testing/model';
import { blockersOf, records, sharedPurposes } from '@/domain/clearance/testing/registers';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { decidePurpose } from '@/domain/purposes/commands/decide-purpose';
import { submitPurpose } from '@/domain/purposes/commands/submit-purpose';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { micros } from '@/domain/uptake/testing/event-sets';
import { ndjsonOf, ticking } from '@/domain/uptake/testing/rehearsal';
import { type TallySample, tallyAreas, tallyNotices, tallySamples, tallyZone, writtenTally } from '@/domain/uptake/testing/tally-sets';
import type { Role } from '@/domain/access/vocabulary';
import { connection } from '@/db/client';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const sharing = { kind: 'key', id: '00000000000000bb', scope: 'sharing' } as const;
const people: Record<string, { kind: 'user'; id: string; role: Role }> = {};
const person = (name: string) => people[name] ?? asRole('manager');

beforeAll(async () => {
  for (const [name, role] of [['legal', 'legal'], ['dpo', 'dpo']] as const) people[name] = { kind: 'user', id: (await createUser(system, { email: `${name}@example.org`, name, role, language: 'en' })).id, role };
});

const before = () => new Date('2025-01-01T00:00:00Z');

async function approve(key: string, record: PurposeRecord): Promise<void> {
  await createPurpose(person('legal'), { key, record, reason: 'new', validFrom: before() }, before);
  await submitPurpose(person('legal'), { key, version: 1, reviewer: person('dpo').id }, before);
  await decidePurpose(person('dpo'), { key, version: 1, decision: 'approved' }, before);
  await forgetFindings(key);
}

/** What the rules find on the records of these tests is not what is asked. */
const forgetFindings = async (key: string) => (await connection()).pool.query('delete from findings where object_id = $1', [key]);

async function block(key: string, jurisdiction: string | null): Promise<void> {
  await (await connection()).pool.query(
    `insert into findings (id, rule, object_type, object_id, about, draft, jurisdiction, severity, values, places, pack, status, first_seen, since, opened_severity, opened_pack, illustrative) values ($1, 'LI-04', 'purpose', $2, '', false, $3, 'blocker', '{}', '[]', '1', 'open', now(), now(), 'blocker', '1', false)`,
    [`f-${key}-${jurisdiction ?? ''}`, key, jurisdiction],
  );
}

const plans = fc.record({
  samples: tallySamples,
  register: fc.tuple(...sharedPurposes.map(() => fc.record({ record: fc.option(records, { freq: 8 }), blockers: fc.oneof({ weight: 3, arbitrary: fc.constant<{ jurisdiction: string | null }[]>([]) }, { weight: 1, arbitrary: blockersOf }) }))),
});

/** The texts and answers of `tally-sets` with purposes of one run only. */
async function openCampaign(suffix: string, clock: () => Date): Promise<string> {
  const file = campaignFile({
    zone: tallyZone, areas: tallyAreas, announced_at: '2025-01-01T00:00:00Z', population: [{ region: 'DE', count: 6, as_of: '2025-01-01T00:00:00Z', definition: 'd', source: 's' }],
    notices: tallyNotices.map(({ publishedAt, nature, purposes, ...notice }) => ({ ...notice, legal_nature: nature, published_at: publishedAt, locale: 'en', purposes: purposes.map((key) => `${key}-${suffix}`) })),
  });
  await createCampaign(dpo, { file }, clock);
  return file.key;
}

const renamed = (sample: TallySample, suffix: string): TallySample => ({ ...sample, purposes: sample.purposes && Object.fromEntries(Object.entries(sample.purposes).map(([key, choice]) => [`${key}-${suffix}`, choice])) });

test('from events sent to the answer of the query and of the check: clearance is that of the model', { timeout: 300_000 }, async () => {
  let run = 0;
  let may = 0;
  await fc.assert(
    fc.asyncProperty(plans, async ({ samples, register }) => {
      run += 1;
      const clock = ticking();
      const suffix = String(run);
      const campaign = await openCampaign(suffix, clock);
      const kept = [...new Map(samples.map((sample) => [`${sample.subject} ${sample.id}`, renamed(sample, suffix)])).values()];
      await importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, ndjsonOf(kept.map((sample, i) => writtenTally(sample, i))), { clock });
      const given: ModelRegister = new Map();
      for (const [i, name] of sharedPurposes.entries()) {
        const key = `${name}-${suffix}`;
        const own = register[i];
        given.set(key, { record: own?.record ?? null, blockers: own?.blockers ?? [] });
        if (own?.record) await approve(key, own.record);
        if (own?.record) for (const { jurisdiction } of own.blockers) await block(key, jurisdiction);
      }
      const world = { areas: tallyAreas, countsOn: ['contract_terms'], notices: tallyNotices.map((notice) => ({ ...notice, purposes: notice.purposes.map((key) => `${key}-${suffix}`) })), events: kept };
      const view = await readClearance(dpo, { campaign }, clock);
      const asOf = micros(view.asOf);
      const subjects = [...new Set(kept.map(({ subject }) => subject))];
      for (const key of given.keys()) {
        if (!given.get(key)?.record) continue;
        const verdicts = subjects.map((subject) => holdsFor(world, subject, asOf, key, given));
        const own = view.rows.filter((row) => row.purpose === key);
        for (const row of own.filter(({ ground }) => ground !== 'in_scope')) {
          const place = own.filter(({ jurisdiction }) => jurisdiction === row.jurisdiction).indexOf(row);
          expect(row.cleared, `${key} ${row.jurisdiction} ${row.basis}`).toBe(verdicts.filter((model) => model?.jurisdiction === row.jurisdiction && model.holds[place] === true).length);
        }
        const checked = await checkClearance(sharing, { campaign, purpose: key, identifiers: [...subjects, 'nobody'] }, clock);
        expect(checked.answers.map((answer) => answer.may)).toEqual([...verdicts.map((model) => model !== null && model.holds.length > 0 && model.holds.every(Boolean)), false]);
        expect(checked.answers.at(-1)).toMatchObject({ line: subjects.length + 1, why: 'unknown' });
        may += checked.may;
        const days = await readClearanceDays(dpo, { campaign, purpose: key }, clock);
        const last = days.at(-1)?.day;
        for (const { jurisdiction, basis, held } of days.filter(({ day }) => day === last)) expect(own.some((row) => row.jurisdiction === jurisdiction && row.basis === basis && row.held === held)).toBe(true);
      }
    }),
    { numRuns: Number(process.env.NOTICEBOARD_RUNS ?? 15), ...(process.env.NOTICEBOARD_SEED ? { seed: Number(process.env.NOTICEBOARD_SEED) } : {}) },
  );
  expect(may).toBeGreaterThan(0);
});

test('a recipient gets those who must stop under a key of its own, any number of them, and the log says how many', async () => {
  const clock = ticking();
  const campaign = await openCampaign('stop', clock);
  const sample: TallySample = { subject: 'zoe', id: 'e-1', type: 'accepted', micros: micros('2026-02-01T12:00:00Z'), notice: 'consent-eea', region: 'DE', platform: 'ios', channel: 'in_app', appVersion: '', locale: '', variant: '', actor: 'subject', purposes: { 'ads-stop': true } };
  await importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, ndjsonOf([writtenTally(sample, 0)]), { clock });
  await approve('ads-stop', { ...fc.sample(records, 1)[0], bases: [{ jurisdiction: 'eea', basis: 'consent' }] } as unknown as PurposeRecord);
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  async function* identifiers() {
    yield 'zoe';
    for (let i = 0; i < 6_000; i += 1) yield `nobody-${i}`;
  }
  const seq = await nextSeq();
  const listOf = async (own: Buffer) => {
    let list = '';
    for await (const piece of stopList(sharing, { campaign, purpose: 'ads-stop', key: own }, identifiers(), clock)) list += piece;
    return list.trim().split('\n');
  };
  const [list, another] = [await listOf(key), await listOf(other)];
  expect(list).toHaveLength(6_000);
  expect(list[0]).toBe(recipientToken(key, 'nobody-0'));
  expect(list).not.toContain(recipientToken(key, 'zoe'));
  expect(another.some((line) => list.includes(line))).toBe(false);
  const [entry] = await entriesFrom(seq);
  expect(entry).toMatchObject({ action: 'clearance.stop_list', after: { purpose: 'ads-stop', asked: 6_001, stop: 6_000, key: fingerprintOf(key) } });
  expect(JSON.stringify(entry)).not.toContain(key.toString('hex'));
  await expect(stopList(asRole('manager'), { campaign, purpose: 'ads-stop', key }, identifiers()).next()).rejects.toMatchObject({ code: 'denied' });
});

test('only those who may check may check; nobody else learns whether a person is known', async () => {
  const campaign = await openCampaign('roles', ticking());
  for (const actor of [asRole('manager'), asRole('admin'), asRole('auditor'), ingestKey]) await expect(checkClearance(actor, { campaign, purpose: 'ads', identifiers: ['ann'] })).rejects.toMatchObject({ code: 'denied' });
  await expect(readClearance(sharing, { campaign })).rejects.toMatchObject({ code: 'denied' });
});

test('a refusal names no identifier, and says what is wrong', async () => {
  const campaign = await openCampaign('wrong', ticking());
  for (const identifiers of [[], ['x'.repeat(300)], Array.from({ length: 10_001 }, (_, i) => `secret-${i}`), 'secret-1', [7]]) {
    const refused: unknown = await checkClearance(sharing, { campaign, purpose: 'ads', identifiers }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'invalid' });
    expect(JSON.stringify(refused)).not.toMatch(/secret-|xxx/);
  }
  await expect(checkClearance(sharing, { campaign, purpose: 'never-entered', identifiers: ['ann'] })).rejects.toMatchObject({ code: 'missing' });
  await expect(checkClearance(sharing, { campaign: 'nowhere', purpose: 'ads', identifiers: ['ann'] })).rejects.toMatchObject({ code: 'missing' });
});

test('who was erased must not be shared; managers see what is halted and no number of people', async () => {
  const clock = ticking();
  const campaign = await openCampaign('gone', clock);
  const sample: TallySample = { subject: 'zoe', id: 'e-1', type: 'accepted', micros: micros('2026-02-01T12:00:00Z'), notice: 'consent-eea', region: 'DE', platform: 'ios', channel: 'in_app', appVersion: '', locale: '', variant: '', actor: 'subject', purposes: { 'ads-gone': true } };
  await importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, ndjsonOf([writtenTally(sample, 0), writtenTally({ ...sample, subject: 'max' }, 0)]), { clock });
  await approve('ads-gone', { ...fc.sample(records, 1)[0], bases: [{ jurisdiction: 'eea', basis: 'consent' }] } as unknown as PurposeRecord);
  const check = async () => (await checkClearance(sharing, { campaign, purpose: 'ads-gone', identifiers: ['zoe', 'max'] }, clock)).answers.map(({ may, why }) => [may, why]);
  expect(await check()).toEqual([[true, 'consented'], [true, 'consented']]);
  await eraseSubject(dpo, { campaign, identifiers: ['zoe'] }, clock);
  await forgetFindings('ads-gone');
  expect(await check()).toEqual([[false, 'erased'], [true, 'consented']]);
  const row = ({ rows }: Awaited<ReturnType<typeof readClearance>>) => rows.find(({ purpose }) => purpose === 'ads-gone');
  expect(row(await readClearance(dpo, { campaign }, clock))).toMatchObject({ population: 6, cleared: 1, mustNot: 5 });
  expect(row(await readClearance(asRole('manager'), { campaign }, clock))).toMatchObject({ population: null, cleared: null, mustNot: null, regions: [], halts: [] });
  expect(await readClearanceDays(asRole('manager'), { campaign }, clock)).toEqual([]);
});

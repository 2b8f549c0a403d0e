import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClearanceFacts, type Standings, clearanceOf, noStandings } from '@/domain/clearance/clear';
import { judgePerson } from '@/domain/clearance/judge-person';
import { jurisdictionFor } from '@/domain/clearance/jurisdiction';
import { type ModelRegister, holdsFor } from '@/domain/clearance/testing/model';
import { blockersOf, records, sharedPurposes } from '@/domain/clearance/testing/registers';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { deadlineInstants, edges, micros } from '@/domain/uptake/testing/event-sets';
import { type TallyWorld, standingsAt } from '@/domain/uptake/testing/tally-model';
import { lateNotice, tallyAreas, tallyNotices, tallySamples, tallyZone } from '@/domain/uptake/testing/tally-sets';
import type { PurposeStanding } from '@/domain/uptake/vocabulary';

const areas = new Map(Object.entries(tallyAreas).flatMap(([area, regions]) => regions.map((region) => [region, area] as const)));
const population = new Map([['DE', 3], ['FR', 2], ['GB', 1], ['US', 5], ['ZZ', 7]]);

const lineOf = (line: string) => ({ parts: JSON.parse(line.slice(0, line.lastIndexOf(' '))) as [string, string, PurposeStanding, string], n: Number(line.slice(line.lastIndexOf(' ') + 1)) });

/** Standings as the tallies give them, which a test of its own holds to the model. */
function standingsOf(world: TallyWorld, asOf: bigint): Map<string, Map<string, Standings>> {
  const found = new Map<string, Map<string, Standings>>();
  for (const { parts: [purpose, region, standing], n } of standingsAt(world, asOf).map(lineOf)) {
    const own = found.get(purpose) ?? new Map<string, Standings>();
    found.set(purpose, own);
    const standings = own.get(region) ?? noStandings();
    own.set(region, standings);
    standings[standing] += n;
  }
  return found;
}

const plans = fc.record({
  events: tallySamples,
  register: fc.tuple(...sharedPurposes.map(() => fc.record({ record: fc.option(records, { freq: 6 }), blockers: fc.oneof({ weight: 3, arbitrary: fc.constant<{ jurisdiction: string | null }[]>([]) }, { weight: 1, arbitrary: blockersOf }) }))),
  isLate: fc.boolean(),
  asked: fc.record({ edge: fc.constantFrom(...edges[tallyZone], ...deadlineInstants, '2026-02-01T12:00:00Z'), more: fc.constantFrom(0n, 1n, 3_600_000_000n, 86_400_000_000n * 40n) }),
});

test('clearance is that of the model, person by person, over random events and registers, with withdrawals, objections, changed notices and open blockers', { timeout: 300_000 }, () => {
  let [cleared, blocked] = [0, 0];
  fc.assert(
    fc.property(plans, ({ events, register: given, isLate, asked }) => {
      const kept = [...new Map(events.map((event) => [`${event.subject} ${event.id}`, event])).values()];
      const world: TallyWorld = { areas: tallyAreas, countsOn: ['contract_terms'], notices: isLate ? [...tallyNotices, lateNotice] : tallyNotices, events: kept };
      const asOf = micros(asked.edge, asked.more);
      const register: ModelRegister = new Map(sharedPurposes.map((key, i) => [key, { record: given[i]?.record ?? null, blockers: given[i]?.blockers ?? [] }]));
      const facts: ClearanceFacts = {
        areas, population, standings: standingsOf(world, asOf), eventsDeleted: false,
        purposes: sharedPurposes.map((key) => ({ key, title: key, record: register.get(key)?.record ?? null })),
        blockers: new Map(sharedPurposes.map((key) => [key, (register.get(key)?.blockers ?? []).map((one) => ({ ...one, rule: 'LI-04' as const, finding: 'f' }))])),
      };
      const rows = clearanceOf(facts);
      const people = [...new Set(kept.map(({ subject }) => subject))];
      for (const purpose of sharedPurposes) {
        const verdicts = people.map((subject) => ({ subject, model: holdsFor(world, subject, asOf, purpose, register) }));
        for (const { jurisdiction, ground, regions, cleared: n, halts } of rows.filter((row) => row.purpose === purpose)) {
          const own = rows.filter((row) => row.purpose === purpose && row.jurisdiction === jurisdiction);
          const place = own.findIndex((row) => row.regions === regions);
          if (ground === 'in_scope' && halts.length === 0) {
            const closed = regions.reduce((sum, { standings }) => sum + standings.closed, 0);
            expect(n).toBeLessThanOrEqual(regions.reduce((sum, { region }) => sum + (population.get(region) ?? 0), 0));
            if (regions.every(({ region, standings }) => standings.closed <= (population.get(region) ?? 0))) expect(n).toBe(regions.reduce((sum, { region }) => sum + (population.get(region) ?? 0), 0) - closed);
          } else {
            expect(n, `${purpose} ${jurisdiction} ${ground}`).toBe(verdicts.filter(({ model }) => model?.jurisdiction === jurisdiction && model.holds[place] === true).length);
            cleared += n ?? 0;
          }
          if (halts.includes('blocked')) blocked += 1;
        }
        for (const { subject, model } of verdicts) {
          const lines = standingsAt({ ...world, events: kept.filter((event) => event.subject === subject) }, asOf).map((line) => lineOf(line).parts);
          const last = kept.filter((event) => event.subject === subject && event.micros < asOf).toSorted((a, b) => (a.micros < b.micros ? -1 : a.micros > b.micros ? 1 : Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)))).at(-1);
          if (!last) continue;
          const standings = new Set(lines.filter(([named, , standing]) => named === purpose || standing === 'closed').map(([, , standing]) => standing));
          const verdict = judgePerson({ region: last.region, standings }, register.get(purpose)?.record?.bases ?? [], areas, facts.blockers.get(purpose) ?? []);
          expect(verdict.may, `${subject} ${purpose}`).toBe(model !== null && model.holds.length > 0 && model.holds.every(Boolean));
        }
      }
      expect(rows.every(({ regions }) => regions.every(({ region }) => region !== 'ZZ'))).toBe(true);
    }),
    { numRuns: Number(process.env.NOTICEBOARD_HISTORIES ?? 1_000), ...(process.env.NOTICEBOARD_SEED ? { seed: Number(process.env.NOTICEBOARD_SEED) } : {}) },
  );
  expect([cleared > 50, blocked > 50]).toEqual([true, true]);
});

const one = (given: Partial<Standings>): Map<string, Map<string, Standings>> => new Map([['ads', new Map([['DE', { ...noStandings(), ...given }]])], ['', new Map([['DE', { ...noStandings(), closed: given.closed ?? 0 }]])]]);
const factsWith = (basis: string, standings: Map<string, Map<string, Standings>>, given: Partial<ClearanceFacts> = {}): ClearanceFacts => ({
  purposes: [{ key: 'ads', title: 'Ads', record: PurposeRecord.parse({ title: 'Ads', owner: 'DPO', bases: [{ jurisdiction: 'eea', basis }] }) }], areas: new Map([['DE', 'eea']]), blockers: new Map(), standings, population: new Map([['DE', 100]]), eventsDeleted: false, ...given,
});

test.each([
  ['consent', { consented: 7, terms_accepted: 90, shown: 95 }, 7],
  ['contract', { consented: 7, terms_accepted: 90, shown: 95 }, 90],
  ['legitimate_interests', { shown: 80, shown_objected: 15, objected: 2 }, 80],
  ['public_task', { shown: 80, shown_objected: 15 }, 80],
  ['recognised_legitimate_interests', { shown: 80, shown_objected: 15 }, 80],
  ['legal_obligation', { closed: 4 }, 96],
  ['vital_interests', { closed: 4 }, 96],
  ['not_stated', { consented: 100, terms_accepted: 100, shown: 100 }, 0],
  ['local_law', { consented: 100, terms_accepted: 100, shown: 100 }, 0],
])('on %s it may go ahead for those the basis holds for, and for nobody else', (basis, standings, expected) => {
  const [row] = clearanceOf(factsWith(basis, one(standings)));
  expect(row).toMatchObject({ jurisdiction: 'eea', population: 100, cleared: expected, mustNot: 100 - expected });
});

test('an open blocker, a purpose that is not approved and deleted events leave nobody, and say why', () => {
  const blocker = { rule: 'LB-03' as const, finding: 'f-1', jurisdiction: null };
  expect(clearanceOf(factsWith('contract', one({ terms_accepted: 90 }), { blockers: new Map([['ads', [blocker]]]) }))[0]).toMatchObject({ held: 90, cleared: 0, mustNot: 100, halts: ['blocked'], blockers: [blocker] });
  expect(clearanceOf(factsWith('contract', one({ terms_accepted: 90 }), { blockers: new Map([['ads', [{ ...blocker, jurisdiction: 'gb' }]]]) }))[0]).toMatchObject({ cleared: 90, halts: [] });
  expect(clearanceOf({ ...factsWith('contract', one({ terms_accepted: 90 })), purposes: [{ key: 'ads', title: 'Ads', record: null }] })[0]).toMatchObject({ jurisdiction: 'eea', cleared: 0, halts: ['not_in_force'] });
  expect(clearanceOf(factsWith('contract', one({ terms_accepted: 90 }), { eventsDeleted: true }))[0]).toMatchObject({ held: 0, cleared: 0, halts: ['events_deleted'] });
});

test('without people in scope a legal obligation has no number, and nobody is called left out', () => {
  expect(clearanceOf(factsWith('legal_obligation', one({}), { population: null }))[0]).toMatchObject({ population: null, cleared: null, mustNot: null });
});

test('a region lies in the nearest jurisdiction that a basis names, and ZZ in none', () => {
  const own = new Map([['DE', 'eea'], ['GB', 'gb']]);
  expect(jurisdictionFor('DE', ['eea', 'DE', 'elsewhere'], own)).toBe('DE');
  expect(jurisdictionFor('DE', ['eea', 'elsewhere'], own)).toBe('eea');
  expect(jurisdictionFor('DE', ['gb', 'elsewhere'], own)).toBeNull();
  expect(jurisdictionFor('GR', ['eu', 'elsewhere'], own)).toBe('eu');
  expect(jurisdictionFor('US', ['eea', 'elsewhere'], own)).toBe('elsewhere');
  expect(jurisdictionFor('ZZ', ['eea', 'elsewhere'], own)).toBeNull();
});

import { bench, onOwnDatabase } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { importRegister } from '@/domain/purposes/commands/import-register';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { differences } from '@/domain/purposes/diff';
import { type PurposeSearch, countFacets, listPurposes } from '@/domain/purposes/queries';
import { type PurposeInput, PurposeRecord } from '@/domain/purposes/schemas';
import { getPurpose } from '@/domain/purposes/version-queries';
import { connection } from '@/db/client';

const bar = 150;
const usesEach = 8;
const bases = ['contract', 'consent', 'legitimate_interests', 'legal_obligation'] as const;
const terms = ['dpv:Marketing', 'dpv:TargetedAdvertising', 'dpv:ServiceUsageAnalytics', 'dpv:PaymentManagement', 'dpv:EnforceSecurity'];
const data = ['pd:EmailAddress', 'pd:IPAddress', 'pd:Location', 'pd:TelephoneNumber', 'pd:Health', 'pd:Name', 'pd:Purchase', 'pd:Interest'];

const recordOf = (n: number, owner = `Office ${n % 40}`): PurposeInput => ({
  title: `Purpose ${n} of the register`, owner, description: 'What is done with which data for whom. '.repeat(8), purposeTerms: [terms[n % terms.length] ?? ''], jurisdictions: ['DE', 'FR', 'GB'],
  bases: ['DE', 'FR', 'GB'].map((jurisdiction, at) => ({ jurisdiction, basis: bases[(n + at) % bases.length] ?? 'consent', justification: 'Because it is needed. '.repeat(6) })),
  dataUses: Array.from({ length: usesEach }, (_, at) => ({ category: `Category ${(n + at) % 60}`, terms: [data[(n + at) % data.length] ?? ''], subjects: ['customers', 'visitors'], retention: { duration: '2 years' } })),
  recipients: [{ name: `Vendor ${n % 200}`, role: 'processor', country: 'IE' }, { name: 'Cloud', role: 'processor', country: 'US', transfer: { tool: 'standard_contractual_clauses' } }],
  timing: { reviewDue: `20${27 + (n % 5)}-01-15` },
});

const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

async function timed(work: (n: number) => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 3; n += 1) await work(n);
  const took: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    const started = performance.now();
    await work(n);
    took.push(performance.now() - started);
  }
  return p95(took);
}

async function readings(count: number, middle: Date): Promise<Record<string, number>> {
  const base: PurposeSearch = { sort: 'title', descending: false, page: 1, size: 25 };
  const at = { asOf: middle, knownAt: middle };
  const key = (n: number) => `B-${(n * 37) % count}`;
  return {
    list: await timed((n) => listPurposes(bench, { ...base, page: 1 + (n % Math.max(1, Math.floor(count / 25))) })),
    filter: await timed((n) => listPurposes(bench, { ...base, q: `Purpose ${n}`, basis: 'consent', under: 'dpv:Marketing' })),
    facets: await timed(() => countFacets(bench, { basis: 'consent' })),
    as_of: await timed(() => listPurposes(bench, { ...base, at })),
    as_of_facets: await timed(() => countFacets(bench, {}, at)),
    diff: await timed(async (n) => {
      const { versions } = await getPurpose(bench, key(n));
      const [after, before] = versions;
      return after && before && differences(before.record, after.record);
    }),
  };
}

/** What the register's pages ask of the server, at 50 purposes and at 5,000 with 40,000 data uses, two versions each; p95 in ms against 150. */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    const { pool } = await connection();
    const grow = async (from: number, to: number) => {
      const entries = Array.from({ length: to - from }, (_, n) => ({ key: `B-${from + n}`, basedOn: null, record: PurposeRecord.parse(recordOf(from + n)) }));
      for (let at = 0; at < entries.length; at += 1_000) await importRegister(bench, { entries: entries.slice(at, at + 1_000), reason: 'bench' });
      const again = entries.map(({ key }, n) => ({ key, basedOn: 1, record: PurposeRecord.parse(recordOf(from + n, `Moved ${n % 7}`)) }));
      const middle = new Date();
      for (let at = 0; at < again.length; at += 1_000) await importRegister(bench, { entries: again.slice(at, at + 1_000), reason: 'bench' });
      await pool.query('analyze');
      return middle;
    };
    const few = await readings(50, await grow(0, 50));
    const many = await readings(5_000, await grow(50, 5_000));
    await revisePurpose(bench, { key: 'B-1', basedOn: 2, record: recordOf(1, 'Last'), reason: 'bench' });
    const uses = await pool.query<{ n: number }>('select count(*)::int as n from purpose_data_uses u join purposes p on p.key = u.purpose_key and p.version = u.version');
    process.stdout.write(`${'p95 in ms'.padEnd(14)}${'50'.padStart(10)}${'5,000'.padStart(10)}\n${Object.keys(few).map((name) => `${name.padEnd(14)}${(few[name] ?? 0).toFixed(1).padStart(10)}${(many[name] ?? 0).toFixed(1).padStart(10)}`).join('\n')}\n`);
    return { figures: { ...Object.fromEntries(Object.entries(many).map(([name, value]) => [`${name}_ms`, value])), data_uses: uses.rows[0]?.n ?? 0 }, ok: Object.values(many).every((value) => value <= bar) };
  });

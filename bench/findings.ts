import { createHash } from 'node:crypto';
import { measure as measureCheck } from '@/bench/clearance-check';
import { bench, onOwnDatabase } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { serverCpu } from '@/bench/server-cpu';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { followCommands } from '@/domain/command';
import { judgeAsCommandsWrite } from '@/domain/findings/follow-commands';
import { listFindings } from '@/domain/findings/queries';
import { rejudge } from '@/domain/findings/sql/rejudge';
import { importRegister } from '@/domain/purposes/commands/import-register';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { type PurposeInput, PurposeRecord } from '@/domain/purposes/schemas';
import { connection, transact } from '@/db/client';

const count = 5_000;
const bars = { everything: 2_000, edit: 50 };
const jurisdictions = ['DE', 'FR', 'GB'];
const bases = ['contract', 'consent', 'legitimate_interests', 'legal_obligation', 'not_stated'] as const;
const terms = ['dpv:Marketing', 'dpv:TargetedAdvertising', 'dpv:ServiceUsageAnalytics', 'dpv:PaymentManagement', 'dpv:EnforceSecurity'];
const categories = ['pd:EmailAddress', 'pd:IPAddress', 'pd:Location', 'pd:TelephoneNumber'];

/** A purpose as registers have them: most fields filled, a hole here and there. */
export const recordOf = (n: number, owner = `Office ${n % 40}`): PurposeInput => ({
  title: `Purpose ${n} of the register`, owner, description: n % 3 === 0 ? 'Improve our services' : 'Send the receipt of each payment to the customer by e-mail. '.repeat(3), purposeTerms: [terms[n % terms.length] ?? ''], jurisdictions,
  bases: jurisdictions.map((jurisdiction, at) => ({ jurisdiction, basis: bases[(n + at) % bases.length] ?? 'consent', justification: 'Because it is needed. '.repeat(4), interest: 'Fewer failed payments', interestHolder: 'Shop Ltd' })),
  dataUses: categories.slice(0, 1 + (n % 4)).map((term, at) => ({ category: `Category ${(n + at) % 60}`, terms: [term], subjects: ['customers'], retention: { duration: n % 5 === 0 ? '' : '2 years' } })),
  recipients: [{ name: `Vendor ${n % 200}`, role: 'processor', country: 'US', legalEntity: `Vendor ${n % 200} Inc`, sharedCategories: ['Category 1'], transfer: { tool: 'standard_contractual_clauses' } }],
  controller: { name: 'Shop Ltd', email: 'privacy@shop.example' },
  timing: { reviewDue: `20${27 + (n % 5)}-01-15` },
});

const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

async function took(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** What the machine does just now: milliseconds for SHA-256 of 64 MB in this process, and of one question and answer with the database. */
async function probe(): Promise<{ probe_cpu_ms: number; probe_trip_ms: number }> {
  const { pool } = await connection();
  const block = Buffer.alloc(64 * 1024 * 1024);
  const cpu = await took(async () => createHash('sha256').update(block).digest());
  const trips = await Promise.resolve(Array.from({ length: 50 })).then(async (all) => {
    const times: number[] = [];
    for (const _ of all) times.push(await took(() => pool.query('select 1')));
    return times;
  });
  return { probe_cpu_ms: cpu, probe_trip_ms: p95(trips) };
}

class TakenBack extends Error {}

/** Judging 5,000 purposes × 3 jurisdictions from nothing, and one of them after an edit, in the transaction of the save; ms against 2,000 and 50. */
const measureJudging = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    const { pool } = await connection();
    followCommands(async () => undefined);
    const entries = Array.from({ length: count }, (_, n) => ({ key: `B-${n}`, basedOn: null, record: PurposeRecord.parse(recordOf(n)) }));
    for (let at = 0; at < count; at += 1_000) await importRegister(bench, { entries: entries.slice(at, at + 1_000), reason: 'bench' });
    await pool.query('analyze');
    // A server that has been judging for a while: some purposes, and their findings taken back.
    await transact(async ({ client }) => {
      await rejudge(client, { purposes: entries.slice(0, 500).map(({ key }) => key), campaigns: [] }, new Date());
      throw new TakenBack();
    }).catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
    const before = await probe();
    let judged = 0;
    const [own, server] = [process.cpuUsage(), await serverCpu(pool)];
    const everything = await took(() => transact(async ({ client }) => (judged = await rejudge(client, null, new Date()))));
    const used = process.cpuUsage(own);
    // What it costs whatever else the machine does: processor time of this process and of the database server.
    const everythingCpu = (used.user + used.system) / 1000 + ((await serverCpu(pool)) - server) * 1000;
    await pool.query('analyze');
    const again = await took(() => transact(({ client }) => rejudge(client, null, new Date())));
    const plain: number[] = [];
    for (let n = 0; n < 60; n += 1) plain.push(await took(() => revisePurpose(bench, { key: `B-${n}`, basedOn: 1, record: recordOf(n, 'Plain'), reason: 'bench' })));
    judgeAsCommandsWrite();
    const edits: number[] = [];
    for (let n = 100; n < 160; n += 1) edits.push(await took(() => revisePurpose(bench, { key: `B-${n}`, basedOn: 1, record: recordOf(n + 1, 'Judged'), reason: 'bench' })));
    const one: number[] = [];
    for (let n = 200; n < 260; n += 1) one.push(await took(() => transact(({ client }) => rejudge(client, { purposes: [`B-${n}`], campaigns: [] }, new Date()))));
    const list = await took(() => listFindings(bench, { severity: 'blocker', page: 3 }));
    const campaign = await took(() => transact(({ client }) => rejudge(client, { purposes: [], campaigns: [foundingCampaign.key] }, new Date())));
    const figures = {
      purposes: count, findings: judged, everything_ms: everything, everything_cpu_ms: everythingCpu, everything_again_ms: again, one_p95_ms: p95(one), edit_p95_ms: p95(edits), edit_unjudged_p95_ms: p95(plain), campaign_ms: campaign, list_ms: list, ...before,
    };
    return { figures, ok: everything <= bars.everything && p95(one) <= bars.edit };
  });

/** Judging, then the check of identifiers (`check_…`): what a DPO and a sharing system wait for, in one run. */
export async function measure(): Promise<Outcome> {
  const judging = await measureJudging();
  const check = await measureCheck();
  return { figures: { ...judging.figures, ...Object.fromEntries(Object.entries(check.figures).map(([name, value]) => [`check_${name}`, value])) }, ok: judging.ok && check.ok };
}

import { bench, onOwnDatabase } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { median, percentile } from '@/bench/server-cpu';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { checkClearance } from '@/domain/clearance/check-queries';
import { readClearance } from '@/domain/clearance/queries';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { connection } from '@/db/client';

const subjects = Number(process.env.BENCH_SUBJECTS ?? 200_000);
const purposes = ['ads', 'research', 'safety'];
const published = '2026-01-05T00:00:00+01:00';
const campaign = 'clearance';
const bars = { one: 5 };

async function* body(): AsyncGenerator<Buffer> {
  for (let from = 0; from < subjects; from += 1_000) {
    yield Buffer.from(Array.from({ length: Math.min(1_000, subjects - from) }, (_, i) => {
      const n = from + i;
      const base = { subject: `user-${n}`, region: ['DE', 'FR', 'AT'][n % 3], platform: 'ios', channel: 'in_app', notice: 'consent-1' };
      const shown = { ...base, id: 'd', type: 'displayed', occurred_at: '2026-01-06T10:00:00Z' };
      const answered = { ...base, id: 'a', type: n % 4 === 0 ? 'declined' : 'accepted', occurred_at: '2026-01-06T10:00:20Z', purposes: { ads: n % 2 === 0, research: n % 4 !== 0 } };
      return `${JSON.stringify(shown)}\n${JSON.stringify(answered)}\n`;
    }).join(''));
  }
}

/** A purpose approved as the database keeps it: what is measured is the check, not the review. */
async function approve(key: string): Promise<void> {
  const { pool } = await connection();
  await createPurpose(bench, { key, record: { title: key, owner: 'DPO', bases: [{ jurisdiction: 'eea', basis: 'consent' }] }, reason: 'bench' });
  await pool.query(`insert into purpose_steps (id, purpose_key, version, step, author, reason, recorded_at) values ($1, $2, 1, 'approved', 'bench', '', now())`, [`step-${key}`, key]);
}

/** One identifier asked about, p95 against 5 ms beside a probe of the machine (`select 1`) in turns; 10,000 at once; and the whole clearance of the campaign. Milliseconds. */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    const { pool } = await connection();
    await createCampaign(bench, {
      file: {
        key: campaign, title: 'Clearance', zone: 'Europe/Berlin', mandatory: false, counts_on: ['consent'], areas: { eea: ['DE', 'FR', 'AT'] }, announced_at: published,
        deadlines: [{ at: '2026-02-09T00:00:00+01:00', area: null, since: published, reason: 'first', author: 'bench' }],
        notices: [{ id: 'consent-1', legal_nature: 'consent', area: 'eea', locale: 'en', published_at: published, text: 'Ads, research, safety.', purposes }],
      },
    });
    for (const key of purposes) await approve(key);
    const importing = performance.now();
    await importEvents(bench, { campaign, format: 'ndjson', source: 'bench' }, body());
    const import_s = (performance.now() - importing) / 1000;
    await foldCampaigns();
    await pool.query('analyze');
    const timed = async (work: () => Promise<unknown>) => {
      const started = performance.now();
      await work();
      return performance.now() - started;
    };
    const ask = (identifiers: string[]) => checkClearance(bench, { campaign, purpose: 'ads', identifiers });
    const one: number[] = [];
    const probe: number[] = [];
    const many: number[] = [];
    const whole: number[] = [];
    for (let i = 0; i < 500; i += 1) {
      probe.push(await timed(() => pool.query('select 1')));
      one.push(await timed(() => ask([`user-${(i * 7919) % subjects}`])));
    }
    for (let i = 0; i < 5; i += 1) many.push(await timed(() => ask(Array.from({ length: 10_000 }, (_, n) => `user-${(n * 13 + i) % (subjects + 100)}`))));
    for (let i = 0; i < 10; i += 1) whole.push(await timed(() => readClearance(bench, { campaign })));
    const answers = await ask(['user-0', 'user-2', 'user-1', 'nobody']);
    const figures = {
      subjects, events: subjects * 2, import_s, probe_p50_ms: median(probe), probe_p95_ms: percentile(probe, 0.95), one_p50_ms: median(one), one_p95_ms: percentile(one, 0.95), one_over_probe: median(one) / median(probe), ten_thousand_ms: median(many), whole_ms: median(whole), may: answers.may,
    };
    return { figures, ok: figures.one_p95_ms < bars.one };
  });

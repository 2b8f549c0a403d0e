import { MachineProbe } from '@/bench/machine-probe';
import { onProduct } from '@/bench/product';
import type { Outcome } from '@/bench/run';
import { median, percentile } from '@/bench/server-cpu';

const subjects = Number(process.env.BENCH_SUBJECTS ?? 10_000_000);
const times = Number(process.env.BENCH_QUESTIONS ?? 100);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const addresses = {
  uptake: '/campaigns/bench?as_of=2026-01-18',
  uptake_now: '/campaigns/bench',
  segments: '/campaigns/bench?as_of=2026-01-20&by=region,platform',
  versions: '/campaigns/bench?as_of=2026-01-20&by=app_version',
  batches: '/batches',
};

/**
 * Time to the last byte of the uptake page, its segments and the batches in the production build at 10 M people, once the worker has folded and sealed them and the server has cleared up: p50 and p95 in ms,
 * medians of rounds that take turns, beside a probe of the machine in the same run; the bar is 60 each.
 */
export const measure = (): Promise<Outcome> =>
  onProduct(async ({ send, settled, page }) => {
    for (let from = 0; from < subjects; from += 1_000_000) await send({ from, until: Math.min(from + 1_000_000, subjects) });
    const sent = performance.now();
    await settled();
    const settled_s = (performance.now() - sent) / 1000;
    const probe = new MachineProbe();
    const taken = Object.entries(addresses).map(([name, address]) => ({ name, address, p50: [] as number[], p95: [] as number[] }));
    for (let round = 0; round < rounds; round += 1)
      for (const { address, p50, p95 } of taken) {
        for (let i = 0; i < 15; i += 1) await page(address);
        const took: number[] = [];
        for (let i = 0; i < times; i += 1) {
          took.push(await page(address));
          probe.take();
        }
        p50.push(percentile(took, 0.5));
        p95.push(percentile(took, 0.95));
      }
    const figures = Object.fromEntries(taken.flatMap(({ name, p50, p95 }) => [[`${name}_p50_ms`, median(p50)], [`${name}_p95_ms`, median(p95)], [`${name}_best_p95_ms`, Math.min(...p95)]]));
    return { figures: { subjects, settled_s, ...figures, ...probe.figures() }, ok: taken.every(({ p95 }) => median(p95) <= 60) };
  });

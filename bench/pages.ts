import { onProduct } from '@/bench/product';
import type { Outcome } from '@/bench/run';
import { percentile } from '@/bench/server-cpu';

const subjects = Number(process.env.BENCH_SUBJECTS ?? 10_000_000);
const times = Number(process.env.BENCH_QUESTIONS ?? 100);

/** Time to the last byte of the uptake page, its segments and the batches in the production build, p95 in ms at 10 M events, once the worker has folded and sealed them; the bar is 60 each. */
export const measure = (): Promise<Outcome> =>
  onProduct(async ({ send, settled, page }) => {
    for (let from = 0; from < subjects; from += 1_000_000) await send(from, Math.min(1_000_000, subjects - from));
    const sent = performance.now();
    await settled();
    const addresses = {
      uptake: '/campaigns/bench?as_of=2026-01-18',
      uptake_now: '/campaigns/bench',
      segments: '/campaigns/bench?as_of=2026-01-20&by=region,platform',
      versions: '/campaigns/bench?as_of=2026-01-20&by=app_version',
      batches: '/batches',
      sign_in_probe: '/api/health',
    };
    const figures: Record<string, number> = { subjects, settled_s: (performance.now() - sent) / 1000 };
    for (const [name, address] of Object.entries(addresses)) {
      for (let i = 0; i < 15; i += 1) await page(address);
      const took: number[] = [];
      for (let i = 0; i < times; i += 1) took.push(await page(address));
      figures[`${name}_p50_ms`] = percentile(took, 0.5);
      figures[`${name}_p95_ms`] = percentile(took, 0.95);
    }
    const slow = ['uptake', 'uptake_now', 'segments', 'versions', 'batches'].filter((name) => (figures[`${name}_p95_ms`] ?? Infinity) > 60);
    return { figures, ok: slow.length === 0 };
  });

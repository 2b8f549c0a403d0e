import { setTimeout as sleep } from 'node:timers/promises';
import { onProduct } from '@/bench/product';
import type { Outcome } from '@/bench/run';

const events = Number(process.env.BENCH_EVENTS ?? 5_000_000);

/** Peak memory of the web process above idle, in MB, while one body of 5 M events comes in over HTTP; the bar is 150. */
export const measure = (): Promise<Outcome> =>
  onProduct(async ({ send, webMemory, page }) => {
    for (let i = 0; i < 20; i += 1) await page('/');
    await send({ from: 0, count: 1_000 });
    await sleep(3_000);
    const idle = webMemory();
    let peak = idle;
    const watch = setInterval(() => (peak = Math.max(peak, webMemory())), 100);
    const started = performance.now();
    await send({ from: 1_000, count: events }).finally(() => clearInterval(watch));
    const above = peak - idle;
    return { figures: { events, seconds: (performance.now() - started) / 1000, idle_mb: idle, peak_mb: peak, above_idle_mb: above }, ok: above <= 150 };
  });

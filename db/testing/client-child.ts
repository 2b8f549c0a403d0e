import { NoticeboardClient } from '@/docs/client/noticeboard-client';
import { samplesOf } from '@/domain/uptake/testing/durable-events';
import { written } from '@/domain/uptake/testing/event-sets';

/** A process that puts events into a client's queue and says how many of them lie there; it is there to be killed. */
const [url = '', campaign = '', key = '', folder = '', count = '0'] = process.argv.slice(2);

const client = new NoticeboardClient({ url, campaign, key, folder, maxBatchEvents: 40, maxDelayMs: 20, retryBaseMs: 5, retryMaxMs: 20, onReport: () => undefined });
const samples = samplesOf(7, Number(count));
for (const [i, sample] of samples.entries()) {
  const { queued } = client.enqueue(written(sample, 0) as Parameters<typeof client.enqueue>[0]);
  if (!queued) throw new Error('The queue is full.');
  process.stdout.write(`${i + 1}\n`);
  if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
}
setInterval(() => undefined, 1_000);

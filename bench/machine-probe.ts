import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { percentile } from '@/bench/server-cpu';

const work = Buffer.alloc(4 * 1024 * 1024, 7);
const rows = Array.from({ length: 1_000 }, (_, n) => ({ id: `row-${n}`, label: `Region ${n % 240}`, people: n * 7_919, share: n / 1_000 }));

/**
 * What the machine is worth while something is measured on it: times of two fixed pieces of work, and the share of its processors that other guests took (Linux: steal; 0 where that is not told). One is a SHA-256
 * of 4 MiB, which has instructions of its own; the other writes and reads 1,000 small objects as JSON, which is more like what makes a page. Machines differ in one and not in the other.
 */
export class MachineProbe {
  private readonly took: number[] = [];
  private readonly objects: number[] = [];
  private readonly from = processorTimes();

  take(): void {
    this.took.push(timeOf(() => createHash('sha256').update(work).digest()));
    this.objects.push(timeOf(() => JSON.parse(JSON.stringify(rows))));
  }

  figures(): { probe_p50_ms: number; probe_p95_ms: number; probe_objects_p50_ms: number; probe_objects_p95_ms: number; stolen: number } {
    const to = processorTimes();
    const [objects, objectsLate] = [percentile(this.objects, 0.5), percentile(this.objects, 0.95)];
    return { probe_p50_ms: percentile(this.took, 0.5), probe_p95_ms: percentile(this.took, 0.95), probe_objects_p50_ms: objects, probe_objects_p95_ms: objectsLate, stolen: to.all > this.from.all ? (to.stolen - this.from.stolen) / (to.all - this.from.all) : 0 };
  }
}

function timeOf(piece: () => unknown): number {
  const started = performance.now();
  piece();
  return performance.now() - started;
}

function processorTimes(): { all: number; stolen: number } {
  if (!existsSync('/proc/stat')) return { all: 0, stolen: 0 };
  const times = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).slice(1, 9).map(Number);
  return { all: times.reduce((sum, n) => sum + n, 0), stolen: times[7] ?? 0 };
}

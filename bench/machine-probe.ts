import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { percentile } from '@/bench/server-cpu';

const work = Buffer.alloc(4 * 1024 * 1024, 7);

/** What the machine is worth while something is measured on it: times of one fixed piece of work (a SHA-256 of 4 MiB), and the share of its processors that other guests took (Linux: steal; 0 where that is not told). */
export class MachineProbe {
  private readonly took: number[] = [];
  private readonly from = processorTimes();

  take(): void {
    const started = performance.now();
    createHash('sha256').update(work).digest();
    this.took.push(performance.now() - started);
  }

  figures(): { probe_p50_ms: number; probe_p95_ms: number; stolen: number } {
    const to = processorTimes();
    return { probe_p50_ms: percentile(this.took, 0.5), probe_p95_ms: percentile(this.took, 0.95), stolen: to.all > this.from.all ? (to.stolen - this.from.stolen) / (to.all - this.from.all) : 0 };
  }
}

function processorTimes(): { all: number; stolen: number } {
  if (!existsSync('/proc/stat')) return { all: 0, stolen: 0 };
  const times = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).slice(1, 9).map(Number);
  return { all: times.reduce((sum, n) => sum + n, 0), stolen: times[7] ?? 0 };
}

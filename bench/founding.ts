import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { onOwnDatabase } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { parseEvent } from '@/domain/uptake/parse-event';
import { type JudgedEvent, standingAt } from '@/domain/uptake/timeline';
import { states } from '@/domain/uptake/vocabulary';

type Answer = { received: number; stored: number; duplicates: number; rejected: number };
type Uptake = { counts: Record<string, number> };

/** The whole founding case through `noticeboard import`, twice, against a model in memory at three instants: every count equal, nothing stored again. */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-founding-'));
    const file = path.join(folder, 'events.ndjson');
    const lines = [...foundingEvents()];
    writeFileSync(file, `${lines.join('\n')}\n`);
    const run = (...args: string[]): string => execFileSync(process.execPath, ['cli/noticeboard.mjs', ...args], { encoding: 'utf8', maxBuffer: 1e8 });
    const campaign = foundingCampaign.key;
    try {
      const first: Answer = JSON.parse(run('import', campaign, file, '--json'));
      const second: Answer = JSON.parse(run('import', campaign, file, '--json'));
      const model = modelOf(lines);
      let mismatches = 0;
      for (const instant of ['2021-02-09T00:00:00Z', '2021-03-14T15:09:26Z', '2021-06-01T00:00:00Z']) {
        const { counts }: Uptake = JSON.parse(run('uptake', campaign, '--as-of', instant));
        const expected = countsAt(model, instant);
        mismatches += states.filter((state) => counts[state] !== expected[state]).length;
      }
      const figures = { lines: lines.length, stored: first.stored, duplicates: first.duplicates, rejected: first.rejected, second_stored: second.stored, second_duplicates: second.duplicates, mismatches };
      return { figures, ok: mismatches === 0 && second.stored === 0 && second.duplicates === lines.length && first.stored >= 200_000 };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

function modelOf(lines: string[]): JudgedEvent[][] {
  const subjects = new Map<string, Map<string, JudgedEvent>>();
  for (const line of lines) {
    const { event } = parseEvent(JSON.parse(line), new Date());
    if (!event) throw new Error('The founding case holds a line that is wrong.');
    const own = subjects.get(event.subject) ?? new Map<string, JudgedEvent>();
    subjects.set(event.subject, own);
    if (!own.has(event.id)) own.set(event.id, { ...event, counts: true, proven: true });
  }
  return [...subjects.values()].map((events) => [...events.values()]);
}

function countsAt(model: JudgedEvent[][], instant: string): Record<string, number> {
  const asOf = `${instant.slice(0, 19)}.000000Z`;
  const counts: Record<string, number> = Object.fromEntries(states.map((state) => [state, 0]));
  for (const events of model) {
    const standing = standingAt(events, asOf);
    if (standing) counts[standing.state] = (counts[standing.state] ?? 0) + 1;
  }
  return counts;
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { onOwnDatabase } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { parseEvent } from '@/domain/uptake/parse-event';
import { type Sample, micros } from '@/domain/uptake/testing/event-sets';
import { type Dimension, type ModelCell, type World, deadlinesAt, groupsAt, totalAt } from '@/domain/uptake/testing/model';

type Answer = { received: number; stored: number; duplicates: number; rejected: number };
type Cell = { population: number; counts: ModelCell; rates: ModelCell };
type Uptake = Cell & { groups: (Cell & { key: Record<Dimension, string> })[]; deadlines: { since: string; accepted_by: number; accepted_late: number }[] };

const by: Dimension[] = ['region', 'platform'];
const instants = ['2021-02-09T00:00:00Z', '2021-03-14T15:09:26Z', '2021-06-01T00:00:00Z'];

/** The whole founding case through `noticeboard import`, twice, against the model in memory at three instants: every cell and deadline equal, nothing stored again. */
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
      const world = worldOf(lines);
      let compared = 0;
      let mismatches = 0;
      for (const instant of instants) {
        const found = shown(JSON.parse(run('uptake', campaign, '--as-of', instant, '--by', by.join())));
        const expected = modelled(world, micros(instant));
        for (const name of new Set([...found.keys(), ...expected.keys()])) {
          compared += 1;
          if (isDeepStrictEqual(found.get(name), expected.get(name))) continue;
          mismatches += 1;
          process.stderr.write(`${instant} ${name}: ${JSON.stringify(found.get(name))}, and by the model ${JSON.stringify(expected.get(name))}\n`);
        }
      }
      const figures = { lines: lines.length, stored: first.stored, duplicates: first.duplicates, rejected: first.rejected, second_stored: second.stored, second_duplicates: second.duplicates, compared, mismatches };
      return { figures, ok: compared > 0 && mismatches === 0 && first.stored === world.events.length && second.stored === 0 && second.duplicates === lines.length && first.stored >= 200_000 };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

/** Everything the answer says, by name. */
function shown({ groups, deadlines, ...total }: Uptake): Map<string, unknown> {
  const cell = ({ population, counts, rates }: Cell) => ({ population, ...counts, ...rates });
  return new Map<string, unknown>([
    ['total', cell(total)],
    ...groups.map((group) => [by.map((name) => group.key[name]).join(' '), cell(group)] as const),
    ...deadlines.map(({ since, accepted_by, accepted_late }) => [`deadline since ${since}`, { by: accepted_by, late: accepted_late }] as const),
  ]);
}

/** The same by the model. */
function modelled(world: World, asOf: bigint): Map<string, unknown> {
  return new Map<string, unknown>([
    ['total', totalAt(world, asOf)],
    ...[...groupsAt(world, asOf, by)].map(([key, cell]) => [key.replaceAll('\t', ' '), cell] as const),
    ...[...deadlinesAt(world, asOf)].map(([since, counts]) => [`deadline since ${since}`, counts] as const),
  ]);
}

/** The campaign and its events, each once, as the model knows them. */
function worldOf(lines: string[]): World {
  const events = new Map<string, Sample>();
  for (const line of lines) {
    const { event } = parseEvent(JSON.parse(line), new Date());
    if (!event) throw new Error('The founding case holds a line that is wrong.');
    const { subject, id, type, occurredAt, notice, region, platform, channel, appVersion, locale, purposes } = event;
    const instant = micros(`${occurredAt.slice(0, 19)}Z`, BigInt(occurredAt.slice(20, 26)));
    events.set(`${subject}\t${id}`, { subject, id, type, micros: instant, notice, region, platform, channel, appVersion, locale, purposes });
  }
  const { zone, counts_on: countsOn, areas, notices, deadlines, population, announced_at: announcedAt } = foundingCampaign;
  return {
    zone,
    countsOn,
    areas: Object.fromEntries(Object.entries(areas).flatMap(([area, regions]) => regions.map((region) => [region, area]))),
    notices: notices.map((notice) => ({ id: notice.id, sha256: createHash('sha256').update(notice.text, 'utf8').digest('hex'), nature: notice.legal_nature, area: notice.area, publishedAt: micros(notice.published_at) })),
    deadlines: deadlines.map(({ area, at, since }) => ({ id: new Date(since).toISOString(), area, at: micros(at), since: micros(since), recordedAt: 0n })),
    population: population.map(({ region, platform, count, as_of }) => ({ segment: { region, platform }, asOf: micros(as_of), count: Number(count) })),
    announcedAt: micros(announcedAt),
    events: [...events.values()],
  };
}

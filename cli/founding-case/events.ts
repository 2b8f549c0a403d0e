import { createHash } from 'node:crypto';
import { foundingCampaign } from './campaign';
import { seededChance, type Chance } from './chance';
import { history, type Step } from './history';
import { populationCells, type Cell } from './population';
import { regions, type Region } from './regions';
import { day, end, hour, minute, start } from './rhythm';

const reached = 0.93;
/** Subjects per cell; at least one person of each cell is never reached, so no cell exceeds its population. */
const quotas = populationCells.map((cell) => Math.min(cell.count - 1, Math.round(cell.count * reached)));
const everyone = quotas.reduce((sum, quota) => sum + quota, 0);

/** Labels of an invented numbering, with the day from which each was rolled out. */
const releases = [
  ['2021.1', '2021-01-01'],
  ['2021.2', '2021-02-01'],
  ['2021.3', '2021-03-01'],
  ['2021.4', '2021-04-05'],
  ['2021.5', '2021-05-03'],
].map(([label = '', from = '']) => ({ label, from: Date.parse(from) }));

const european = new Set<string>(foundingCampaign.areas.european_region);
const hashes = new Map(foundingCampaign.notices.map((notice) => [notice.area, createHash('sha256').update(notice.text, 'utf8').digest('hex')]));
const unknownHash = createHash('sha256').update('Illustrative: a text that was never registered.', 'utf8').digest('hex');

type Draft = Step & { id: string; arrives: number; subject: Subject; notice: string | undefined };
type Subject = { name: string; cell: Cell; region: Region; locale: string; updateLag: number };

/**
 * The invented event stream of the founding case: NDJSON lines without a line end, in order of arrival, the same
 * for the same seed. It holds exact duplicates, late arrivals, ties and unproven events, as real streams do.
 * @param options.seed any 32-bit number
 * @param options.subjects at most as many as the population cells can hold (the default)
 */
export function* foundingEvents(options: { seed?: number; subjects?: number } = {}): Generator<string> {
  const { seed = 2021, subjects = everyone } = options;
  if (!Number.isInteger(subjects) || subjects < 0 || subjects > everyone) throw new RangeError(`subjects must be a whole number from 0 to ${everyone}.`);
  const chance = seededChance(seed);
  const drafts: Draft[] = [];
  shuffledCells(chance, subjects).forEach((cell, i) => {
    const region = regions.get(cell.region);
    if (region === undefined) throw new Error(`The region ${cell.region} has a population but no behaviour.`);
    const subject = {
      name: `user-${String(i + 1).padStart(6, '0')}`,
      cell,
      region,
      locale: region.locales[chance.happens(0.12) ? 1 : 0],
      updateLag: cell.platform === 'web' ? 0 : chance.wait(9) * day,
    };
    collect(chance, subject, drafts);
  });
  // The sort is stable, so equal arrivals keep the order of generation on every machine.
  drafts.sort((a, b) => a.arrives - b.arrives);
  for (const draft of drafts) yield line(draft);
}

/** One cell per subject; the cumulative rounding keeps each cell at or below its quota. */
function shuffledCells(chance: Chance, subjects: number): Cell[] {
  const cells: Cell[] = [];
  let share = 0;
  populationCells.forEach((cell, i) => {
    share += quotas[i] ?? 0;
    const until = Math.round((share * subjects) / everyone);
    while (cells.length < until) cells.push(cell);
  });
  for (let i = cells.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance.next() * (i + 1));
    const [a, b] = [cells[i], cells[j]];
    if (a !== undefined && b !== undefined) [cells[i], cells[j]] = [b, a];
  }
  return cells;
}

function collect(chance: Chance, subject: Subject, drafts: Draft[]): void {
  const steps = history(chance, { region: subject.region, platform: subject.cell.platform });
  const known = hashes.get(european.has(subject.cell.region) ? 'european_region' : null);
  steps.forEach((step, i) => {
    // A late evening in the Americas may lie after the end; what would follow is left out.
    if (step.at < start || step.at >= end) return;
    const proof = chance.next();
    const notice = proof < 0.006 ? undefined : proof < 0.01 ? unknownHash : known;
    const id = `e${String(i + 1).padStart(2, '0')}`;
    const late = chance.happens(0.03) ? hour + Math.round(chance.next() * 5 * day) : 0;
    const draft = { ...step, id, subject, notice, arrives: step.at + late };
    drafts.push(draft);
    if (chance.happens(0.02)) drafts.push({ ...draft, arrives: draft.arrives + minute + Math.round(chance.wait(0.4) * day) });
  });
}

function line({ id, type, at, notice, channel, variant, subject }: Draft): string {
  return JSON.stringify({
    id,
    subject: subject.name,
    type,
    occurred_at: new Date(at).toISOString(),
    notice,
    region: subject.cell.region,
    platform: subject.cell.platform,
    channel,
    app_version: releases.findLast((release) => release.from <= at - subject.updateLag)?.label ?? '2021.1',
    locale: subject.locale,
    variant: variant ?? undefined,
  });
}

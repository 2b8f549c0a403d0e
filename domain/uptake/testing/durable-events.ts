import { mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { getCampaign } from '@/domain/campaigns/queries';
import { checkRollups } from '@/domain/uptake/check-queries';
import { storedEvents } from '@/domain/uptake/event-queries';
import { readUptake } from '@/domain/uptake/queries';
import { type Sample, micros, written } from '@/domain/uptake/testing/event-sets';
import { totalAt } from '@/domain/uptake/testing/model';
import { eventTypes } from '@/domain/uptake/vocabulary';
import { snapshot } from '@/db/client';
import { asRole } from '@/db/testing/actors';

const dpo = asRole('dpo');

/** After every event of `samplesOf`. */
export const asOf = new Date('2026-03-01T00:00:00Z');

/** Events of a round: two a subject, every type among them. */
export function samplesOf(round: number, n: number): Sample[] {
  return Array.from({ length: n }, (_, i) => ({
    subject: `subject-${round}-${i >> 1}`, id: `e${i & 1}`, type: eventTypes[(i * 7 + (i >> 4)) % eventTypes.length] ?? 'delivered', micros: micros('2026-02-01T00:00:00Z', BigInt(i) * 19_777_777n),
    notice: '', region: i % 3 === 0 ? 'DE' : 'FR', platform: 'ios', channel: 'email', appVersion: '', locale: '', purposes: null,
  }));
}

/** The events as NDJSON. */
export const textOf = (samples: Sample[]) => samples.map((sample) => `${JSON.stringify(written(sample, 0))}\n`).join('');

/** How many events of a campaign lie there a second time. */
export async function storedTwice(campaign: string): Promise<number> {
  const ids = await storedIds(campaign);
  return ids.length - new Set(ids).size;
}

async function storedIds(campaign: string): Promise<string[]> {
  const { id } = await getCampaign(dpo, campaign);
  return snapshot(async (client) => {
    const ids: string[] = [];
    for await (const event of storedEvents(client, id)) ids.push(`${event.subject.toString('hex')} ${event.id}`);
    return ids;
  });
}

/** What lies there is the events sent, once each, and the counts are theirs. */
export async function expectExactly(campaign: string, samples: Sample[]): Promise<void> {
  const ids = await storedIds(campaign);
  expect({ stored: ids.length, different: new Set(ids).size }).toEqual({ stored: samples.length, different: samples.length });
  const view = await readUptake(dpo, { campaign, asOf });
  expect({ population: null, ...view.total.counts, ...view.total.rates }).toEqual(await modelTotal(campaign, samples));
  expect((await checkRollups(dpo)).problems).toEqual([]);
}

/** The counts and rates of the model in memory at `asOf`, for a campaign without people in scope. */
export async function modelTotal(campaign: string, samples: Sample[]) {
  const { zone, countsOn, announcedAt } = await getCampaign(dpo, campaign);
  return totalAt({ zone, countsOn, areas: {}, notices: [], deadlines: [], population: [], announcedAt: micros(announcedAt), events: samples }, micros(asOf));
}

/** Leaves the figures of one test file for the end of the run. */
export function writeFigures(name: string, figures: Record<string, number>): void {
  mkdirSync('.test/durability', { recursive: true });
  writeFileSync(`.test/durability/${name}.txt`, `${Object.entries(figures).map(([key, value]) => `${key}=${value}`).join(' ')}\n`);
}

import type pg from 'pg';
import { momentOf } from '@/domain/uptake/moment-queries';
import { readFirstShown } from '@/domain/uptake/tally-queries';

/** On which day (ISO 8601, the campaign's zone) a notice that names a purpose was first shown to anybody; null where it was not. */
export type FirstDays = (campaign: number, purpose: string, notice: string) => string | null;

/** Reads the first days of the notices of some campaigns from tallies, never events; a campaign whose events came before there were any says nothing until the worker has counted them. */
export async function readFirstDays(client: pg.ClientBase, campaigns: readonly { id: number; zone: string; tallied: boolean }[], now: Date): Promise<FirstDays> {
  const days = new Map<string, string>();
  for (const campaign of campaigns.filter(({ tallied }) => tallied)) {
    for (const { purpose, notice, day } of await readFirstShown(client, campaign, await momentOf(client, campaign.zone, now))) days.set(`${campaign.id} ${purpose} ${notice}`, day);
  }
  return (campaign, purpose, notice) => days.get(`${campaign} ${purpose} ${notice}`) ?? null;
}

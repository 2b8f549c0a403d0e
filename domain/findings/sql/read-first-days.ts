import type pg from 'pg';
import { dayText } from '@/domain/uptake/engine/calendar';
import { readEventTallies } from '@/domain/uptake/tally-queries';

/** The day, in each campaign's zone, on which anybody first saw a text of it; none where nobody has. From tallies, never events; a campaign whose events came before there were any says nothing until the worker has counted them. */
export async function readFirstDays(client: pg.ClientBase, campaigns: readonly { id: number; zone: string; tallied: boolean }[]): Promise<Map<number, string>> {
  const days = new Map<number, string>();
  for (const campaign of campaigns.filter(({ tallied }) => tallied)) {
    const seen = (await readEventTallies(client, campaign)).filter(({ measure, n }) => n > 0 && measure === 'first_shown').map(({ bucket }) => bucket);
    if (seen.length > 0) days.set(campaign.id, dayText(Math.min(...seen)));
  }
  return days;
}

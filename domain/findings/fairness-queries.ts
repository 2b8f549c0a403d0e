import { type Actor, can, permit } from '@/domain/access/permissions';
import { inForce } from '@/domain/campaigns/conduct';
import { readConduct } from '@/domain/campaigns/conduct-queries';
import { type Campaign, getCampaign } from '@/domain/campaigns/queries';
import { type Clock, systemClock } from '@/domain/clock';
import { type VariantFairness, fairnessOf } from '@/domain/findings/fairness';
import { type FindingRow, listFindings } from '@/domain/findings/queries';
import { momentOf } from '@/domain/uptake/moment-queries';
import { readEventTallies } from '@/domain/uptake/tally-queries';
import { acceptTimeBounds } from '@/domain/uptake/vocabulary';
import { snapshot } from '@/db/client';
import { readEnvironment } from '@/env';

/** `knownAt`: what was recorded by then is counted. `smallCell`: the least number shown where they are not exact. */
export type Fairness = { campaign: Campaign; forms: VariantFairness[]; knownAt: Date; exact: boolean; smallCell: number };

/**
 * Choice fairness of a campaign by form of the prompt: how each is described, and what the events say of it; from tallies, never the events. Who sees no exact
 * numbers gets what was known at the last day's end, withheld below the small cell and rounded down. Throws `missing`, and `unavailable` while a campaign from
 * before there were tallies is still to be counted.
 */
export async function readFairness(actor: Actor, key: string, clock: Clock = systemClock): Promise<Fairness> {
  permit(actor, 'uptake:read');
  const now = clock();
  const exact = can(actor, 'uptake:exact');
  const { smallCell } = readEnvironment();
  const [campaign, conduct] = await Promise.all([getCampaign(actor, key), readConduct(actor, key)]);
  return snapshot(async (client) => {
    const knownAt = exact ? now : (await momentOf(client, campaign.zone, now)).dayStart;
    const tallies = await readEventTallies(client, campaign, exact ? null : knownAt);
    return { campaign, forms: fairnessOf(tallies, inForce('variant', conduct.variant, now), acceptTimeBounds, exact ? null : smallCell), knownAt, exact, smallCell };
  });
}

/** What the rules on choice fairness found on a campaign and is not resolved, in order of the rules. */
export async function readVerdicts(actor: Actor, key: string): Promise<FindingRow[]> {
  permit(actor, 'findings:read');
  const found = await Promise.all((['CAM-03', 'CAM-04', 'EVT-04'] as const).map((rule) => listFindings(actor, { object: 'campaign', id: key, rule, size: 100 })));
  return found.flatMap(({ rows }) => rows);
}

import type { Conduct } from '@/domain/campaigns/conduct';
import { everInForce, inForce } from '@/domain/campaigns/conduct';
import { type Areas, type DeadlineEntry, deadlineInForce, deadlinesThatWereInForce, mainDeadline } from '@/domain/campaigns/deadline';
import type { Campaign } from '@/domain/campaigns/queries';
import type { CampaignFacts, CampaignNotice, DeadlineFacts, EventFacts, Histogram } from '@/domain/findings/campaign-facts';
import type { EventCount } from '@/domain/uptake/tally-queries';
import { type EventMeasure, acceptTimeBounds } from '@/domain/uptake/vocabulary';
import { formatter } from '@/domain/words/format';

export type CampaignInputs = {
  campaign: Pick<Campaign, 'key' | 'zone' | 'mandatory' | 'joinerDays' | 'announcedAt' | 'consequence' | 'areas' | 'deadlines'>;
  notices: readonly CampaignNotice[];
  conduct: Conduct;
  tallies: readonly EventCount[];
  /** People reached before each deadline entry's `since`, by its id and their region then. */
  reached: ReadonlyMap<string, ReadonlyMap<string, number>>;
  refusedForTime: number;
};

const dayMs = 86_400_000;
const { isoDay } = formatter('en');

/** The facts of a campaign as they stand at an instant. Pure: the same inputs give the same facts, in the same order. */
export function campaignFactsOf(inputs: CampaignInputs, now: Date): CampaignFacts {
  const { campaign, notices, conduct } = inputs;
  const dayOf = (at: Date) => isoDay(at, campaign.zone);
  const stated = everInForce('consequence', conduct.consequence, campaign.announcedAt, now);
  const current = new Set(inForce('consequence', conduct.consequence, now));
  return {
    key: campaign.key, mandatory: campaign.mandatory, joinerDays: campaign.joinerDays, deadlines: deadlineFacts(inputs, now), notices,
    changes: inForce('change', conduct.change, now),
    announcements: inForce('announcement', conduct.announcement, now).map((entry) => ({ ...entry, day: dayOf(entry.at) })),
    variants: inForce('variant', conduct.variant, now),
    promptPolicy: inForce('prompt_policy', conduct.prompt_policy, now).at(-1) ?? null,
    // What the campaign said when it was created counts where no dated version was recorded.
    consequences: conduct.consequence.length === 0 ? [{ area: null, since: campaign.announcedAt, text: campaign.consequence, inForce: true }] : stated.map((entry) => ({ ...entry, inForce: current.has(entry) })),
    limitations: inForce('limitation', conduct.limitation, now).map(({ at, area, text }) => ({ at, area, text, day: dayOf(at), beforeDeadline: at < (deadlineOf(campaign.deadlines, campaign.areas, area, at)?.at ?? at) })),
    labels: inForce('label', conduct.label, now),
    events: eventFacts(inputs),
  };
}

function deadlineOf(entries: DeadlineEntry[], areas: Areas, area: string | null, at: Date): DeadlineEntry | null {
  const region = [...areas].find(([, name]) => name === area)?.[0];
  return region === undefined ? mainDeadline(entries, at) : deadlineInForce(entries, areas, region, at);
}

function deadlineFacts({ campaign, tallies, reached }: CampaignInputs, now: Date): DeadlineFacts[] {
  const { zone, areas, deadlines, announcedAt } = campaign;
  const numberOf = (day: string) => Math.round(Date.parse(day) / dayMs);
  const seen = tallies.filter(({ measure }) => measure === 'first_shown');
  const regions = [...new Set([...areas.keys(), ...seen.map(({ region }) => region), ...[...reached.values()].flatMap((own) => [...own.keys()]), 'ZZ'])].sort();
  return deadlinesThatWereInForce(deadlines, areas, regions, now).map(({ entry, regions: own }) => {
    const { id, area, at, since } = entry;
    const lastDay = isoDay(new Date(at.getTime() - 1), zone);
    const holds = new Set(regions.filter((region) => deadlineInForce(deadlines, areas, region, now)?.id === id));
    // An entry that was recorded first for its regions moves nobody's deadline.
    const earlier = deadlines.filter((other) => other.since < since);
    const moved = own.filter((region) => deadlineInForce(earlier, areas, region, since) !== null);
    return {
      area, at, since, lastDay, inForce: holds.size > 0, days: numberOf(lastDay) - numberOf(isoDay(announcedAt, zone)),
      firstSeen: histogram(seen.filter(({ region }) => holds.has(region)).map(({ bucket, n }) => ({ value: numberOf(lastDay) - bucket, people: n }))),
      told: moved.reduce((sum, region) => sum + (reached.get(id)?.get(region) ?? 0), 0),
    };
  });
}

/** People per value, in order of the value. */
function histogram(rows: readonly { value: number; people: number }[]): Histogram {
  const people = new Map<number, number>();
  for (const row of rows) people.set(row.value, (people.get(row.value) ?? 0) + row.people);
  return [...people].filter(([, n]) => n !== 0).sort(([a], [b]) => a - b).map(([value, n]) => ({ value, people: n }));
}

function eventFacts({ tallies, refusedForTime }: CampaignInputs): EventFacts {
  const rows = (...measures: EventMeasure[]) => tallies.filter(({ measure }) => measures.includes(measure));
  const count = (...measures: EventMeasure[]) => rows(...measures).reduce((sum, { n }) => sum + n, 0);
  const people = (measure: EventMeasure) => histogram(rows(measure).map(({ bucket, n }) => ({ value: bucket, people: n })));
  const times = rows('accept_times');
  return {
    decisions: count('accepts', 'declines'), unproven: count('unproven_decisions'), beforeDisplay: count('decided_before_display'), byOthers: count('decided_by_others'), beforePublication: count('before_publication'), refusedForTime,
    acceptTimes: [...new Set(times.map(({ text }) => text))].sort().map((variant) => ({
      variant, times: acceptTimeBounds.map((under, bucket) => ({ under, n: times.filter((row) => row.text === variant && row.bucket === bucket).reduce((sum, { n }) => sum + n, 0) })),
    })),
    promptsIn30Days: people('prompts_in_30_days'), promptsAfterDecline: people('prompts_after_decline'),
  };
}

import type { Announcement, Change, Consequence, Label, Limitation, Variant } from '@/domain/campaigns/conduct';
import type { LegalNature } from '@/domain/notices/vocabulary';
import type { Rule } from '@/domain/findings/rule';
import type { RuleSettings } from '@/domain/findings/settings';

export type CampaignRule = Rule<CampaignFacts, RuleSettings>;

/** People by a whole number that was counted for each of them. */
export type Histogram = readonly { value: number; people: number }[];

/** A deadline that was in force for some region at some instant up to now. */
export type DeadlineFacts = {
  area: string | null;
  at: Date;
  since: Date;
  /** The last day on which an answer is in time, in the campaign's zone (ISO 8601). */
  lastDay: string;
  /** It is in force for some region now. */
  inForce: boolean;
  /** Calendar days, in the campaign's zone, from the announcement to that last day. */
  days: number;
  /** People in the regions where it is in force now, by such days from their first sight of the notice to its last day; negative where they saw it later. */
  firstSeen: Histogram;
  /** People who had been reached before `since` in its regions while another deadline was in force there. */
  told: number;
};

/** A text people were shown; `area` null is everywhere not in a named area. */
export type CampaignNotice = { id: string; sha256: string; nature: LegalNature; area: string | null; publishedAt: Date; purposes: readonly string[] };

/** How many acceptances of one form of the prompt came under so many seconds after the display, and not under the bound before; '' is the form of events that name none. */
export type VariantTimes = { variant: string; times: readonly { under: number; n: number }[] };

/** What the events of a campaign say: counts of events or, where it says so, of people. Sums of tallies, never a scan of events (domain/uptake/tally-queries.ts). */
export type EventFacts = {
  /** Counting events `accepted` and `declined`. */
  decisions: number;
  /** Decisions that name no text, or none of their region that was published by then. */
  unproven: number;
  /** Decisions without a display of the same text at or before them. */
  beforeDisplay: number;
  /** Decisions by staff, a system or an import. */
  byOthers: number;
  /** Events that cite a text of their region before it was published. */
  beforePublication: number;
  /** Events that were refused on arrival: dated in the future, or without an offset. */
  refusedForTime: number;
  /** By variant. */
  acceptTimes: readonly VariantTimes[];
  /** People by their greatest number of prompts within thirty days before an answer. */
  promptsIn30Days: Histogram;
  /** People who were prompted again after declining the same text, by how often. */
  promptsAfterDecline: Histogram;
};

/** Everything a campaign or event rule may look at. Lists are in a total order, so that equal facts give equal findings. */
export type CampaignFacts = {
  key: string;
  mandatory: boolean;
  /** Days that newcomers have of their own, or null. */
  joinerDays: number | null;
  /** Oldest first. */
  deadlines: readonly DeadlineFacts[];
  /** By publication and id. */
  notices: readonly CampaignNotice[];
  /** In force now. */
  changes: readonly Pick<Change, 'name' | 'text' | 'material' | 'purposes'>[];
  /** Everything sent up to now. */
  announcements: readonly (Pick<Announcement, 'at' | 'area' | 'dedicated' | 'checkPage' | 'deadline'> & { /** In the campaign's zone. */ day: string })[];
  /** In force now. */
  variants: readonly Pick<Variant, 'variant' | 'area' | 'platform' | 'acceptSteps' | 'declineSteps' | 'acceptProminence' | 'declineProminence' | 'dismissible' | 'deferrable'>[];
  /** What may be asked before an answer, where the campaign says so. */
  promptPolicy: { cap: number; perDays: number } | null;
  /** Every version that was in force at some instant since the announcement, oldest first; `inForce`: it is now. */
  consequences: readonly (Pick<Consequence, 'area' | 'since' | 'text'> & { inForce: boolean })[];
  /** Those before the deadline then in force are marked. */
  limitations: readonly (Pick<Limitation, 'at' | 'area' | 'text'> & { /** In the campaign's zone. */ day: string; beforeDeadline: boolean })[];
  /** In force now. */
  labels: readonly Pick<Label, 'place' | 'text' | 'natures'>[];
  events: EventFacts;
};

/** A campaign without any event. */
export const noEvents: EventFacts = { decisions: 0, unproven: 0, beforeDisplay: 0, byOthers: 0, beforePublication: 0, refusedForTime: 0, acceptTimes: [], promptsIn30Days: [], promptsAfterDecline: [] };

/** How many people have more than `limit`, and the greatest number any of them has (0 where nobody has more). */
export function above(histogram: Histogram, limit: number): { people: number; most: number } {
  const over = histogram.filter(({ value, people }) => value > limit && people > 0);
  return { people: over.reduce((sum, { people }) => sum + people, 0), most: Math.max(0, ...over.map(({ value }) => value)) };
}

export const peopleIn = (histogram: Histogram): number => histogram.reduce((sum, { people }) => sum + people, 0);

/** A share as a percentage with one decimal. */
export const percentOf = (share: number): number => Math.round(share * 1000) / 10;

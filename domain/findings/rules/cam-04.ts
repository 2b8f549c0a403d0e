import { secondary, verified } from '@/domain/findings/citation';
import { type CampaignRule, above } from '@/domain/findings/campaign-facts';
import type { Hit } from '@/domain/findings/rule';

/** Prompts are tallied within any so many days (domain/uptake/engine/walk-events.ts). */
const tallied = 30;

/**
 * The number of prompts within thirty days above which somebody must have been prompted more than `cap` times in some window of `perDays` days: thirty days
 * are covered by that many windows, so nobody is named who was not.
 */
export const mostIn30Days = (cap: number, perDays: number): number => cap * Math.max(1, Math.ceil(tallied / perDays));

/**
 * CAM-04. People who were prompted again for a text they had declined: a blocker. People prompted more often before an answer than the campaign's own cap or,
 * where it has none, ours: a warning.
 */
export const cam04: CampaignRule = {
  id: 'CAM-04', on: 'campaign', overridable: false,
  citations: [verified('CPC network and Commission, WhatsApp, 6 March 2023: refrain from sending recurring notifications'), secondary('EDPB 03/2022, continuous prompting'), secondary('BEUC report, Annex 3')],
  judge({ key, promptPolicy, events }, { promptCap, promptWindowDays, promptsAfterDecline }) {
    const { cap, perDays } = promptPolicy ?? { cap: promptCap, perDays: promptWindowDays };
    const again = above(events.promptsAfterDecline, promptsAfterDecline);
    const often = above(events.promptsIn30Days, mostIn30Days(cap, perDays));
    const places = [{ type: 'campaign' as const, id: key, path: 'prompt_policy' }];
    const hits: Hit[] = [];
    if (again.people > 0) hits.push({ severity: 'blocker', about: 'after-decline', values: { what: 'declined', n: again.people, most: again.most }, places });
    if (often.people > 0) hits.push({ severity: 'warning', about: 'cap', values: { what: 'cap', n: often.people, most: often.most, cap, days: perDays }, places });
    return hits;
  },
};

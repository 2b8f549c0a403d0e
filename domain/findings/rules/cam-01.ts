import { verified, secondary } from '@/domain/findings/citation';
import { type CampaignRule, type DeadlineFacts, peopleIn, percentOf } from '@/domain/findings/campaign-facts';

const aboutOf = (what: string, { area, at }: DeadlineFacts) => `${what}:${area ?? ''}:${at.toISOString()}`;

/**
 * CAM-01. A deadline fewer than `minNoticeDays` days after the announcement, judged for every deadline that was in force; or more than `lateViewerShare` of
 * the people who saw the notice first saw it fewer than that before the deadline in force. WP260 para 30 says "well in advance"; the number of days is ours.
 */
export const cam01: CampaignRule = {
  id: 'CAM-01', on: 'campaign', overridable: false,
  citations: [secondary('WP260 rev.01 para 30'), verified('GDPR Art 5(1)(a)')],
  judge({ key, deadlines, joinerDays }, { minNoticeDays, lateViewerShare }) {
    const short = deadlines.filter(({ days }) => days < minNoticeDays).map((deadline) => ({
      severity: 'warning' as const, about: aboutOf('days', deadline), values: { what: 'days', days: deadline.days, least: minNoticeDays, deadline: deadline.lastDay }, places: [{ type: 'campaign' as const, id: key, path: 'deadlines' }],
    }));
    const late = deadlines.filter(({ inForce }) => inForce).flatMap((deadline) => {
      const seen = deadline.firstSeen.filter(({ value }) => joinerDays === null || value >= 0);
      const [n, all] = [peopleIn(seen.filter(({ value }) => value < minNoticeDays)), peopleIn(seen)];
      if (all === 0 || n / all <= lateViewerShare) return [];
      return [{ severity: 'warning' as const, about: aboutOf('seen', deadline), values: { what: 'seen', n, all, percent: percentOf(n / all), threshold: percentOf(lateViewerShare), least: minNoticeDays, deadline: deadline.lastDay }, places: [{ type: 'campaign' as const, id: key, path: 'deadlines' }] }];
    });
    return [...short, ...late];
  },
};

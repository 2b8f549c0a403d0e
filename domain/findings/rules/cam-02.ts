import { secondary, verified } from '@/domain/findings/citation';
import type { CampaignRule } from '@/domain/findings/campaign-facts';
import type { Hit } from '@/domain/findings/rule';

/**
 * CAM-02. No list of changes; an item of it that names no purpose or of which nobody has said whether it is material; or a message that was not about the
 * update alone, or that told people to look at a page now and then (WP260 para 29: "not only insufficient but also unfair").
 */
export const cam02: CampaignRule = {
  id: 'CAM-02', on: 'campaign', overridable: false,
  citations: [secondary('WP260 rev.01 para 29'), verified('CPC network and Commission, WhatsApp, 6 March 2023, commitment 1'), verified('BEUC alert of 12 July 2021')],
  judge({ key, changes, announcements }) {
    const hit = (about: string, values: Hit['values'], path: string): Hit => ({ severity: 'blocker', about, values, places: [{ type: 'campaign', id: key, path }] });
    if (changes.length === 0) return [hit('none', { what: 'none' }, 'changes')];
    const unsaid = changes.filter(({ material, purposes }) => material === null || purposes.length === 0).map(({ name, material, purposes }) =>
      hit(`change:${name}`, { what: 'change', change: name, lacks: [...(material === null ? ['material'] : []), ...(purposes.length === 0 ? ['purposes'] : [])] }, `changes.${name}`));
    const buried = announcements.filter(({ dedicated, checkPage }) => !dedicated || checkPage).map(({ at, day, area, dedicated, checkPage }) =>
      hit(`message:${area ?? ''}:${at.toISOString()}`, { what: 'message', day, faults: [...(dedicated ? [] : ['not_dedicated']), ...(checkPage ? ['check_page'] : [])] }, 'announcements'));
    return [...unsaid, ...buried];
  },
};

import { verified } from '@/domain/findings/citation';
import type { CampaignRule } from '@/domain/findings/campaign-facts';
import type { Hit } from '@/domain/findings/rule';

const distinct = (texts: readonly string[]) => new Set(texts).size;

/**
 * CAM-05. A mandatory campaign that does not say what happens to people who refuse; a statement of it that changed along the way or differs between areas;
 * functions that were limited before the deadline then in force.
 */
export const cam05: CampaignRule = {
  id: 'CAM-05', on: 'campaign', overridable: false,
  citations: [verified('GDPR Art 13(2)(e), 5(1)(a), Rec 42'), verified('CPC network and Commission, WhatsApp, 6 March 2023')],
  judge({ key, mandatory, consequences, limitations }) {
    const hit = (about: string, values: Hit['values'], path = 'consequences'): Hit => ({ severity: 'blocker', about, values, places: [{ type: 'campaign', id: key, path }] });
    const hits: Hit[] = [];
    const now = consequences.filter(({ inForce }) => inForce);
    if (mandatory && (now.length === 0 || now.some(({ text }) => text === ''))) hits.push(hit('not-stated', { what: 'not_stated' }));
    for (const area of new Set(consequences.map((one) => one.area))) {
      const n = distinct(consequences.filter((one) => one.area === area && one.text !== '').map(({ text }) => text));
      if (n > 1) hits.push(hit(`changed:${area ?? ''}`, { what: 'changed', n, area: area ?? '' }));
    }
    if (distinct(now.filter(({ text }) => text !== '').map(({ text }) => text)) > 1) hits.push(hit('areas', { what: 'areas', areas: now.map(({ area }) => area ?? '') }));
    for (const { at, day, area, beforeDeadline } of limitations) if (beforeDeadline) hits.push(hit(`limited:${area ?? ''}:${at.toISOString()}`, { what: 'limited', day }, 'limitations'));
    return hits;
  },
};

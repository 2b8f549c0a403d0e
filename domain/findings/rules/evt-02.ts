import { secondary, verified } from '@/domain/findings/citation';
import type { CampaignRule } from '@/domain/findings/campaign-facts';

/** EVT-02. Acceptances and refusals without a display of the same text at or before them. */
export const evt02: CampaignRule = {
  id: 'EVT-02', on: 'campaign', overridable: false,
  citations: [verified('GDPR Art 13(1), 7(1)'), secondary('EDPB 05/2020 paras 90, 108')],
  judge: ({ key, events: { beforeDisplay: n, decisions } }) => (n > 0 ? [{ severity: 'blocker', about: 'decisions', values: { n, all: decisions }, places: [{ type: 'campaign', id: key, path: 'events' }] }] : []),
};

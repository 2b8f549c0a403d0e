import { secondary, verified } from '@/domain/findings/citation';
import type { CampaignRule } from '@/domain/findings/campaign-facts';

/** EVT-01. Decisions that name no text, or a text that was not published for their region by then. */
export const evt01: CampaignRule = {
  id: 'EVT-01', on: 'campaign', overridable: false,
  citations: [verified('GDPR Art 7(1), 5(2)'), secondary('EDPB 05/2020 para 108')],
  judge: ({ key, events: { unproven: n, decisions } }) => (n > 0 ? [{ severity: 'blocker', about: 'decisions', values: { n, all: decisions }, places: [{ type: 'campaign', id: key, path: 'events' }] }] : []),
};

import { verified } from '@/domain/findings/citation';
import type { CampaignRule } from '@/domain/findings/campaign-facts';

/** EVT-03. Counted decisions that staff, a system or an import made; a guardian acts for a child (GDPR Article 8). */
export const evt03: CampaignRule = {
  id: 'EVT-03', on: 'campaign', overridable: false,
  citations: [verified('GDPR Art 4(11), 8(2), 7(1)')],
  judge: ({ key, events: { byOthers: n, decisions } }) => (n > 0 ? [{ severity: 'blocker', about: 'decisions', values: { n, all: decisions }, places: [{ type: 'campaign', id: key, path: 'events' }] }] : []),
};

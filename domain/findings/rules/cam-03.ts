import { secondary, verified } from '@/domain/findings/citation';
import type { CampaignFacts, CampaignRule } from '@/domain/findings/campaign-facts';
import { prominences } from '@/domain/campaigns/vocabulary';

type Variant = CampaignFacts['variants'][number];

/** Why refusing is harder than accepting in a form of the prompt; empty where it is not. */
export function hardships({ acceptSteps, declineSteps, acceptProminence, declineProminence, dismissible, deferrable }: Variant): string[] {
  const none = declineSteps === null || declineProminence === null;
  return [
    ...(none ? ['no_decline'] : []),
    ...(!none && declineSteps > acceptSteps ? ['more_steps'] : []),
    ...(!none && prominences.indexOf(declineProminence) > prominences.indexOf(acceptProminence) ? ['less_prominent'] : []),
    ...(dismissible || deferrable ? [] : ['no_way_out']),
  ];
}

/**
 * CAM-03. A form of the prompt in use without a way to decline, with one that takes more steps or stands out less than accepting, or that can neither be
 * closed nor put off. A form that nobody has described is not judged; the page on choice fairness lists it.
 */
export const cam03: CampaignRule = {
  id: 'CAM-03', on: 'campaign', overridable: false,
  citations: [verified('CPC network and Commission, WhatsApp, 6 March 2023, commitments 2 and 3'), verified('GDPR Art 5(1)(a), 7(3)'), secondary('EDPB 03/2022')],
  judge: ({ key, variants }) =>
    variants.map((variant) => ({ variant, faults: hardships(variant) })).filter(({ faults }) => faults.length > 0).map(({ variant, faults }) => ({
      severity: 'blocker', about: `variant:${variant.variant}:${variant.area ?? ''}:${variant.platform ?? ''}`,
      values: { variant: variant.variant, area: variant.area ?? '', platform: variant.platform ?? '', faults, accept: variant.acceptSteps, decline: variant.declineSteps ?? 0 },
      places: [{ type: 'campaign', id: key, path: `variants.${variant.variant}` }],
    })),
};

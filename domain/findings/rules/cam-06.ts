import { secondary, verified } from '@/domain/findings/citation';
import type { CampaignFacts, CampaignRule } from '@/domain/findings/campaign-facts';

/** Words that say consent, in the languages of the product; "not consent" and "no opt-in" say the opposite. */
const saysConsent = /(?<!\b(?:not|no|never|kein|keine|nicht)\s(?:a\s|an\s)?)(\bconsent|\bopt(?:ed)?[ -]?ins?\b|einwillig)/i;

/** What is wrong with how an acceptance is called: it says consent where it is none, or it covers no one thing in law. */
export function misnomers({ text, natures }: CampaignFacts['labels'][number]): string[] {
  const isConsent = natures.length === 1 && natures[0] === 'consent';
  return [...(saysConsent.test(text) && !isConsent ? ['consent'] : []), ...(natures.length === 0 ? ['no_nature'] : []), ...(natures.length > 1 ? ['natures'] : [])];
}

/**
 * CAM-06. A label calls acceptance of terms or of a privacy notice consent; or it has no one legal nature, because nobody has said which or because one act
 * covers several (EDPB 05/2020 para 81: consent cannot be obtained through the same motion as agreeing to a contract).
 */
export const cam06: CampaignRule = {
  id: 'CAM-06', on: 'campaign', overridable: false,
  citations: [verified('GDPR Art 4(11), 7(2)'), secondary('EDPB 05/2020 para 81')],
  judge: ({ key, labels }) =>
    labels.map((label) => ({ label, faults: misnomers(label) })).filter(({ faults }) => faults.length > 0).map(({ label, faults }) => ({
      severity: 'blocker', about: `label:${label.place}`, values: { place: label.place, label: label.text, faults }, places: [{ type: 'campaign', id: key, path: 'labels' }],
    })),
};

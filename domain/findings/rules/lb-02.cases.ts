import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb02 } from '@/domain/findings/rules/lb-02';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const lb02Cases: RuleCases<PurposeFacts> = {
  rule: lb02,
  cases: [
    fires('two bases, and neither says when', purpose({ 'bases.1': { jurisdiction: 'eea', basis: 'legitimate_interests' } }), [{ severity: 'warning', about: 'eea', values: { bases: ['contract', 'legitimate_interests'], jurisdiction: 'eea' }, path: 'bases.0.appliesWhen' }]),
    silent('each says when it applies', purpose({ 'bases.0.appliesWhen': 'an order was placed', 'bases.2': { jurisdiction: 'eea', basis: 'legitimate_interests', appliesWhen: 'a parcel was lost' } })),
    silent('one basis in each of two jurisdictions', purpose()),
    edge('one of two says when', purpose({ 'bases.0.appliesWhen': 'an order was placed', 'bases.2': { jurisdiction: 'eea', basis: 'legitimate_interests' } }), [{ severity: 'warning' }]),
    edge('both say the same', purpose({ 'bases.0.appliesWhen': 'always', 'bases.2': { jurisdiction: 'eea', basis: 'legitimate_interests', appliesWhen: 'always' } }), [{ severity: 'warning' }]),
    edge('one basis that does not say when', purpose({ 'bases.1.appliesWhen': '' }), []),
    edge('one beside another that is not stated', purpose({ 'bases.2': { jurisdiction: 'eea', basis: 'not_stated' } }), []),
  ],
};

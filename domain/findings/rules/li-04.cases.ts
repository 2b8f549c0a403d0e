import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { li04 } from '@/domain/findings/rules/li-04';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onConsent, onInterests } from '@/domain/findings/testing/sound-purpose';

export const li04Cases: RuleCases<PurposeFacts> = {
  rule: li04,
  cases: [
    fires('data of several services are combined', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'], 'automatedDecisions.combination': true }), [{ severity: 'blocker', values: { jurisdiction: 'eea', sources: ['automatedDecisions.combination'] }, path: 'bases.0.basis' }, { severity: 'blocker' }]),
    fires('data come from a third party', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'], 'dataUses.0.source': 'third_party' }), [{ severity: 'blocker', values: { sources: ['dataUses'] } }, { severity: 'blocker' }]),
    fires('there are joint controllers', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'], jointControllers: [{ name: 'Shop AG' }] }), [{ severity: 'blocker', values: { sources: ['jointControllers'] } }, { severity: 'blocker' }]),
    fires('a recipient is a controller of its own', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'], 'recipients.0.role': 'independent_controller' }), [{ severity: 'blocker', values: { sources: ['recipients'] } }, { severity: 'blocker' }]),
    fires('a recipient is a joint controller', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'], 'recipients.0.role': 'joint_controller' }), [{ severity: 'blocker', values: { sources: ['recipients'] } }, { severity: 'blocker' }]),
    fires('a recipient benefits', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'], 'benefits.recipients': ['Carrier'] }), [{ severity: 'blocker', values: { sources: ['benefits.recipients'] } }, { severity: 'blocker' }]),
    silent('one service, one controller', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'] })),
    silent('another purpose across services', onInterests({ 'automatedDecisions.combination': true })),
    silent('consent', onConsent({ purposeTerms: ['dpv:PersonalisedAdvertising'], 'automatedDecisions.combination': true })),
    edge('a term below it', onInterests({ purposeTerms: ['dpv:TargetedAdvertising'], 'automatedDecisions.combination': true, 'bases.1.basis': 'contract' }), [{ severity: 'blocker', values: { terms: ['dpv:TargetedAdvertising'] } }]),
    edge('advertising that is not personalised', onInterests({ purposeTerms: ['dpv:Advertising'], 'automatedDecisions.combination': true }), []),
    edge('one of two categories comes from a third party', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'], 'dataUses.0.source': 'third_party', 'dataUses.1': { category: 'name' } }), [{ severity: 'blocker', values: { sources: ['dataUses'] } }, { severity: 'blocker' }]),
    edge('one of two recipients is a controller of its own', onInterests({ purposeTerms: ['dpv:PersonalisedAdvertising'], 'recipients.1': { name: 'Shop', role: 'independent_controller' } }), [{ severity: 'blocker', values: { sources: ['recipients'] } }, { severity: 'blocker' }]),
  ],
};

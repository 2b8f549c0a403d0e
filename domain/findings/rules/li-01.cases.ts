import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { li01 } from '@/domain/findings/rules/li-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onInterests, purpose } from '@/domain/findings/testing/sound-purpose';

export const li01Cases: RuleCases<PurposeFacts> = {
  rule: li01,
  cases: [
    fires('the interest is not named', onInterests({ 'bases.0.interest': '' }), [{ severity: 'blocker', values: { jurisdiction: 'eea', problems: ['interest'] }, path: 'bases.0.interest' }]),
    fires('it repeats the title', onInterests({ 'bases.0.interest': 'Deliver the parcels' }), [{ severity: 'blocker', values: { problems: ['repeats'] } }]),
    fires('it repeats the description', onInterests({ 'bases.0.interest': 'We transmit the delivery address to a carrier so that parcels reach the customer' }), [{ severity: 'blocker', values: { problems: ['repeats'] } }]),
    fires('it repeats title and description', onInterests({ title: 'Keep doorsteps safe', description: 'Watch for thieves at night.', 'bases.0.interest': 'Keep doorsteps safe, watch for thieves at night' }), [{ severity: 'blocker', values: { problems: ['repeats'], percent: 100, threshold: 80 } }]),
    fires('nobody holds it', onInterests({ 'bases.0.interestHolder': '', 'bases.0.interestOf': 'not_stated' }), [{ severity: 'blocker', values: { problems: ['holder'] }, path: 'bases.0.interestHolder' }]),
    fires('it is held by “partners”', onInterests({ 'bases.1.interestHolder': 'Our partners' }), [{ severity: 'blocker', values: { jurisdiction: 'GB', problems: ['holder'] } }]),
    silent('interest and holder are named', onInterests()),
    silent('another basis has no interest', purpose()),
    edge('the controller’s own interest needs no further name', onInterests({ 'bases.0.interestHolder': '' }), []),
    edge('a third party must be named', onInterests({ 'bases.0.interestHolder': '', 'bases.0.interestOf': 'third_party' }), [{ severity: 'blocker', values: { problems: ['holder'] } }]),
    edge('likeness at the threshold itself', onInterests({ title: 'abcdefghi', description: '', 'bases.0.interest': 'abcdefgxi', 'bases.1.interest': 'Something else entirely' }), [], { settings: { similarity: 0.8 } }),
    edge('likeness just above it', onInterests({ title: 'abcdefghi', description: '', 'bases.0.interest': 'abcdefgxi', 'bases.1.interest': 'Something else entirely' }), [{ severity: 'blocker', values: { problems: ['repeats'], percent: 80, threshold: 79 } }], { settings: { similarity: 0.79 } }),
  ],
};

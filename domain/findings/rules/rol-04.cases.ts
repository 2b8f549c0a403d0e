import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { rol04 } from '@/domain/findings/rules/rol-04';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const rol04Cases: RuleCases<PurposeFacts> = {
  rule: rol04,
  cases: [
    fires('a processor benefits', purpose({ 'benefits.recipients': ['Carrier'] }), [{ severity: 'blocker', about: 'Carrier', values: { recipient: 'Carrier SE' }, path: 'recipients.0.role' }]),
    silent('a processor does not', purpose()),
    silent('a controller of its own may', purpose({ 'recipients.0.role': 'independent_controller', 'benefits.recipients': ['Carrier'] })),
    edge('named as its legal entity, in other letters', purpose({ 'benefits.recipients': ['carrier se'] }), [{ severity: 'blocker' }]),
    edge('somebody else benefits', purpose({ 'benefits.recipients': ['Insurer'] }), []),
    edge('a processor without a legal entity', purpose({ 'recipients.0.legalEntity': '', 'benefits.recipients': ['CARRIER'] }), [{ severity: 'blocker', values: { recipient: 'Carrier' } }]),
  ],
};

import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { rol03 } from '@/domain/findings/rules/rol-03';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const rol03Cases: RuleCases<PurposeFacts> = {
  rule: rol03,
  cases: [
    fires('there is no contract', purpose({ 'recipients.0.contract': {} }), [{ severity: 'blocker', about: 'Carrier', values: { recipient: 'Carrier', items: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], missing: ['reference', 'items'] }, path: 'recipients.0.contract.reference' }]),
    fires('a processor’s record has a sub-processor without a contract', purpose({ kind: 'processor', 'recipients.0.role': 'sub_processor', 'recipients.0.contract': {} }), [{ severity: 'blocker' }]),
    silent('all eight items', purpose()),
    silent('another role needs none', purpose({ 'recipients.0.role': 'independent_controller', 'recipients.0.contract': {} })),
    silent('a sub-processor in a controller’s record is the processor’s matter', purpose({ 'recipients.0.role': 'sub_processor', 'recipients.0.contract': {} })),
    edge('seven of eight items', purpose({ 'recipients.0.contract.items': ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }), [{ severity: 'blocker', values: { items: ['h'], missing: ['items'] }, path: 'recipients.0.contract.items' }]),
    edge('all items and no reference', purpose({ 'recipients.0.contract.reference': '' }), [{ severity: 'blocker', values: { items: [], missing: ['reference'] }, path: 'recipients.0.contract.reference' }]),
    edge('a processor’s record names another processor', purpose({ kind: 'processor', 'recipients.0.contract': {} }), []),
  ],
};

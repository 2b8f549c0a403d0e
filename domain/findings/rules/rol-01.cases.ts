import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { rol01 } from '@/domain/findings/rules/rol-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const rol01Cases: RuleCases<PurposeFacts> = {
  rule: rol01,
  cases: [
    fires('the role is not stated', purpose({ 'recipients.0.role': 'not_stated' }), [{ severity: 'blocker', about: 'Carrier', values: { recipient: 'Carrier', missing: ['role'] }, path: 'recipients.0.role' }]),
    fires('no legal entity is named', purpose({ 'recipients.0.legalEntity': '' }), [{ severity: 'blocker', values: { missing: ['legalEntity'] }, path: 'recipients.0.legalEntity' }]),
    silent('role and entity are there', purpose()),
    silent('no recipients', purpose({ recipients: [] })),
    edge('a department needs no legal entity', purpose({ 'recipients.0.role': 'internal', 'recipients.0.legalEntity': '' }), []),
    edge('both are missing, in the second of two', purpose({ 'recipients.1': { name: 'Others', role: 'not_stated' } }), [{ severity: 'blocker', about: 'Others', values: { missing: ['role', 'legalEntity'] }, path: 'recipients.1.role' }]),
    edge('blanks count as no entity', purpose({ 'recipients.0.legalEntity': ' ' }), [{ severity: 'blocker' }]),
  ],
};

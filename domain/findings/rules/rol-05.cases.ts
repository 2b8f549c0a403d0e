import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { rol05 } from '@/domain/findings/rules/rol-05';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const rol05Cases: RuleCases<PurposeFacts> = {
  rule: rol05,
  cases: [
    fires('known by its group alone', purpose({ 'recipients.0.legalEntity': '', 'recipients.0.group': 'Carrier family' }), [{ severity: 'warning', about: 'Carrier', values: { recipient: 'Carrier', problems: ['legalEntity'] }, path: 'recipients.0.legalEntity' }]),
    fires('known as a class', purpose({ 'recipients.0.name': 'Affiliates and partners', 'recipients.0.legalEntity': '' }), [{ severity: 'warning', values: { problems: ['legalEntity'] } }]),
    fires('nothing says what it receives', purpose({ 'recipients.0.sharedCategories': [] }), [{ severity: 'warning', values: { problems: ['sharedCategories'] }, path: 'recipients.0.sharedCategories' }]),
    silent('entity and categories are there', purpose()),
    silent('a processor’s record', purpose({ kind: 'processor', 'recipients.0.sharedCategories': [] })),
    edge('a class with its legal entity', purpose({ 'recipients.0.name': 'Service providers', 'recipients.0.group': 'Carrier family' }), []),
    edge('a name that is no class, without an entity', purpose({ 'recipients.0.legalEntity': '' }), []),
    edge('“Facebook Companies” and nothing else', purpose({ 'recipients.0': { name: 'Facebook Companies', role: 'not_stated' } }), [{ severity: 'warning', values: { problems: ['legalEntity', 'sharedCategories'] } }]),
  ],
};

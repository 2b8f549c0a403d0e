import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { trn01 } from '@/domain/findings/rules/trn-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const trn01Cases: RuleCases<PurposeFacts> = {
  rule: trn01,
  cases: [
    fires('the data are not linked to the purpose', purpose({ dataLinked: false }), [{ severity: 'blocker', about: 'data', values: { problem: 'unlinked', categories: ['delivery address'], n: 1 }, path: 'dataLinked' }]),
    fires('a basis without data', purpose({ dataUses: [] }), [{ severity: 'blocker', values: { problem: 'data' }, path: 'dataUses' }]),
    fires('data without a basis', purpose({ 'bases.0.basis': 'not_stated', 'bases.1.basis': 'not_stated' }), [{ severity: 'blocker', values: { problem: 'basis' }, path: 'bases' }]),
    silent('data, basis and the link', purpose()),
    silent('a processor’s record', purpose({ kind: 'processor', dataLinked: false })),
    edge('a basis in one of two jurisdictions', purpose({ 'bases.0.basis': 'not_stated' }), []),
    edge('neither data nor basis: other rules speak', purpose({ dataUses: [], bases: [] }), []),
    edge('unlinked and without a basis', purpose({ dataLinked: false, bases: [] }), [{ severity: 'blocker', values: { problem: 'unlinked' } }]),
  ],
};

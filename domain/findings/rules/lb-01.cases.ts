import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb01 } from '@/domain/findings/rules/lb-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { notice, purpose } from '@/domain/findings/testing/sound-purpose';

export const lb01Cases: RuleCases<PurposeFacts> = {
  rule: lb01,
  cases: [
    fires('a jurisdiction has no basis', purpose({ jurisdictions: ['eea', 'GB', 'CH'] }), [{ severity: 'blocker', about: 'CH', values: { purpose: 'Deliver parcels', jurisdiction: 'CH' }, path: 'bases' }]),
    fires('the basis is not stated', purpose({ 'bases.1.basis': 'not_stated' }), [{ severity: 'blocker', about: 'GB', path: 'bases.1.basis' }]),
    fires('a notice is published for an area without a basis', purpose({}, { notices: [notice({ area: 'latam' })] }), [{ severity: 'blocker', about: 'latam' }]),
    silent('every jurisdiction has one', purpose()),
    silent('a processor’s record has none of its own', purpose({ kind: 'processor', bases: [] })),
    edge('one stated basis among two in the jurisdiction', purpose({ 'bases.0.appliesWhen': 'x', 'bases.2': { jurisdiction: 'eea', basis: 'not_stated' } }), []),
    edge('no jurisdiction is named at all', purpose({ jurisdictions: [], bases: [] }), [{ severity: 'blocker', about: '', path: 'bases' }]),
    edge('the first basis is not stated', purpose({ 'bases.0.basis': 'not_stated' }), [{ severity: 'blocker', about: 'eea', path: 'bases.0.basis' }]),
    edge('a notice for everywhere else names no jurisdiction', purpose({}, { notices: [notice({ area: null })] }), []),
  ],
};

import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { spc01 } from '@/domain/findings/rules/spc-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const spc01Cases: RuleCases<PurposeFacts> = {
  rule: spc01,
  cases: [
    fires('special data without a condition', purpose({ 'dataUses.0.special': true }), [{ severity: 'blocker', about: 'delivery address', values: { category: 'delivery address', problems: ['condition'] }, path: 'dataUses.0.specialCondition' }]),
    fires('by the vocabulary’s word', purpose({ 'dataUses.0.terms': ['pd:Health'] }), [{ severity: 'blocker', values: { problems: ['condition'] } }]),
    fires('explicit consent that is not explicit', purpose({ 'dataUses.0.special': true, 'dataUses.0.specialCondition': 'a', 'consent.explicit': 'no' }), [{ severity: 'blocker', values: { problems: ['explicit'] } }]),
    fires('a condition that needs a law, and none is cited', purpose({ 'dataUses.0.special': true, 'dataUses.0.specialCondition': 'g' }), [{ severity: 'blocker', values: { problems: ['law'] }, path: 'dataUses.0.specialReference' }]),
    fires('criminal data without authority', purpose({ 'dataUses.0.criminal': true }), [{ severity: 'blocker', values: { problems: ['authority'] }, path: 'dataUses.0.criminalAuthority' }]),
    fires('criminal by the vocabulary’s word', purpose({ 'dataUses.0.terms': ['local:CriminalConvictionOrOffence'] }), [{ severity: 'blocker', values: { problems: ['authority'] } }]),
    silent('neither special nor criminal', purpose()),
    silent('explicit consent that is explicit', purpose({ 'dataUses.0.special': true, 'dataUses.0.specialCondition': 'a' })),
    silent('a law that is cited', purpose({ 'dataUses.0.special': true, 'dataUses.0.specialCondition': 'b', 'dataUses.0.specialReference': 'BDSG § 26' })),
    silent('criminal data with authority', purpose({ 'dataUses.0.criminal': true, 'dataUses.0.criminalAuthority': 'Register Act' })),
    edge('a condition that needs no law', purpose({ 'dataUses.0.special': true, 'dataUses.0.specialCondition': 'e' }), []),
    edge('whether consent is explicit is not said', purpose({ 'dataUses.0.special': true, 'dataUses.0.specialCondition': 'a', 'consent.explicit': 'not_stated' }), [{ severity: 'blocker' }]),
    edge('a law-based condition on data that are not special', purpose({ 'dataUses.0.specialCondition': 'j' }), []),
    edge('explicit consent on data that are not special', purpose({ 'dataUses.0.specialCondition': 'a', 'consent.explicit': 'no' }), []),
    edge('the second of two categories', purpose({ 'dataUses.1': { category: 'health', special: true } }), [{ severity: 'blocker', about: 'health', path: 'dataUses.1.specialCondition' }]),
    edge('one of two terms is special', purpose({ 'dataUses.0.terms': ['pd:Identifier', 'pd:Health'] }), [{ severity: 'blocker', values: { problems: ['condition'] } }]),
  ],
};

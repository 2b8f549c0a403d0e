import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { spc02 } from '@/domain/findings/rules/spc-02';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const spc02Cases: RuleCases<PurposeFacts> = {
  rule: spc02,
  cases: [
    fires('profiling with location', purpose({ 'automatedDecisions.profiling': true, 'dataUses.0.terms': ['pd:Location'] }), [{ severity: 'warning', about: 'inference', values: { categories: ['delivery address'] }, path: 'automatedDecisions.inferenceAssessment' }]),
    fires('combination with metadata of messages', purpose({ 'automatedDecisions.combination': true, 'dataUses.0.terms': ['local:PrivateMessageMetadata'] }), [{ severity: 'warning' }]),
    silent('assessed', purpose({ 'automatedDecisions.profiling': true, 'automatedDecisions.inferenceAssessment': 'Nothing follows.', 'dataUses.0.terms': ['pd:Location'] })),
    silent('neither profiling nor combination', purpose({ 'dataUses.0.terms': ['pd:Location'] })),
    silent('profiling with a number alone', purpose({ 'automatedDecisions.profiling': true, 'dataUses.0.terms': ['pd:Identifier'] })),
    edge('a term below one that tells', purpose({ 'automatedDecisions.profiling': true, 'dataUses.0.terms': ['pd:Identifier', 'pd:TravelHistory'] }), [{ severity: 'warning' }]),
    edge('blanks count as no assessment', purpose({ 'automatedDecisions.profiling': true, 'automatedDecisions.inferenceAssessment': '  ', 'dataUses.0.terms': ['pd:GroupMembership'] }), [{ severity: 'warning' }]),
  ],
};

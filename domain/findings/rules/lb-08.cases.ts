import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb08 } from '@/domain/findings/rules/lb-08';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const lb08Cases: RuleCases<PurposeFacts> = {
  rule: lb08,
  cases: [
    fires('claimed in the EEA', purpose({ 'bases.0.basis': 'recognised_legitimate_interests', 'bases.0.recognisedCondition': 'crime' }), [{ severity: 'blocker', values: { jurisdiction: 'eea', reasons: ['jurisdiction'] }, path: 'bases.0.jurisdiction' }]),
    fires('no condition is recorded', purpose({ 'bases.1.basis': 'recognised_legitimate_interests' }), [{ severity: 'blocker', values: { reasons: ['condition'] }, path: 'bases.1.recognisedCondition' }]),
    fires('an authority in its task', purpose({ 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime', publicAuthority: true }), [{ severity: 'blocker', values: { reasons: ['authority'] }, path: 'publicAuthority' }]),
    fires('a solely automated significant decision', purpose({ 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime', automatedDecisions: { solelyAutomated: true, significant: true } }), [{ severity: 'blocker', values: { reasons: ['automated'] } }]),
    silent('in the United Kingdom, on a condition', purpose({ 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime' })),
    silent('another basis', purpose({ publicAuthority: true })),
    edge('automated, but not significant', purpose({ 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime', automatedDecisions: { solelyAutomated: true } }), []),
    edge('significant, but not automated', purpose({ 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime', automatedDecisions: { significant: true } }), []),
    edge('an area that holds the United Kingdom and more', purpose({ 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime' }, { jurisdictions: [{ name: 'GB', regions: ['GB', 'IE'] }] }), [{ severity: 'blocker', values: { reasons: ['jurisdiction'] } }]),
    edge('an area of another name that is the United Kingdom', purpose({ jurisdictions: ['eea', 'uk'], 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime', 'bases.1.jurisdiction': 'uk' }), []),
    edge('an area nobody knows', purpose({ jurisdictions: ['eea', 'albion'], 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime', 'bases.1.jurisdiction': 'albion' }), [{ severity: 'blocker', values: { reasons: ['jurisdiction'] } }]),
    edge('a jurisdiction the facts do not list', purpose({ 'bases.1.basis': 'recognised_legitimate_interests', 'bases.1.recognisedCondition': 'crime' }, { jurisdictions: [] }), [{ severity: 'blocker', values: { reasons: ['jurisdiction'] } }]),
  ],
};

import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { adm01 } from '@/domain/findings/rules/adm-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const adm01Cases: RuleCases<PurposeFacts> = {
  rule: adm01,
  cases: [
    fires('no gate, no logic, no safeguards', purpose({ automatedDecisions: { solelyAutomated: true, significant: true, } }), [{ severity: 'blocker', about: 'eu', values: { law: 'eu', problems: ['gate', 'logic'] }, path: 'automatedDecisions.gate' }, { severity: 'blocker', about: 'gb', values: { law: 'gb', problems: ['safeguards'] }, path: 'automatedDecisions.safeguards' }]),
    fires('the gate of the United Kingdom in the EEA', purpose({ automatedDecisions: { solelyAutomated: true, significant: true, gate: 'uk_safeguards', logic: 'Rules', safeguards: 'Review' } }), [{ severity: 'blocker', values: { problems: ['gate'] } }]),
    silent('gate, logic and safeguards', purpose({ automatedDecisions: { solelyAutomated: true, significant: true, gate: 'contract', logic: 'Rules', safeguards: 'Review' } })),
    silent('no automated decision', purpose()),
    edge('automated, but not significant', purpose({ 'automatedDecisions.solelyAutomated': true }), []),
    edge('significant, but not solely automated', purpose({ 'automatedDecisions.significant': true }), []),
    edge('in the EEA alone, without UK safeguards', purpose({ jurisdictions: ['eea'], bases: [], automatedDecisions: { solelyAutomated: true, significant: true, gate: 'law', logic: 'Rules' } }), []),
    edge('in the United Kingdom alone, with its safeguards', purpose({ jurisdictions: ['GB'], bases: [], automatedDecisions: { solelyAutomated: true, significant: true, safeguards: 'Review' } }), []),
    edge('where nothing tells which law applies, the EU’s is read', purpose({ jurisdictions: ['latam'], bases: [], automatedDecisions: { solelyAutomated: true, significant: true, gate: 'law' } }), [{ severity: 'blocker', about: 'eu', values: { problems: ['logic'] } }]),
    edge('blanks count as no logic', purpose({ automatedDecisions: { solelyAutomated: true, significant: true, gate: 'explicit_consent', logic: '  ', safeguards: 'Review' } }), [{ severity: 'blocker', values: { problems: ['logic'] } }]),
  ],
};

import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb06 } from '@/domain/findings/rules/lb-06';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const lb06Cases: RuleCases<PurposeFacts> = {
  rule: lb06,
  cases: [
    fires('nothing says why it is necessary', purpose({ 'bases.0.necessityStatement': '' }), [{ severity: 'blocker', values: { jurisdiction: 'eea', missing: ['necessityStatement'] }, path: 'bases.0.necessityStatement' }]),
    fires('the people concerned are not party', purpose({ 'bases.1.partyToContract': 'no' }), [{ severity: 'blocker', values: { jurisdiction: 'GB', missing: ['partyToContract'] }, path: 'bases.1.partyToContract' }]),
    silent('the function that would fail is named', purpose()),
    silent('another basis needs no statement', purpose({ 'bases.0.basis': 'vital_interests', 'bases.0.necessityStatement': '', 'bases.0.partyToContract': 'no' })),
    edge('blanks count as nothing', purpose({ 'bases.0.necessityStatement': ' \n ' }), [{ severity: 'blocker' }]),
    edge('whether they are party is not said', purpose({ 'bases.0.partyToContract': 'not_stated' }), []),
  ],
};

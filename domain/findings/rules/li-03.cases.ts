import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { li03 } from '@/domain/findings/rules/li-03';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onInterests, purpose } from '@/domain/findings/testing/sound-purpose';

export const li03Cases: RuleCases<PurposeFacts> = {
  rule: li03,
  cases: [
    fires('no way to object', onInterests({ 'objection.channel': '' }), [{ severity: 'blocker', about: 'objection', values: { problems: ['channel'] }, path: 'objection.channel' }]),
    fires('a public task without a way to object', purpose({ 'bases.0.basis': 'public_task', objection: { announcedSeparately: true } }), [{ severity: 'blocker', values: { problems: ['channel'] } }]),
    fires('it is not announced separately', onInterests({ 'objection.announcedSeparately': false }), [{ severity: 'blocker', values: { problems: ['announcedSeparately'] } }]),
    fires('direct marketing without an unconditional opt-out, on any basis', purpose({ 'objection.directMarketing': true }), [{ severity: 'blocker', values: { problems: ['marketingOptOut'] }, path: 'objection.marketingOptOut' }]),
    fires('direct marketing by its term', purpose({ purposeTerms: ['dpv:DirectMarketing'] }), [{ severity: 'blocker', values: { problems: ['marketingOptOut'] } }]),
    silent('way and separate text are there', onInterests()),
    silent('on contract there is no objection', purpose({ objection: {} })),
    silent('direct marketing with its opt-out, announced', purpose({ 'objection.directMarketing': true, 'objection.marketingOptOut': true })),
    edge('direct marketing with its opt-out, not announced separately', purpose({ objection: { directMarketing: true, marketingOptOut: true } }), [{ severity: 'blocker', values: { problems: ['announcedSeparately'] } }]),
    edge('direct marketing on contract needs no other way to object', purpose({ objection: { directMarketing: true, marketingOptOut: true, announcedSeparately: true } }), []),
    edge('other marketing is not direct marketing', purpose({ purposeTerms: ['dpv:Advertising'], objection: {} }), []),
    edge('blanks count as nothing', onInterests({ 'objection.channel': '  ' }), [{ severity: 'blocker' }]),
  ],
};

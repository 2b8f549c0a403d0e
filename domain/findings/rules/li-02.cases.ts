import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { li02 } from '@/domain/findings/rules/li-02';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onInterests, purpose } from '@/domain/findings/testing/sound-purpose';

const previous = { version: 1, record: onInterests().record, approvedAt: new Date('2026-01-20T09:00:00Z'), approvedDay: '2026-01-20' };

export const li02Cases: RuleCases<PurposeFacts> = {
  rule: li02,
  cases: [
    fires('there is no assessment', onInterests({ 'bases.0.assessment': {} }), [{ severity: 'blocker', values: { jurisdiction: 'eea', problems: ['outcome', 'purpose', 'necessity', 'balancing', 'approvedAt'] }, path: 'bases.0.assessment.outcome' }]),
    fires('a test is blank', onInterests({ 'bases.0.assessment.balancing': '' }), [{ severity: 'blocker', values: { problems: ['balancing'] }, path: 'bases.0.assessment.balancing' }]),
    fires('the interest does not prevail', onInterests({ 'bases.0.assessment.outcome': 'fail' }), [{ severity: 'blocker', values: { problems: ['fail'] }, path: 'bases.0.assessment.outcome' }]),
    fires('it is not approved', onInterests({ 'bases.0.assessment.approvedAt': null }), [{ severity: 'blocker', values: { problems: ['approvedAt'] } }]),
    fires('it was approved after the start', onInterests({ 'bases.0.assessment.approvedAt': '2026-03-01' }), [{ severity: 'blocker', values: { problems: ['late'] }, path: 'bases.0.assessment.approvedAt' }]),
    fires('its review is overdue', onInterests({ 'bases.0.assessment.reviewDue': '2026-05-01' }), [{ severity: 'warning', values: { problems: ['review'], months: 12 }, path: 'bases.0.assessment.reviewDue' }]),
    fires('a gap outweighs that it is stale', onInterests({ 'bases.0.assessment.reviewDue': '2026-05-01', 'bases.0.assessment.necessity': '' }), [{ severity: 'blocker', values: { problems: ['necessity'] } }]),
    fires('the purpose changed since', onInterests({}, { previous: { ...previous, record: onInterests({ description: 'Another one.' }).record } }), [{ severity: 'warning', values: { problems: ['changed'] } }, { severity: 'warning' }]),
    silent('complete, approved before the start and current', onInterests()),
    silent('another basis needs none', purpose({ 'bases.0.assessment': {} })),
    silent('the purpose did not change', onInterests({}, { previous })),
    edge('approved on the day of the start', onInterests({ 'bases.0.assessment.approvedAt': '2026-02-01', 'bases.1.assessment.approvedAt': '2026-02-01' }), []),
    edge('no start is recorded', onInterests({ 'timing.start': null, 'bases.0.assessment.approvedAt': '2026-03-01' }), []),
    edge('the review is due today', onInterests({ 'bases.0.assessment.reviewDue': '2026-06-01' }), []),
    edge('the review was due yesterday', onInterests({ 'bases.0.assessment.reviewDue': '2026-05-31' }), [{ severity: 'warning' }]),
    edge('twelve months to the day without a review date', onInterests(), [], { now: new Date('2027-01-10T23:59:59Z') }),
    edge('twelve months and a day', onInterests(), [{ severity: 'warning', values: { problems: ['review'] } }, { severity: 'warning' }], { now: new Date('2027-01-11T00:00:00Z') }),
    edge('months of our own', onInterests(), [{ severity: 'warning', values: { months: 3 } }, { severity: 'warning' }], { settings: { reviewMonths: 3 } }),
    edge('the purpose changed and was assessed anew', onInterests({}, { previous: { ...previous, record: onInterests({ description: 'Another one.', 'bases.0.assessment.approvedAt': '2025-12-01', 'bases.1.assessment.approvedAt': '2025-12-01' }).record } }), []),
    edge('the purpose changed and another basis was assessed before', onInterests({}, { previous: { ...previous, record: onInterests({ description: 'Another one.', 'bases.0.basis': 'contract', 'bases.1.jurisdiction': 'CH' }).record } }), []),
    edge('a month after the last of January is the last of February', onInterests({ 'bases.0.assessment.approvedAt': '2026-01-31', 'bases.1.basis': 'contract' }), [], { settings: { reviewMonths: 1 }, now: new Date('2026-02-28T12:00:00Z') }),
    edge('and the first of March is past it', onInterests({ 'bases.0.assessment.approvedAt': '2026-01-31', 'bases.1.basis': 'contract' }), [{ severity: 'warning' }], { settings: { reviewMonths: 1 }, now: new Date('2026-03-01T00:00:00Z') }),
  ],
};

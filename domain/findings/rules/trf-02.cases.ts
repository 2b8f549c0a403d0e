import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { trf02 } from '@/domain/findings/rules/trf-02';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

const assessed = { 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses', 'recipients.0.transfer.assessmentOutcome': 'sufficient', 'recipients.0.transfer.assessmentDate': '2026-01-15' };

export const trf02Cases: RuleCases<PurposeFacts> = {
  rule: trf02,
  cases: [
    fires('there is no assessment', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses' }), [{ severity: 'blocker', about: 'Carrier', values: { recipient: 'Carrier', country: 'US', problem: 'missing' }, path: 'recipients.0.transfer.assessmentOutcome' }]),
    fires('its outcome is negative', purpose({ ...assessed, 'recipients.0.transfer.assessmentOutcome': 'insufficient' }), [{ severity: 'blocker', values: { problem: 'negative' }, path: 'recipients.0.transfer.assessmentOutcome' }]),
    fires('its review is overdue', purpose({ ...assessed, 'recipients.0.transfer.assessmentReviewDue': '2026-03-01' }), [{ severity: 'blocker', values: { problem: 'review', months: 12 }, path: 'recipients.0.transfer.assessmentReviewDue' }]),
    fires('the law there changed since', purpose({ ...assessed }), [{ severity: 'blocker', values: { problem: 'law' }, path: 'recipients.0.transfer.assessmentDate' }], { settings: { lawChanges: [{ country: 'US', since: '2026-04-01', note: 'x' }] } }),
    silent('assessed and current', purpose({ ...assessed })),
    silent('sufficient with measures', purpose({ ...assessed, 'recipients.0.transfer.assessmentOutcome': 'sufficient_with_measures' })),
    silent('no safeguard of Art 46', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'adequacy_decision' })),
    edge('an outcome without a date', purpose({ ...assessed, 'recipients.0.transfer.assessmentDate': null }), [{ severity: 'blocker', values: { problem: 'missing' }, path: 'recipients.0.transfer.assessmentDate' }]),
    edge('a date without an outcome', purpose({ ...assessed, 'recipients.0.transfer.assessmentOutcome': 'not_done' }), [{ severity: 'blocker', values: { problem: 'missing' }, path: 'recipients.0.transfer.assessmentOutcome' }]),
    edge('the review is due today', purpose({ ...assessed, 'recipients.0.transfer.assessmentReviewDue': '2026-06-01' }), []),
    edge('twelve months to the day', purpose({ ...assessed }), [], { now: new Date('2027-01-15T12:00:00Z') }),
    edge('twelve months and a day', purpose({ ...assessed }), [{ severity: 'blocker', values: { problem: 'review' } }], { now: new Date('2027-01-16T00:00:00Z') }),
    edge('a change of another country’s law', purpose({ ...assessed }), [], { settings: { lawChanges: [{ country: 'IN', since: '2026-04-01', note: 'x' }] } }),
    edge('a change before the assessment', purpose({ ...assessed }), [], { settings: { lawChanges: [{ country: 'US', since: '2026-01-14', note: 'x' }] } }),
    edge('a change on the day of the assessment', purpose({ ...assessed }), [{ severity: 'blocker' }], { settings: { lawChanges: [{ country: 'US', since: '2026-01-15', note: 'x' }] } }),
    edge('a change from today on', purpose({ ...assessed }), [{ severity: 'blocker' }], { settings: { lawChanges: [{ country: 'US', since: '2026-06-01', note: 'x' }] } }),
    edge('a change to come', purpose({ ...assessed }), [], { settings: { lawChanges: [{ country: 'US', since: '2026-06-02', note: 'x' }] } }),
  ],
};

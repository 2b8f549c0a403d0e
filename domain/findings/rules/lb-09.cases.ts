import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb09 } from '@/domain/findings/rules/lb-09';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { notice, onInterests, purpose, soundRecord } from '@/domain/findings/testing/sound-purpose';

const approvedAt = new Date('2026-02-01T09:00:00Z');
const previous = { version: 1, record: soundRecord(), approvedAt, approvedDay: '2026-02-01' };
const shown = notice({ publishedAt: new Date('2026-03-01T00:00:00Z') });

export const lb09Cases: RuleCases<PurposeFacts> = {
  rule: lb09,
  cases: [
    fires('contract became legitimate interests and nobody was told', onInterests({ 'bases.0.assessment.approvedAt': '2026-03-01', 'bases.1.basis': 'contract' }, { previous }), [{ severity: 'warning', about: 'eea', values: { jurisdiction: 'eea', old: ['contract'], new: ['legitimate_interests'], missing: ['display'] }, path: 'bases.0.basis' }]),
    fires('a notice was displayed and the assessment is the old one', onInterests({ 'bases.0.assessment.approvedAt': '2026-01-31', 'bases.1.basis': 'contract' }, { previous, notices: [shown] }), [{ severity: 'warning', values: { missing: ['assessment'] } }]),
    fires('there is no assessment at all', onInterests({ 'bases.0.assessment': {}, 'bases.1.basis': 'contract' }, { previous, notices: [shown] }), [{ severity: 'warning', values: { missing: ['assessment'] } }]),
    fires('contract became consent on the old justification', purpose({ 'bases.0.basis': 'consent' }, { previous, notices: [shown] }), [{ severity: 'warning', values: { missing: ['assessment'] } }]),
    fires('contract became consent without a justification', purpose({ 'bases.0.basis': 'consent', 'bases.0.justification': '' }, { previous, notices: [shown] }), [{ severity: 'warning', values: { missing: ['assessment'] } }]),
    silent('the basis is as it was', purpose({}, { previous })),
    silent('nothing was approved before', onInterests()),
    silent('assessed anew and displayed in a new notice', onInterests({ 'bases.0.assessment.approvedAt': '2026-03-01', 'bases.1.basis': 'contract' }, { previous, notices: [shown] })),
    silent('contract became consent for a reason of its own, and was displayed', purpose({ 'bases.0.basis': 'consent', 'bases.0.justification': 'Asked for.' }, { previous, notices: [shown] })),
    edge('assessed on the day of the approval', onInterests({ 'bases.0.assessment.approvedAt': '2026-02-01', 'bases.1.basis': 'contract' }, { previous, notices: [shown] }), []),
    edge('the notice is published and nobody saw it', purpose({ 'bases.0.basis': 'consent', 'bases.0.justification': 'Asked for.' }, { previous, notices: [notice({ ...shown, firstDisplayed: null })] }), [{ severity: 'warning', values: { missing: ['display'] } }]),
    edge('the notice was published at the instant of the approval', purpose({ 'bases.0.basis': 'consent', 'bases.0.justification': 'Asked for.' }, { previous, notices: [notice({ publishedAt: approvedAt })] }), [{ severity: 'warning', values: { missing: ['display'] } }]),
    edge('the notice is for another area', purpose({ 'bases.0.basis': 'consent', 'bases.0.justification': 'Asked for.' }, { previous, notices: [notice({ ...shown, area: 'GB' })] }), [{ severity: 'warning', values: { missing: ['display'] } }]),
    edge('the notice is for everywhere', purpose({ 'bases.0.basis': 'consent', 'bases.0.justification': 'Asked for.' }, { previous, notices: [notice({ ...shown, area: null })] }), []),
    edge('one of two bases was dropped, and people were told', purpose({}, { previous: { ...previous, record: soundRecord({ 'bases.2': { jurisdiction: 'eea', basis: 'consent' } }) }, notices: [shown] }), []),
    edge('one of two bases was dropped, and nobody was told', purpose({}, { previous: { ...previous, record: soundRecord({ 'bases.2': { jurisdiction: 'eea', basis: 'consent' } }) } }), [{ severity: 'warning', values: { old: ['contract', 'consent'], new: ['contract'], missing: ['display'] } }]),
    edge('there was no stated basis before', purpose({}, { previous: { ...previous, record: soundRecord({ 'bases.0.basis': 'not_stated' }) } }), []),
    edge('there is no stated basis now', purpose({ 'bases.0.basis': 'not_stated' }, { previous }), []),
    edge('a second basis came, assessed as little as before', purpose({ 'bases.2': { jurisdiction: 'eea', basis: 'consent', appliesWhen: 'lost', justification: 'Asked for by the customer.' } }, { previous, notices: [shown] }), [{ severity: 'warning', values: { missing: ['assessment'] } }]),
    edge('the same bases with another condition', purpose({ 'bases.0.appliesWhen': 'ordered' }, { previous }), []),
    edge('the justification is that of one basis of before', purpose({ 'bases.0.basis': 'consent', 'bases.0.justification': 'As before.' }, { previous: { ...previous, record: soundRecord({ 'bases.1.justification': 'As before.' }) }, notices: [shown] }), [{ severity: 'warning', values: { missing: ['assessment'] } }]),
  ],
};

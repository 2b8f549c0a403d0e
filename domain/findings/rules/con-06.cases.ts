import { noConsents, type PurposeFacts } from '@/domain/findings/purpose-facts';
import { con06 } from '@/domain/findings/rules/con-06';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onConsent, purpose, soundRecord } from '@/domain/findings/testing/sound-purpose';

const earlier = (fields: Record<string, unknown>, people: number) => ({ consents: { ...noConsents, underEarlier: [{ version: 1, record: soundRecord({ 'bases.0.basis': 'consent', 'bases.1.basis': 'consent', ...fields }), people }] } });

export const con06Cases: RuleCases<PurposeFacts> = {
  rule: con06,
  cases: [
    fires('a recipient came since', onConsent({}, earlier({ recipients: [] }, 40)), [{ severity: 'blocker', about: 'version 1', values: { n: 40, version: 1, changes: ['recipients'] }, path: 'bases.0.basis' }]),
    fires('purpose, controller, categories and transfers changed', onConsent({}, earlier({ title: 'Sell goods', 'controller.name': 'Shop AG', 'dataUses.0.category': 'name', 'recipients.0.transfer.tool': 'standard_contractual_clauses', 'recipients.0.country': 'US' }, 2)), [{ severity: 'blocker', values: { changes: ['purpose', 'controller', 'categories'] } }]),
    fires('the data go abroad since', onConsent({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses' }, earlier({}, 2)), [{ severity: 'blocker', values: { changes: ['transfers'] } }]),
    silent('nothing changed', onConsent({}, earlier({}, 40))),
    silent('nobody’s consent is from before', onConsent()),
    silent('another basis', purpose({}, earlier({ recipients: [] }, 40))),
    edge('one consent', onConsent({}, earlier({ recipients: [] }, 1)), [{ severity: 'blocker' }]),
    edge('no standing consent under that version', onConsent({}, earlier({ recipients: [] }, 0)), []),
    edge('a recipient went', onConsent({ recipients: [], noRecipients: 'In house.' }, earlier({}, 40)), []),
    edge('only the basis changed', onConsent({}, earlier({ 'bases.0.basis': 'contract' }, 40)), []),
    edge('only letters and dots changed', onConsent({ title: 'DELIVER: parcels.' }, earlier({}, 40)), []),
    edge('the description was emptied', onConsent({ description: '' }, earlier({}, 40)), []),
  ],
};

import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { rol02 } from '@/domain/findings/rules/rol-02';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

const arrangement = { reference: 'JCA 1', informing: 'Parcel GmbH', rights: 'Carrier SE', essenceUrl: 'https://parcel.example/jca' };

export const rol02Cases: RuleCases<PurposeFacts> = {
  rule: rol02,
  cases: [
    fires('there is no arrangement', purpose({ 'recipients.0.role': 'joint_controller' }), [{ severity: 'blocker', about: 'Carrier', values: { recipient: 'Carrier SE', missing: ['reference', 'informing', 'rights', 'essenceUrl'] }, path: 'recipients.0.arrangement.reference' }]),
    fires('its essence is not published', purpose({ 'recipients.0.role': 'joint_controller', 'recipients.0.legalEntity': '', 'recipients.0.arrangement': { ...arrangement, essenceUrl: '' } }), [{ severity: 'blocker', values: { recipient: 'Carrier', missing: ['essenceUrl'] }, path: 'recipients.0.arrangement.essenceUrl' }]),
    silent('signed, shared out and published', purpose({ 'recipients.0.role': 'joint_controller', 'recipients.0.arrangement': arrangement })),
    silent('a processor needs none', purpose()),
    edge('not said who informs', purpose({ 'recipients.0.role': 'joint_controller', 'recipients.0.arrangement': { ...arrangement, informing: '' } }), [{ severity: 'blocker', values: { missing: ['informing'] } }]),
    edge('not said who answers rights', purpose({ 'recipients.0.role': 'joint_controller', 'recipients.0.arrangement': { ...arrangement, rights: ' ' } }), [{ severity: 'blocker', values: { missing: ['rights'] } }]),
  ],
};

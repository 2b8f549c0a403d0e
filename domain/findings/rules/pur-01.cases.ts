import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { pur01 } from '@/domain/findings/rules/pur-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const pur01Cases: RuleCases<PurposeFacts> = {
  rule: pur01,
  cases: [
    fires('the controller is not named', purpose({ 'controller.name': '' }), [{ severity: 'blocker', about: 'record', values: { purpose: 'Deliver parcels', fields: ['controller.name'] }, path: 'controller.name' }]),
    fires('the controller cannot be reached', purpose({ 'controller.email': '' }), [{ severity: 'blocker', values: { fields: ['controller.address'] } }]),
    fires('the description, the data and the recipients are empty', purpose({ description: '', dataUses: [], recipients: [] }), [{ severity: 'blocker', values: { fields: ['description', 'dataUses', 'recipients'] } }]),
    fires('a data use names no data subjects', purpose({ 'dataUses.0.subjects': [] }), [{ severity: 'blocker', values: { fields: ['dataUses.subjects'] } }]),
    fires('only the security measures are missing', purpose({ securityMeasures: [] }), [{ severity: 'warning', about: 'security', values: { fields: ['securityMeasures'] }, path: 'securityMeasures' }]),
    fires('a record of a processor names no controller it works for', purpose({ kind: 'processor' }), [{ severity: 'blocker', values: { fields: ['processedFor'] } }]),
    fires('a processor does not say what it does for a controller', purpose({ kind: 'processor', processedFor: [{ name: 'Shop AG', categories: 'Hosting' }, { name: 'Mill AG' }] }), [{ severity: 'blocker', values: { fields: ['processedFor.categories'] } }]),
    silent('everything is there', purpose()),
    silent('no data protection officer is designated', purpose({ 'dataProtectionOfficer.name': '', 'dataProtectionOfficer.email': '' })),
    silent('a processor owes no data subjects', purpose({ kind: 'processor', 'dataUses.0.subjects': [], processedFor: [{ name: 'Shop AG', categories: 'Hosting' }] })),
    edge('blanks count as nothing', purpose({ description: '   ' }), [{ severity: 'blocker', values: { fields: ['description'] } }]),
    edge('there are no recipients, with a reason', purpose({ recipients: [], noRecipients: 'Kept in house.' }), []),
    edge('a telephone number alone is a contact', purpose({ 'controller.email': '', 'controller.phone': '+49 30 1' }), []),
    edge('a designated officer without a contact', purpose({ 'dataProtectionOfficer.email': '' }), [{ severity: 'blocker', values: { fields: ['dataProtectionOfficer.email'] } }]),
  ],
};

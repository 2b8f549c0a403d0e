import { secondary, verified } from '@/domain/findings/citation';
import { isController, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import type { PurposeRecord } from '@/domain/purposes/schemas';

const isReachable = ({ address, email, phone }: PurposeRecord['controller']) => [address, email, phone].some((way) => way !== '');

/** What Art 30(1)(a)–(d) or, for a processor, Art 30(2)(a)–(b) asks for and the record leaves empty, by path. */
function missingFields(record: PurposeRecord): string[] {
  const { controller, dataProtectionOfficer: officer, description, dataUses, recipients, noRecipients, processedFor } = record;
  const parties: [string, boolean][] = [
    ['controller.name', controller.name === ''],
    ['controller.address', !isReachable(controller)],
    ['dataProtectionOfficer.email', officer.name !== '' && !isReachable(officer)],
  ];
  const ofController: [string, boolean][] = [
    ['description', description === ''],
    ['dataUses', dataUses.length === 0],
    ['dataUses.subjects', dataUses.some(({ subjects }) => subjects.length === 0)],
    ['recipients', recipients.length === 0 && noRecipients === ''],
  ];
  const ofProcessor: [string, boolean][] = [
    ['processedFor', processedFor.length === 0],
    ['processedFor.categories', processedFor.some(({ categories }) => categories === '')],
  ];
  return [...parties, ...(isController({ record }) ? ofController : ofProcessor)].filter(([, missing]) => missing).map(([field]) => field);
}

/** The entry lacks what Article 30 wants in it; a warning where only the security measures are not described. */
export const pur01: PurposeRule = {
  id: 'PUR-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 30(1)(a)-(d), (g), 30(2)'), verified('GDPR Art 5(2)'), secondary('LfD Niedersachsen, Volkswagen, 26 July 2022'), secondary('Garante, Foodinho, 10 June 2021')],
  judge(facts) {
    const { record } = facts;
    const fields = missingFields(record);
    return [
      ...(fields.length > 0 ? [{ severity: 'blocker' as const, about: 'record', values: { purpose: record.title, fields }, places: fields.map((field) => placeOn(facts, field)) }] : []),
      ...(record.securityMeasures.length === 0 ? [{ severity: 'warning' as const, about: 'security', values: { purpose: record.title, fields: ['securityMeasures'] }, places: [placeOn(facts, 'securityMeasures')] }] : []),
    ];
  },
};

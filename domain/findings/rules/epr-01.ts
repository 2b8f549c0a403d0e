import { generalKnowledge, secondary } from '@/domain/findings/citation';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** Information on the device is read or stored without prior consent and without an exemption that holds everywhere the purpose is pursued. */
export const epr01: PurposeRule = {
  id: 'EPR-01', on: 'purpose', overridable: false,
  citations: [secondary('Directive 2002/58/EC Art 5(3)'), secondary('EDPB 2/2023 paras 6, 12'), generalKnowledge('PECR reg 6 as amended by the Data (Use and Access) Act 2025 s 112')],
  judge(facts) {
    const { accesses, priorConsent, exemption } = facts.record.deviceAccess;
    const elsewhere = facts.jurisdictions.filter(({ regions }) => regions.length === 0 || regions.some((region) => region !== 'GB'));
    const problem = exemption === 'none' ? 'none' : exemption === 'uk_low_risk' && elsewhere.length > 0 ? 'uk_only' : null;
    if (!accesses || priorConsent || problem === null) return [];
    return [{ severity: 'blocker', about: 'device', values: { problem, jurisdictions: elsewhere.map(({ name }) => name) }, places: [placeOn(facts, 'deviceAccess.priorConsent'), placeOn(facts, 'deviceAccess.exemption')] }];
  },
};

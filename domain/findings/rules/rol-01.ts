import { secondary, verified } from '@/domain/findings/citation';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** A recipient without a role, or outside the organisation without a legal entity. */
export const rol01: PurposeRule = {
  id: 'ROL-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 4(7)-(10), 30(1)(d)'), secondary('EDPB 07/2020')],
  judge: (facts) =>
    facts.record.recipients.flatMap(({ name, role, legalEntity }, position) => {
      const missing = [...(role === 'not_stated' ? ['role'] : []), ...(role !== 'internal' && legalEntity === '' ? ['legalEntity'] : [])];
      return missing.length === 0 ? [] : [{ severity: 'blocker', about: name, values: { recipient: name, missing }, places: missing.map((field) => placeOn(facts, `recipients.${position}.${field}`)) }];
    }),
};

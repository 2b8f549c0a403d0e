import { verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** A legal obligation or a public task is claimed and no law is cited. */
export const lb07: PurposeRule = {
  id: 'LB-07', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 6(3)')],
  judge: (facts) =>
    basesOn(facts, 'legal_obligation', 'public_task')
      .filter(({ basis }) => basis.legalReference === '')
      .map(({ basis, path, about }) => ({ severity: 'blocker', about, values: { jurisdiction: basis.jurisdiction, basis: basis.basis }, places: [placeOn(facts, `${path}.legalReference`)] })),
};

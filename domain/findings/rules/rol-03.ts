import { verified } from '@/domain/findings/citation';
import { isController, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import { contractItems } from '@/domain/purposes/vocabulary';

/** A processor without a contract, or with one that lacks an item of Art 28(3); in a processor's record, a sub-processor (Art 28(4)). */
export const rol03: PurposeRule = {
  id: 'ROL-03', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 28(3), 28(9)'), verified('GDPR Art 28(4)')],
  judge(facts) {
    const bound = isController(facts) ? 'processor' : 'sub_processor';
    return facts.record.recipients.flatMap(({ name, role, contract }, position) => {
      const items = contractItems.filter((item) => !contract.items.includes(item));
      if (role !== bound || (contract.reference !== '' && items.length === 0)) return [];
      const fields = [...(contract.reference === '' ? ['reference'] : []), ...(items.length > 0 ? ['items'] : [])];
      return [{ severity: 'blocker', about: name, values: { recipient: name, items, missing: fields }, places: fields.map((field) => placeOn(facts, `recipients.${position}.contract.${field}`)) }];
    });
  },
};

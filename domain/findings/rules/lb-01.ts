import { verified } from '@/domain/findings/citation';
import { isController, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** A purpose has no basis in a jurisdiction it must cover, or names none at all. */
export const lb01: PurposeRule = {
  id: 'LB-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 6(1)'), verified('GDPR Art 13(1)(c)'), verified('GDPR Art 5(2)')],
  judge(facts) {
    const { record, jurisdictions } = facts;
    if (!isController(facts)) return [];
    const has = (name: string) => record.bases.some(({ jurisdiction, basis }) => jurisdiction === name && basis !== 'not_stated');
    const bare = jurisdictions.length === 0 ? [''] : jurisdictions.map(({ name }) => name).filter((name) => !has(name));
    return bare.map((jurisdiction) => {
      const position = record.bases.findIndex((basis) => basis.jurisdiction === jurisdiction);
      return { severity: 'blocker', about: jurisdiction, values: { purpose: record.title, jurisdiction }, places: [placeOn(facts, position < 0 ? 'bases' : `bases.${position}.basis`)] };
    });
  },
};

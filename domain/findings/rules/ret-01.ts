import { verified } from '@/domain/findings/citation';
import { isEmptyRetention } from '@/domain/findings/lexicon';
import { isController, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** A data category without a storage period or a criterion that can be tested. */
export const ret01: PurposeRule = {
  id: 'RET-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 13(2)(a), 30(1)(f), 5(1)(e)')],
  judge(facts) {
    if (!isController(facts)) return [];
    return facts.record.dataUses.flatMap(({ category, retention: { duration, criterion } }, position) => {
      const text = [duration, criterion].filter((part) => part !== '').join('; ');
      if (!isEmptyRetention(text)) return [];
      return [{ severity: 'blocker', about: category, values: { category, text }, places: [placeOn(facts, `dataUses.${position}.retention.duration`), placeOn(facts, `dataUses.${position}.retention.criterion`)] }];
    });
  },
};

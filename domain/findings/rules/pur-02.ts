import { generalKnowledge, secondary, verified } from '@/domain/findings/citation';
import { hedgeIn, namesOneOf, namesOperation, vaguePhraseIn } from '@/domain/findings/lexicon';
import { basesOn, currentNotices, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import type { PurposeRecord } from '@/domain/purposes/schemas';

/** Whether the text says what is done, with which data and for whom. */
function isSpecific({ description, dataUses, recipients, controller, benefits }: PurposeRecord): boolean {
  const namesBeneficiary = benefits.note !== '' || benefits.controller || benefits.dataSubject || namesOneOf(description, [controller.name, ...recipients.map(({ name }) => name)]);
  return namesOperation(description) && namesOneOf(description, dataUses.map(({ category }) => category)) && namesBeneficiary;
}

/** The purpose is worded as authorities say it must not be, or a passage of a current notice that speaks of it hedges. */
export const pur02: PurposeRule = {
  id: 'PUR-02', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 5(1)(b)'), secondary('WP203 III.1.1, as quoted by EDPB 05/2020 fn 30'), generalKnowledge('WP260 rev.01 paras 12-13')],
  judge(facts, _settings, now) {
    const { record } = facts;
    const severity = basesOn(facts, 'consent').length > 0 ? 'blocker' : 'warning';
    const vague = isSpecific(record) ? null : vaguePhraseIn(`${record.title}. ${record.description}`);
    const hedged = currentNotices(facts.notices, now).flatMap(({ campaign, id, locale, passages }) => {
      const hedge = passages.map((passage) => hedgeIn(passage, locale)).find((found) => found !== null);
      return hedge ? [{ severity, about: `notice ${campaign}/${id}`, values: { hedge, notice: id }, places: [{ type: 'notice' as const, id: `${campaign}/${id}` }, placeOn(facts, 'description')] } as const] : [];
    });
    return [...(vague ? [{ severity, about: 'description', values: vague, places: [placeOn(facts, 'description'), placeOn(facts, 'title')] } as const] : []), ...hedged];
  },
};

import { secondary, verified } from '@/domain/findings/citation';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import { plainText } from '@/domain/findings/similarity';

/** A recipient is called a processor and benefits from the data itself. */
export const rol04: PurposeRule = {
  id: 'ROL-04', on: 'purpose', overridable: true,
  citations: [verified('GDPR Art 28(10)'), secondary('EDPB 07/2020 para 81'), secondary('EDPB Urgent Binding Decision 01/2021')],
  judge(facts) {
    const benefiting = new Set(facts.record.benefits.recipients.map(plainText));
    return facts.record.recipients.flatMap(({ name, legalEntity, role }, position) =>
      role === 'processor' && (benefiting.has(plainText(name)) || benefiting.has(plainText(legalEntity)))
        ? [{ severity: 'blocker', about: name, values: { recipient: legalEntity || name }, places: [placeOn(facts, `recipients.${position}.role`), placeOn(facts, 'benefits.recipients')] }]
        : []);
  },
};

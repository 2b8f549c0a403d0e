import { secondary, verified } from '@/domain/findings/citation';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

const needed = ['reference', 'informing', 'rights', 'essenceUrl'] as const;

/** Joint control without an arrangement that says who informs and who answers rights, or whose essence people cannot read. */
export const rol02: PurposeRule = {
  id: 'ROL-02', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 26(1)-(2)'), secondary('EDPB 07/2020 paras 158-161, 174-181'), secondary('EDPB Urgent Binding Decision 01/2021')],
  judge: (facts) =>
    facts.record.recipients.flatMap(({ name, role, legalEntity, arrangement }, position) => {
      const missing = role === 'joint_controller' ? needed.filter((field) => arrangement[field] === '') : [];
      return missing.length === 0 ? [] : [{ severity: 'blocker', about: name, values: { recipient: legalEntity || name, missing }, places: missing.map((field) => placeOn(facts, `recipients.${position}.arrangement.${field}`)) }];
    }),
};

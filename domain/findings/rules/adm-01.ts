import { secondary, verified } from '@/domain/findings/citation';
import { isBritish, isEuropean } from '@/domain/findings/jurisdictions';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** A solely automated significant decision without a gate of Art 22(2) or an explanation; in the United Kingdom, without the safeguards of Arts 22A–22D. */
export const adm01: PurposeRule = {
  id: 'ADM-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 22, 13(2)(f)'), secondary('UK GDPR Arts 22A-22D')],
  judge(facts) {
    const { jurisdictions, record: { automatedDecisions: { solelyAutomated, significant, gate, logic, safeguards } } } = facts;
    if (!solelyAutomated || !significant) return [];
    const british = jurisdictions.some(isBritish);
    // Where nothing tells which law applies, the stricter one is read.
    const european = jurisdictions.some(isEuropean) || !british;
    const problems = [
      { law: 'eu', field: 'gate', holds: european && (gate === 'none' || gate === 'uk_safeguards') },
      { law: 'eu', field: 'logic', holds: european && logic === '' },
      { law: 'gb', field: 'safeguards', holds: british && safeguards === '' },
    ].filter(({ holds }) => holds);
    return ['eu', 'gb'].flatMap((law) => {
      const fields = problems.filter((problem) => problem.law === law).map(({ field }) => field);
      return fields.length === 0 ? [] : [{ severity: 'blocker', about: law, values: { law, problems: fields }, places: fields.map((field) => placeOn(facts, `automatedDecisions.${field}`)) }];
    });
  },
};

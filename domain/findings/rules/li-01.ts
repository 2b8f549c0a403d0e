import { secondary, verified } from '@/domain/findings/citation';
import { isCollective } from '@/domain/findings/lexicon';
import { basesOn, type PlacedBasis, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import { likeness } from '@/domain/findings/similarity';

/** Whether somebody can tell whose interest it is: the controller by its place, anybody else by a name or a class that is more than "partners". */
function isHeld({ basis: { interestOf, interestHolder } }: PlacedBasis): boolean {
  return interestHolder === '' ? interestOf === 'controller' : !isCollective(interestHolder);
}

/** Legitimate interests are claimed and the interest is not named, repeats the purpose, or is nobody's in particular. */
export const li01: PurposeRule = {
  id: 'LI-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 13(1)(d), 14(2)(b)'), verified('EDPB Binding Decision 1/2021 para 36'), verified('DPC IN-18-12-2 (20 August 2021) paras 272-276 (investigator)'), secondary('CJEU C-394/23'), secondary('EDPB 1/2024 para 17')],
  judge(facts, { similarity }) {
    const { title, description } = facts.record;
    return basesOn(facts, 'legitimate_interests').flatMap((placed) => {
      const { basis, path, about } = placed;
      const most = likeness(basis.interest, [title, description, `${title} ${description}`], similarity);
      const problems = [
        { problem: 'interest', field: 'interest', holds: basis.interest === '' },
        { problem: 'repeats', field: 'interest', holds: most > similarity },
        { problem: 'holder', field: 'interestHolder', holds: !isHeld(placed) },
      ].filter(({ holds }) => holds);
      if (problems.length === 0) return [];
      return [{
        severity: 'blocker', about, values: { jurisdiction: basis.jurisdiction, problems: problems.map(({ problem }) => problem), percent: Math.round(most * 100), threshold: Math.round(similarity * 100) },
        places: problems.map(({ field }) => placeOn(facts, `${path}.${field}`)),
      }];
    });
  },
};

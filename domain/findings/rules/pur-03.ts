import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule, statedBases } from '@/domain/findings/purpose-rule';
import { findTerm, rootsOf } from '@/domain/purposes/dpv';

/** The fewest topmost purposes that each of these stands under, taken greedily: the one that most of them share, then the rest. */
function topmost(open: readonly (readonly string[])[]): string[] {
  if (open.length === 0) return [];
  const held = (root: string) => open.filter((roots) => roots.includes(root)).length;
  const best = [...new Set(open.flat())].reduce((most, root) => (held(root) > held(most) ? root : most));
  return [best, ...topmost(open.filter((roots) => !roots.includes(best)))];
}

/** One row holds several purposes: its terms share no topmost one, or its parts rest on different bases in one jurisdiction. */
export const pur03: PurposeRule = {
  id: 'PUR-03', on: 'purpose', overridable: false,
  citations: [verified('GDPR Rec 32, 43'), secondary('EDPB 05/2020 paras 42-45'), verified('DPC IN-18-12-2 (20 August 2021) para 260 (investigator)')],
  judge(facts) {
    const { record, jurisdictions } = facts;
    const severity = basesOn(facts, 'consent').length > 0 ? 'blocker' : 'warning';
    // Terms of one's own stand under nothing.
    const roots = topmost(record.purposeTerms.filter((term) => findTerm(term)?.kind === 'purpose').map(rootsOf));
    const parts = jurisdictions.flatMap(({ name }) => {
      const here = basesOn(facts, ...statedBases).filter(({ basis }) => basis.jurisdiction === name && basis.appliesWhen !== '');
      const n = new Set(here.map(({ basis }) => basis.basis)).size;
      return n > 1 && record.purposeTerms.length > 1 ? [{ severity, about: `parts ${name}`, values: { n, jurisdiction: name }, places: here.map(({ path }) => placeOn(facts, `${path}.appliesWhen`)) } as const] : [];
    });
    return [...(roots.length > 1 ? [{ severity, about: 'terms', values: { n: roots.length, roots }, places: [placeOn(facts, 'purposeTerms')] } as const] : []), ...parts];
  },
};

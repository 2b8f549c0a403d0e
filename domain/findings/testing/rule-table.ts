import { packVersion } from '@/domain/findings/pack';
import type { Citation } from '@/domain/findings/rule';
import { defaultSettings } from '@/domain/findings/settings';
import type { AnyRuleCases } from '@/domain/findings/testing/all-cases';
import { type Confidence, severities } from '@/domain/findings/vocabulary';
import { words } from '@/domain/words/catalogue';

const marks: Record<Confidence, string> = { verified: 'V', secondary: 'S', general_knowledge: 'GK' };
const cited = (citations: readonly Citation[]) => citations.map(({ text, confidence }) => `${text} [${marks[confidence]}]`).join('; ');
const count = ({ cases }: AnyRuleCases, kind: string) => cases.filter((one) => one.kind === kind).length;

function rowOf(suite: AnyRuleCases): string {
  const { rule: { id, citations, overridable }, cases } = suite;
  const found = severities.filter((severity) => cases.some(({ hits }) => hits.some((hit) => hit.severity === severity)));
  const rules: Readonly<Record<string, { name: string; condition: string }>> = words('en').findings.rules;
  const { name = '', condition = '' } = rules[id] ?? {};
  return `| ${id} | ${found.join(', ')}${overridable ? ' *' : ''} | **${name}.** ${condition} | ${cited(citations)} | ${count(suite, 'fires')} | ${count(suite, 'silent')} | ${count(suite, 'edge')} |`;
}

/** The rules of the pack as a page of the docs, from the rules, their words and their cases. */
export function ruleTable(suites: readonly AnyRuleCases[]): string {
  const thresholds = Object.entries(defaultSettings).filter(([, value]) => typeof value === 'number').map(([name, value]) => `| \`${name}\` | ${String(value)} |`);
  return [
    '# The rules', '',
    `Pack ${packVersion}. Written by \`npm run docs:rules\` from the rules, their words and their cases; a test holds it to them.`, '',
    'A blocker holds back clearance and sign-off, a warning asks for a recorded decision. `*`: the data protection officer may override a blocker with a signed reason.',
    'A citation was read in a copy of the official text [V], in a source that quotes it [S], or is known and to be verified before it is relied on [GK].',
    'Cases fire, must not fire, or stand on the edge; `npm run test:mutation` drops, flips and changes each rule and runs its cases.', '',
    '| rule | severity | condition | citation | fires | silent | edge |', '|---|---|---|---|---|---|---|', ...suites.map(rowOf), '',
    '## Thresholds that are ours', '', 'Policy of this product, not law; each can be set, and reports print them as ours.', '', '| setting | default |', '|---|---|', ...thresholds, '',
  ].join('\n');
}

import { readFileSync } from 'node:fs';
import type { Outcome } from '@/bench/run';
import { type Mutant, mutantsOf } from '@/bench/mutants';
import { MutatedModules } from '@/bench/mutated-modules';
import type { Rule } from '@/domain/findings/rule';
import type { RuleSettings } from '@/domain/findings/settings';
import { allCases, type AnyRuleCases } from '@/domain/findings/testing/all-cases';
import { failure } from '@/domain/findings/testing/rule-cases';
import { type RuleId, ruleIds } from '@/domain/findings/vocabulary';

type AnyRule = Rule<never, RuleSettings>;
type Judge = AnyRule['judge'];

const suites = new Map<RuleId, AnyRuleCases>(allCases.map((suite) => [suite.rule.id, suite]));
const moduleOf = (id: RuleId) => `@/domain/findings/rules/${id.toLowerCase()}`;
const write = (line: string) => process.stdout.write(`${line}\n`);

/** Whether a case of the rule fails, or breaks, under another way to judge. */
function isKilled(judge: Judge, { cases }: AnyRuleCases): boolean {
  return cases.some((one) => {
    try {
      return failure(judge, one) !== null;
    } catch {
      return true;
    }
  });
}

const drop: Judge = () => [];
const flip = ({ judge }: AnyRule): Judge => (facts, settings, now) => (judge(facts, settings, now).length > 0 ? [] : [{ severity: 'blocker', about: 'flipped', values: {}, places: [{ type: 'purpose', id: 'x' }] }]);

const isRule = (one: unknown): one is AnyRule => typeof one === 'object' && one !== null && 'judge' in one;

/** Whether the own cases of one of these rules kill a mutant of a file they are made of; one that does not even load is killed. */
function isCaught(modules: MutatedModules, suites: readonly AnyRuleCases[], file: string, { source }: Mutant): boolean {
  const mutant = modules.mutant(file, source);
  return suites.some((suite) => {
    try {
      const rule = Object.values(modules.load(moduleOf(suite.rule.id), file, mutant)).find(isRule);
      return rule === undefined || isKilled(rule.judge, suite);
    } catch {
      return true;
    }
  });
}

const mutantsIn = (module: string) => mutantsOf(`${module.slice(2)}.ts`, readFileSync(`${module.slice(2)}.ts`, 'utf8'));
const survivor = (module: string, { line, was, becomes }: Mutant) => `    survived: ${module.slice(2)}.ts:${line} ${was.replace(/\s+/g, ' ')} → ${becomes.replace(/\s+/g, ' ')}`;

/**
 * Mutates every rule of the pack and runs its own cases: the rule dropped, the rule flipped, and its source with one condition changed at a
 * time. A rule is killed when both its drop and its flip are. Files that rules share are mutated too, against the cases of every rule made of them.
 */
export async function measure(): Promise<Outcome> {
  const modules = new MutatedModules();
  const judged = ruleIds.flatMap((id) => suites.get(id) ?? []);
  for (const { rule } of judged) await modules.prepare(moduleOf(rule.id));
  const figures = { rules: ruleIds.length, killed: 0, mutants: 0, mutants_killed: 0, shared_mutants: 0, shared_mutants_killed: 0 };

  for (const id of ruleIds) {
    const suite = suites.get(id);
    if (!suite) {
      write(`${id}  no cases`);
      continue;
    }
    const sound = !isKilled(suite.rule.judge, suite);
    const [dropped, flipped] = [isKilled(drop, suite), isKilled(flip(suite.rule), suite)];
    const mutants = mutantsIn(moduleOf(id));
    const survivors = mutants.filter((mutant) => !isCaught(modules, [suite], moduleOf(id), mutant));
    figures.killed += sound && dropped && flipped ? 1 : 0;
    figures.mutants += mutants.length;
    figures.mutants_killed += mutants.length - survivors.length;
    write(`${id}  cases ${suite.cases.length}${sound ? '' : ' (failing unmutated)'}  drop ${dropped ? 'killed' : 'SURVIVED'}  flip ${flipped ? 'killed' : 'SURVIVED'}  conditions ${mutants.length - survivors.length}/${mutants.length}`);
    for (const mutant of survivors) write(survivor(moduleOf(id), mutant));
  }

  const shared = [...new Set(judged.flatMap(({ rule }) => modules.partsOf(moduleOf(rule.id))))].filter((part) => !part.includes('/rules/')).sort();
  for (const part of shared) {
    const users = judged.filter(({ rule }) => modules.partsOf(moduleOf(rule.id)).includes(part));
    const mutants = mutantsIn(part);
    const survivors = mutants.filter((mutant) => !isCaught(modules, users, part, mutant));
    figures.shared_mutants += mutants.length;
    figures.shared_mutants_killed += mutants.length - survivors.length;
    if (mutants.length > 0) write(`${part.slice(2)}.ts  shared by ${users.length}  conditions ${mutants.length - survivors.length}/${mutants.length}`);
    for (const mutant of survivors) write(survivor(part, mutant));
  }
  return { figures, ok: figures.killed === figures.rules };
}

import { hash } from 'node:crypto';
import type { Hit, Rule } from '@/domain/findings/rule';
import { type RuleId, type RuleObject, ruleIds } from '@/domain/findings/vocabulary';

/** One object as rules judge it: its facts, and whether they are those of a draft, which holds back nothing. */
export type Judged<Facts> = { type: RuleObject; id: string; draft: boolean; facts: Facts };

/** A hit with the object it is on and an identity that it keeps while the same thing is wrong. */
export type Finding = Hit & { id: string; rule: RuleId; type: RuleObject; object: string; draft: boolean; jurisdiction: string | null };

const rank = new Map(ruleIds.map((id, position) => [id, position]));
const order = (id: RuleId) => rank.get(id) ?? 0;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Judges objects by rules: facts in, findings out, object by object, in one total order that no order of objects or rules changes: objects by
 * kind and key, the version in force before a draft of it; then rules in the order of the pack; then what each is about. Pure; a rule that hits
 * one object twice about the same thing is one finding, the first. The work is one pass over objects × rules of their kind, done as the findings are asked for.
 */
export function* judgeEach<Facts, Settings>(rules: readonly Rule<Facts, Settings>[], objects: readonly Judged<Facts>[], settings: Settings, now: Date): Generator<Finding[]> {
  const inOrder = rules.toSorted((a, b) => order(a.id) - order(b.id));
  for (const { type, id: object, draft, facts } of objects.toSorted((a, b) => compare(a.type, b.type) || compare(a.id, b.id) || Number(a.draft) - Number(b.draft))) {
    yield inOrder.filter(({ on }) => on === type).flatMap((rule) =>
      distinct(rule.judge(facts, settings, now)).map((hit) => ({ ...hit, id: findingId(rule.id, type, object, hit.about, draft), rule: rule.id, type, object, draft, jurisdiction: jurisdictionOf(hit) })));
  }
}

/** All findings of `judgeEach`. */
export const judge = <Facts, Settings>(rules: readonly Rule<Facts, Settings>[], objects: readonly Judged<Facts>[], settings: Settings, now: Date): Finding[] => [...judgeEach(rules, objects, settings, now)].flat();

/** Hits about different things, in order of what they are about; of several about the same the first. */
function distinct(hits: Hit[]): Hit[] {
  if (hits.length < 2) return hits;
  const first = new Map<string, Hit>();
  for (const hit of hits) if (!first.has(hit.about)) first.set(hit.about, hit);
  return [...first.values()].sort((a, b) => compare(a.about, b.about));
}

/** Digest of what makes a problem the same problem: 24 hex digits of SHA-256 over the parts as a JSON array. */
export const findingId = (rule: RuleId, type: RuleObject, object: string, about: string, draft: boolean): string =>
  hash('sha256', JSON.stringify([rule, type, object, about, draft])).slice(0, 24);

/** The one jurisdiction a hit names in its values, null where it holds for all. */
const jurisdictionOf = ({ values: { jurisdiction } }: Hit): string | null => (typeof jurisdiction === 'string' && jurisdiction !== '' ? jurisdiction : null);

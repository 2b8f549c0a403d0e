import { createHash } from 'node:crypto';
import type { Hit, Rule } from '@/domain/findings/rule';
import { type RuleId, type RuleObject, ruleIds } from '@/domain/findings/vocabulary';

/** One object as rules judge it: its facts, and whether they are those of a draft, which holds back nothing. */
export type Judged<Facts> = { type: RuleObject; id: string; draft: boolean; facts: Facts };

/** A hit with the object it is on and an identity that it keeps while the same thing is wrong. */
export type Finding = Hit & { id: string; rule: RuleId; type: RuleObject; object: string; draft: boolean; jurisdiction: string | null };

const rank = new Map(ruleIds.map((id, position) => [id, position]));
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Objects by kind and key, the version in force before a draft of it; then rules in the order of the pack; then what each is about. */
const inOrder = (a: Finding, b: Finding) =>
  compare(a.type, b.type) || compare(a.object, b.object) || Number(a.draft) - Number(b.draft) || (rank.get(a.rule) ?? 0) - (rank.get(b.rule) ?? 0) || compare(a.about, b.about);

/**
 * Judges objects by rules: facts in, findings out, in one total order that no order of objects or rules changes. Pure; a rule that hits one
 * object twice about the same thing is one finding, the first. The work is one pass over objects × rules of their kind.
 */
export function judge<Facts, Settings>(rules: readonly Rule<Facts, Settings>[], objects: readonly Judged<Facts>[], settings: Settings, now: Date): Finding[] {
  const found = new Map<string, Finding>();
  for (const { type, id: object, draft, facts } of objects) {
    for (const rule of rules) {
      if (rule.on !== type) continue;
      for (const hit of rule.judge(facts, settings, now)) {
        const id = findingId(rule.id, type, object, hit.about, draft);
        if (!found.has(id)) found.set(id, { ...hit, id, rule: rule.id, type, object, draft, jurisdiction: jurisdictionOf(hit) });
      }
    }
  }
  return [...found.values()].sort(inOrder);
}

/** Digest of what makes a problem the same problem: 24 hex digits of SHA-256 over the parts as a JSON array. */
export const findingId = (rule: RuleId, type: RuleObject, object: string, about: string, draft: boolean): string =>
  createHash('sha256').update(JSON.stringify([rule, type, object, about, draft])).digest('hex').slice(0, 24);

/** The one jurisdiction a hit names in its values, null where it holds for all. */
const jurisdictionOf = ({ values: { jurisdiction } }: Hit): string | null => (typeof jurisdiction === 'string' && jurisdiction !== '' ? jurisdiction : null);

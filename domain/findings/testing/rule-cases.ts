import type { Hit, Rule } from '@/domain/findings/rule';
import { defaultSettings, type RuleSettings } from '@/domain/findings/settings';
import type { Severity } from '@/domain/findings/vocabulary';

/** What a hit must show: its severity, and of its values and places what the case is about. */
export type Expected = { severity: Severity; about?: string; values?: Hit['values']; path?: string; /** The ids of its places, in order. */ ids?: readonly string[] };

/**
 * A case of a rule: facts and the hits they must give, all of them and no other. `fires` and `silent` stand well inside and outside the
 * condition, `edge` on its border: the last day, one instead of two, blank instead of empty.
 */
export type RuleCase<Facts> = { name: string; kind: 'fires' | 'silent' | 'edge'; facts: Facts; settings?: Partial<RuleSettings>; now?: Date; hits: readonly Expected[] };

/** A rule with its cases, read by the test suite, the mutation check and the table in the docs. */
export type RuleCases<Facts> = { rule: Rule<Facts, RuleSettings>; cases: readonly RuleCase<Facts>[] };

/** The instant cases are judged at unless they say otherwise. */
export const caseNow = new Date('2026-06-01T12:00:00Z');

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What of a hit differs from what a case expects; null where nothing does. */
function difference(hit: Hit | undefined, expected: Expected | undefined): string | null {
  if (!hit || !expected) return hit ? `an unexpected hit about "${hit.about}"` : `no hit about "${expected?.about ?? ''}"`;
  if (hit.severity !== expected.severity) return `${hit.severity} instead of ${expected.severity}`;
  if (expected.about !== undefined && hit.about !== expected.about) return `about "${hit.about}" instead of "${expected.about}"`;
  if (expected.path !== undefined && hit.places[0]?.path !== expected.path) return `at ${hit.places[0]?.path ?? 'nowhere'} instead of ${expected.path}`;
  if (expected.ids && !equal(hit.places.map(({ id }) => id), expected.ids)) return `at ${hit.places.map(({ id }) => id).join(', ')} instead of ${expected.ids.join(', ')}`;
  const value = Object.entries(expected.values ?? {}).find(([name, wanted]) => !equal(hit.values[name], wanted));
  return value ? `${value[0]} is ${JSON.stringify(hit.values[value[0]])} instead of ${JSON.stringify(value[1])}` : null;
}

/** How a rule fails a case, in a sentence; null where it passes. Every hit points at a place and is about something of its own. */
export function failure<Facts>(judge: Rule<Facts, RuleSettings>['judge'], { facts, settings, now, hits }: RuleCase<Facts>): string | null {
  const found = judge(facts, { ...defaultSettings, ...settings }, now ?? caseNow);
  const wrong = Array.from({ length: Math.max(found.length, hits.length) }, (_, n) => difference(found[n], hits[n])).find((one) => one !== null);
  if (wrong) return wrong;
  if (found.some(({ places }) => places.length === 0)) return 'a hit that points at nothing';
  return new Set(found.map(({ about }) => about)).size < found.length ? 'two hits about the same thing' : null;
}

type Circumstances = Pick<RuleCase<unknown>, 'settings' | 'now'>;

/** A case well inside the condition. */
export const fires = <Facts>(name: string, facts: Facts, hits: readonly Expected[], circumstances: Circumstances = {}): RuleCase<Facts> => ({ name, kind: 'fires', facts, hits, ...circumstances });
/** A case well outside it. */
export const silent = <Facts>(name: string, facts: Facts, circumstances: Circumstances = {}): RuleCase<Facts> => ({ name, kind: 'silent', facts, hits: [], ...circumstances });
/** A case on its border, on either side. */
export const edge = <Facts>(name: string, facts: Facts, hits: readonly Expected[], circumstances: Circumstances = {}): RuleCase<Facts> => ({ name, kind: 'edge', facts, hits, ...circumstances });

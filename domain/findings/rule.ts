import type { Confidence, RuleId, RuleObject, Severity } from '@/domain/findings/vocabulary';

/** Where a source says it, and how sure that reading is. */
export type Citation = { text: string; confidence: Confidence };

/** An object a finding points at, and the very field by its dotted path, e.g. `bases.2.interest`. */
export type Place = { type: 'purpose' | 'campaign' | 'notice' | 'batch' | 'report'; id: string; path?: string };

/** What a rule found on one object. Words come from the catalogue by rule id, filled with `values`. */
export type Hit = {
  severity: Severity;
  /** What of the object it is about: tells two hits of a rule on one object apart, and stays the same while the same thing is wrong. */
  about: string;
  values: Readonly<Record<string, string | number | readonly string[]>>;
  /** Most telling place first. */
  places: readonly Place[];
};

/**
 * A rule: facts in, hits out. Pure; `now` is passed in. Equal facts give equal hits in equal order. `overridable` is the `*` of the pack: the
 * DPO may override a blocker with a signed reason.
 */
export type Rule<Facts, Settings> = {
  id: RuleId;
  on: RuleObject;
  overridable: boolean;
  citations: readonly Citation[];
  judge(facts: Facts, settings: Settings, now: Date): Hit[];
};

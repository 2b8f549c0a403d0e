import type { FindingStatus, FindingStep, Severity } from '@/domain/findings/vocabulary';
import type { Language } from '@/domain/words/vocabulary';

/** A finding in words: the rule that fired, on what, what it says, where a source says so, and what was decided about it. */
export type FindingRow = {
  rule: string;
  severity: Severity;
  status: FindingStatus;
  object: string;
  sentence: string;
  citation: string;
  found_at: string;
  decision: string | null;
  /** What happened to it, oldest first, with the instants; `until` is the day an override ends. */
  steps: { step: FindingStep; at: string; until: string | null }[];
  /** Who it is given to, and by when; null where to nobody. */
  owner: string | null;
  due: string | null;
};

/**
 * One sharing in one jurisdiction: for how many of how many in scope it may go ahead today, for how many not, on which basis and what holds it back;
 * `halts` are the rules and reasons that halt it, as codes.
 */
export type ClearanceRow = { purpose: string; title: string; jurisdiction: string; basis: string; population: number | null; may: number | null; held: number | null; halts: string[]; held_by: string; ground: string };

/** Everything the findings and clearance report is built from, as plain JSON. */
export type FindingsData = {
  type: 'findings_and_clearance';
  language: Language;
  campaign: string | null;
  title: string | null;
  zone: string;
  illustrative: boolean;
  as_of: string;
  known_at: string;
  rules: string;
  findings: FindingRow[];
  clearance: ClearanceRow[];
};

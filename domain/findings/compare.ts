import type { Finding } from '@/domain/findings/judge';
import { type FindingStatus, type Severity, severities } from '@/domain/findings/vocabulary';

/** A finding as it was last written down. */
export type Stored = Pick<Finding, 'id' | 'severity' | 'jurisdiction' | 'values' | 'places'> & { pack: string; status: FindingStatus; overriddenUntil: string | null };

/** What a judgement changes of what is written down. `changed` have other numbers, places or words and nothing else; each finding is in one list only. */
export type Changes = { opened: Finding[]; cameBack: Finding[]; worsened: Finding[]; changed: Finding[]; overrideEnded: Finding[]; resolved: string[] };

/**
 * Compares what was just judged with what is written down about the same objects. What a person said of a finding stands until the facts
 * no longer bear it, until it gets graver, or until the day of an override (`today`, ISO date in UTC). `take` is given the findings, all at once
 * or some at a time, and gives back those to be opened; `rest` says what else there is to change once all were given, in the order of `found` and `stored`.
 */
export function comparison(stored: readonly Stored[], { today, pack }: { today: string; pack: string }): { take(found: readonly Finding[]): Finding[]; rest(): Omit<Changes, 'opened'> } {
  const unseen = new Map(stored.map((one) => [one.id, one]));
  const changes: Omit<Changes, 'opened'> = { cameBack: [], worsened: [], changed: [], overrideEnded: [], resolved: [] };
  return {
    take(found) {
      const opened: Finding[] = [];
      for (const finding of found) {
        const before = unseen.get(finding.id);
        unseen.delete(finding.id);
        if (!before) opened.push(finding);
        else if (before.status === 'resolved') changes.cameBack.push(finding);
        else if (before.status !== 'open' && isGraver(finding.severity, before.severity)) changes.worsened.push(finding);
        else if (isOver(before, today)) changes.overrideEnded.push(finding);
        else if (before.pack !== pack || !isSame(before, finding)) changes.changed.push(finding);
      }
      return opened;
    },
    rest: () => ({ ...changes, resolved: [...unseen.values()].filter(({ status }) => status !== 'resolved').map(({ id }) => id) }),
  };
}

const isGraver = (now: Severity, before: Severity) => severities.indexOf(now) < severities.indexOf(before);

/** Whether an override has come to its day. */
export const isOver = ({ status, overriddenUntil }: Pick<Stored, 'status' | 'overriddenUntil'>, today: string): boolean => status === 'overridden' && overriddenUntil !== null && overriddenUntil <= today;

const isSame = (before: Stored, { severity, jurisdiction, values, places }: Finding) =>
  before.severity === severity && before.jurisdiction === jurisdiction && isEqual(before.values, values) && isEqual(before.places, places);

/** Whether two values are the same JSON, whatever the order of their names; undefined is not there. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Array.isArray(a) === Array.isArray(b) && [...names].every((name) => isEqual(a[name as keyof typeof a], b[name as keyof typeof b]));
}

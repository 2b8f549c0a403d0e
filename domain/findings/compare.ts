import type { Finding } from '@/domain/findings/judge';
import { type FindingStatus, type Severity, severities } from '@/domain/findings/vocabulary';

/** A finding as it was last written down. */
export type Stored = Pick<Finding, 'id' | 'severity' | 'jurisdiction' | 'values' | 'places'> & { pack: string; status: FindingStatus; overriddenUntil: string | null };

/** What a judgement changes of what is written down. `changed` have other numbers, places or words and nothing else; each finding is in one list only. */
export type Changes = { opened: Finding[]; cameBack: Finding[]; worsened: Finding[]; changed: Finding[]; overrideEnded: Finding[]; resolved: string[] };

/**
 * Compares what was just judged with what is written down about the same objects. What a person said of a finding stands until the facts
 * no longer bear it, until it gets graver, or until the day of an override (`today`, ISO date in UTC). In the order of `found` and `stored`.
 */
export function compare(stored: readonly Stored[], found: readonly Finding[], { today, pack }: { today: string; pack: string }): Changes {
  const changes: Changes = { opened: [], cameBack: [], worsened: [], changed: [], overrideEnded: [], resolved: [] };
  const known = new Map(stored.map((one) => [one.id, one]));
  for (const finding of found) {
    const before = known.get(finding.id);
    if (!before) changes.opened.push(finding);
    else if (before.status === 'resolved') changes.cameBack.push(finding);
    else if (before.status !== 'open' && isGraver(finding.severity, before.severity)) changes.worsened.push(finding);
    else if (isOver(before, today)) changes.overrideEnded.push(finding);
    else if (before.pack !== pack || !isSame(before, finding)) changes.changed.push(finding);
  }
  const still = new Set(found.map(({ id }) => id));
  changes.resolved = stored.filter(({ id, status }) => status !== 'resolved' && !still.has(id)).map(({ id }) => id);
  return changes;
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

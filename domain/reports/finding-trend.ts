import { type FindingStatus, type FindingStep, type Severity, severities } from '@/domain/findings/vocabulary';
import type { FindingRow } from '@/domain/reports/findings-data';

type Step = FindingRow['steps'][number];
/** How findings of one severity moved in a period. A finding stands once in each column it belongs to, so it can be both opened and resolved. */
export type FindingTrend = { severity: Severity; open_before: number; opened: number; resolved: number; acknowledged: number; overridden: number; open_after: number };

const standings: Partial<Record<FindingStep, FindingStatus>> = { opened: 'open', acknowledged: 'acknowledged', overridden: 'overridden', override_ended: 'open', reopened: 'open', resolved: 'resolved', came_back: 'open' };

/** Where a finding stands by its steps on a day (`YYYY-MM-DD`); an override that is over by then is open. */
export function standingOf(steps: readonly Step[], day: string): FindingStatus {
  const last = steps.findLast(({ step }) => standings[step] !== undefined);
  const status = (last && standings[last.step]) ?? 'open';
  return status === 'overridden' && last?.until && last.until <= day ? 'open' : status;
}

/** The findings of each severity over the half-open period from `from` to `to` (RFC 3339, UTC), gravest first. */
export function findingTrend(rows: readonly Pick<FindingRow, 'severity' | 'steps'>[], from: string, to: string): FindingTrend[] {
  const isOpenAt = (instant: string) => ({ steps }: Pick<FindingRow, 'steps'>) => {
    const before = steps.filter(({ at }) => at < instant);
    return before.length > 0 && standingOf(before, instant.slice(0, 10)) === 'open';
  };
  const moved = (...kinds: FindingStep[]) => ({ steps }: Pick<FindingRow, 'steps'>) => steps.some(({ step, at }) => kinds.includes(step) && at >= from && at < to);
  return severities.map((severity) => {
    const own = rows.filter((row) => row.severity === severity);
    const n = (test: (row: Pick<FindingRow, 'steps'>) => boolean) => own.filter(test).length;
    return {
      severity, open_before: n(isOpenAt(from)), opened: n(moved('opened', 'came_back', 'reopened', 'override_ended')), resolved: n(moved('resolved')),
      acknowledged: n(moved('acknowledged')), overridden: n(moved('overridden')), open_after: n(isOpenAt(to)),
    };
  });
}

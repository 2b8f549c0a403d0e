import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FindingStatus, type FindingStep, findingSteps } from '@/domain/findings/vocabulary';
import { findingTrend, standingOf } from './finding-trend';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
const step = (name: FindingStep, hour: number, until: string | null = null) => ({ step: name, at: at(hour), until });
const of = (rows: Parameters<typeof findingTrend>[0], from: number, to: number) => findingTrend(rows, at(from), at(to)).find(({ severity }) => severity === 'blocker');

describe('the trend of findings over a period', () => {
  test('counts what stood before it, what moved in it and what stands after it', () => {
    const rows = [[step('opened', 1)], [step('opened', 1), step('resolved', 6)], [step('opened', 6), step('overridden', 7)], [step('opened', 20)]].map((steps) => ({ severity: 'blocker' as const, steps }));
    expect(of(rows, 5, 10)).toEqual({ severity: 'blocker', open_before: 2, opened: 1, resolved: 1, acknowledged: 0, overridden: 1, open_after: 1 });
    expect(findingTrend(rows, at(5), at(10)).map(({ severity, opened }) => [severity, opened])).toEqual([['blocker', 1], ['warning', 0], ['info', 0]]);
  });

  test('takes the first instant of the period into it and leaves the last one out', () => {
    const rows = [{ severity: 'blocker' as const, steps: [step('opened', 5), step('resolved', 10)] }];
    expect(of(rows, 5, 10)).toMatchObject({ open_before: 0, opened: 1, resolved: 0, open_after: 1 });
  });

  test('holds an override that is over by its day for open', () => {
    const steps = [step('opened', 1), step('overridden', 2, '2026-01-10')];
    expect([standingOf(steps, '2026-01-09'), standingOf(steps, '2026-01-10')]).toEqual(['overridden', 'open']);
  });

  test('of any histories is what walking through them hour by hour gives', () => {
    const status: Partial<Record<FindingStep, FindingStatus>> = { opened: 'open', reopened: 'open', came_back: 'open', override_ended: 'open', acknowledged: 'acknowledged', overridden: 'overridden', resolved: 'resolved' };
    const history = fc.array(fc.record({ step: fc.constantFrom(...findingSteps), hour: fc.nat(20) }), { maxLength: 6 }).map((list) => list.toSorted((a, b) => a.hour - b.hour));
    fc.assert(
      fc.property(fc.array(history, { maxLength: 8 }), fc.nat(20), fc.nat(20), (histories, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        let [before, after, resolved] = [0, 0, 0];
        for (const steps of histories) {
          let now: FindingStatus | null = null;
          let wasResolved = false;
          for (let hour = 0; hour < to; hour += 1) {
            if (hour === from && now === 'open') before += 1;
            for (const one of steps.filter((each) => each.hour === hour)) {
              now = status[one.step] ?? now ?? 'open';
              if (one.step === 'resolved' && hour >= from) wasResolved = true;
            }
          }
          if (from === to && now === 'open') before += 1;
          if (now === 'open') after += 1;
          if (wasResolved) resolved += 1;
        }
        expect(of(histories.map((steps) => ({ severity: 'blocker' as const, steps: steps.map((one) => step(one.step, one.hour)) })), from, to)).toMatchObject({ open_before: before, open_after: after, resolved });
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Stored, comparison } from '@/domain/findings/compare';
import { type Finding, findingId } from '@/domain/findings/judge';

const finding = (about: string, more: Partial<Finding> = {}): Finding => ({
  id: findingId('LB-01', 'purpose', 'P', about, false), rule: 'LB-01', type: 'purpose', object: 'P', draft: false, jurisdiction: null, about, severity: 'warning', values: { n: 1 }, places: [], ...more,
});
const stored = (about: string, more: Partial<Stored> = {}): Stored => ({ ...finding(about), pack: 'p', status: 'open', overriddenUntil: null, ...more });
const at = { today: '2026-03-01', pack: 'p' };
const nothing = { opened: [], cameBack: [], worsened: [], changed: [], overrideEnded: [], resolved: [] };

/** What comparing all at once gives. */
function compare(before: Stored[], found: Finding[], { today, pack }: typeof at) {
  const { take, rest } = comparison(before, { today, pack });
  return { opened: take(found), ...rest() };
}

describe('comparing a judgement with what is written down', () => {
  it('changes nothing where nothing changed, whatever a person said', () => {
    for (const status of ['open', 'acknowledged', 'overridden'] as const) expect(compare([stored('a', { status, overriddenUntil: '2026-03-02' })], [finding('a')], at)).toEqual(nothing);
    expect(compare([stored('a', { status: 'resolved' })], [], at)).toEqual(nothing);
  });

  it('opens what is new, resolves what is gone, and says what came back', () => {
    const { opened, resolved, cameBack } = compare([stored('gone'), stored('back', { status: 'resolved' })], [finding('new'), finding('back')], at);
    expect([opened.map(({ about }) => about), resolved, cameBack.map(({ about }) => about)]).toEqual([['new'], [finding('gone').id], ['back']]);
  });

  it('keeps what a person said while the numbers change, and tells that they did', () => {
    expect(compare([stored('a', { status: 'acknowledged' })], [finding('a', { values: { n: 2 } })], at)).toEqual({ ...nothing, changed: [finding('a', { values: { n: 2 } })] });
    expect(compare([stored('a')], [finding('a')], { ...at, pack: 'q' }).changed).toHaveLength(1);
  });

  it('opens it again when it gets graver, not when it gets lighter', () => {
    expect(compare([stored('a', { status: 'acknowledged' })], [finding('a', { severity: 'blocker' })], at).worsened).toHaveLength(1);
    expect(compare([stored('a', { status: 'acknowledged' })], [finding('a', { severity: 'info' })], at)).toMatchObject({ worsened: [], changed: [{ severity: 'info' }] });
  });

  it('ends an override on its day, not before', () => {
    const overridden = (overriddenUntil: string) => compare([stored('a', { status: 'overridden', overriddenUntil })], [finding('a')], at).overrideEnded;
    expect(overridden('2026-03-02')).toEqual([]);
    expect(overridden('2026-03-01')).toHaveLength(1);
  });

  it('gives the same however many findings are given at a time', () => {
    const matters = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const severity = fc.constantFrom('blocker' as const, 'warning' as const, 'info' as const);
    const found = fc.uniqueArray(fc.record({ about: matters, severity, n: fc.nat(1) }), { selector: ({ about }) => about }).map((all) => all.map(({ about, n, ...more }) => finding(about, { ...more, values: { n } })));
    const before = fc
      .uniqueArray(fc.record({ about: matters, severity, status: fc.constantFrom('open' as const, 'acknowledged' as const, 'overridden' as const, 'resolved' as const), overriddenUntil: fc.constantFrom(null, '2026-03-01', '2026-03-02') }), { selector: ({ about }) => about })
      .map((all) => all.map(({ about, ...more }) => stored(about, more)));
    fc.assert(fc.property(before, found, fc.array(fc.nat(6)), (known, all, cuts) => {
      const { take, rest } = comparison(known, at);
      const bounds = [0, ...cuts.map((cut) => Math.min(cut, all.length)).sort(), all.length];
      const opened = bounds.slice(1).flatMap((end, n) => take(all.slice(bounds[n], end)));
      expect({ opened, ...rest() }).toEqual(compare(known, all, at));
    }));
  });
});

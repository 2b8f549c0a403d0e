import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JudgedEvent, standingAt } from '@/domain/uptake/timeline';
import { eventTypes } from '@/domain/uptake/vocabulary';

const at = (second: number) => `2026-02-01T00:00:0${second}.000000Z`;
const event = (type: JudgedEvent['type'], second = 1, given: Partial<JudgedEvent> = {}): JudgedEvent => ({
  id: 'e', type, occurredAt: at(second), region: 'DE', platform: 'ios', channel: 'in_app', appVersion: '', locale: '', counts: true, proven: true, ...given,
});
const end = at(9);
const state = (...events: JudgedEvent[]) => standingAt(events, end)?.state;

test('an answer beats everything that is no answer, the later answer the earlier', () => {
  expect(state(event('accepted', 1), event('dismissed', 2), event('displayed', 3), event('delivered', 4))).toBe('accepted');
  expect(state(event('accepted', 1), event('declined', 2), event('withdrawn', 3))).toBe('withdrawn');
  expect(state(event('displayed', 3), event('deferred', 1))).toBe('deferred');
});

test('equal instants settle never in the favour of the controller', () => {
  const order = ['accepted', 'declined', 'withdrawn', 'objected', 'account_closed'] as const;
  order.forEach((stronger, i) => order.slice(0, i).forEach((weaker) => expect(state(event(stronger, 1, { id: 'a' }), event(weaker, 1, { id: 'b' }))).toBe(stronger === 'account_closed' ? 'closed' : stronger)));
  expect(state(event('dismissed', 1, { id: 'a' }), event('deferred', 1, { id: 'b' }))).toBe('dismissed');
});

test('only what lies before the instant counts, and only what counts', () => {
  expect(standingAt([event('accepted', 5)], at(5))).toBeNull();
  expect(standingAt([event('accepted', 5)], '2026-02-01T00:00:05.000001Z')?.state).toBe('accepted');
  expect(state(event('displayed', 1), event('accepted', 2, { counts: false }))).toBe('displayed');
});

test('ids compare by bytes, where UTF-16 would say otherwise', () => {
  const [astral, high] = ['\u{1F600}', '\uFF5E'];
  expect(astral < high).toBe(true);
  expect(standingAt([event('displayed', 1, { id: astral, region: 'FR' }), event('displayed', 1, { id: high, region: 'GB' })], end)?.segment.region).toBe('FR');
});

test('the segment is that of the last event, not of the deciding one', () => {
  expect(standingAt([event('accepted', 1), event('displayed', 2, { region: 'FR' })], end)).toMatchObject({ state: 'accepted', segment: { region: 'FR' } });
});

test('opened and unproven', () => {
  expect(standingAt([event('delivered')], end)).toMatchObject({ opened: false, unproven: false });
  expect(standingAt([event('account_closed')], end)).toMatchObject({ opened: false });
  expect(standingAt([event('account_closed', 2), event('displayed', 1)], end)).toMatchObject({ opened: true });
  expect(standingAt([event('declined', 1, { proven: false }), event('displayed', 2)], end)).toMatchObject({ opened: true, unproven: true });
});

test('order and repetition change nothing', () => {
  const events = fc.array(
    fc.record({ type: fc.constantFrom(...eventTypes), second: fc.integer({ min: 0, max: 3 }), id: fc.constantFrom('a', 'b', '\u{1F600}', '\uFF5E'), region: fc.constantFrom('DE', 'FR'), counts: fc.boolean(), proven: fc.boolean() }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      events.map((list) => [...new Map(list.map((e) => [e.id, event(e.type, e.second, e)])).values()]).chain((set) => fc.tuple(fc.constant(set), fc.shuffledSubarray([...set, ...set], { minLength: set.length * 2 }))),
      ([set, shuffled]) => void expect(standingAt(shuffled, end)).toEqual(standingAt(set, end)),
    ),
  );
});

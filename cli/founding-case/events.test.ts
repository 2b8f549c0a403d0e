import { channels, platforms } from '@/domain/notices/vocabulary';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventTypes } from '@/domain/uptake/vocabulary';
import { foundingCampaign } from './campaign';
import { foundingEvents } from './events';
import { populationCells } from './population';

type Event = Record<'id' | 'subject' | 'type' | 'occurred_at' | 'region' | 'platform' | 'channel' | 'app_version' | 'locale', string> & { notice?: string; variant?: string };

const fields = new Set(['id', 'subject', 'type', 'occurred_at', 'notice', 'region', 'platform', 'channel', 'app_version', 'locale', 'variant']);
const hashes = foundingCampaign.notices.map((notice) => createHash('sha256').update(notice.text).digest('hex'));
const lists: Record<string, readonly string[]> = { type: eventTypes, platform: platforms, channel: channels };
const forms: Record<string, RegExp> = {
  id: /^.{1,64}$/,
  subject: /^user-\d{6}$/,
  occurred_at: /^2021-0[1-5]-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  region: /^[A-Z]{2}$/,
  app_version: /^.{1,32}$/,
  locale: /^[a-z]{2}-[A-Z]{2}$/,
};

/** Names of the fields of a line that the contract (section 2) would refuse. */
function badFields(event: Event): string[] {
  const bad = Object.keys(event).filter((name) => !fields.has(name));
  for (const [name, list] of Object.entries(lists)) if (!list.includes(String(event[name as keyof Event]))) bad.push(name);
  for (const [name, form] of Object.entries(forms)) if (!form.test(String(event[name as keyof Event]))) bad.push(name);
  if (event.notice !== undefined && !/^[0-9a-f]{64}$/.test(event.notice)) bad.push('notice');
  if (event.variant !== undefined && event.variant.length > 32) bad.push('variant');
  return bad;
}

function digest(options?: { seed?: number; subjects?: number }): string {
  const hash = createHash('sha256');
  for (const line of foundingEvents(options)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

const lines: string[] = [];
const events: Event[] = [];
const accepted = new Map<string, number>();
const closed = new Map<string, number>();
const count = (tally: Map<string, number>, key: string) => tally.set(key, (tally.get(key) ?? 0) + 1);

/** Mean per day over local dates, both included. */
function mean(tally: Map<string, number>, from: string, to: string, only: (weekday: number) => boolean = () => true): number {
  let sum = 0;
  let days = 0;
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const date = new Date(at);
    if (!only(date.getUTCDay())) continue;
    sum += tally.get(date.toISOString().slice(0, 10)) ?? 0;
    days += 1;
  }
  return sum / days;
}

beforeAll(() => {
  const seen = new Set<string>();
  for (const line of foundingEvents()) {
    lines.push(line);
    if (seen.has(line)) continue;
    seen.add(line);
    const event: Event = JSON.parse(line);
    events.push(event);
    if (event.type === 'accepted') count(accepted, event.occurred_at.slice(0, 10));
    if (event.type === 'account_closed') count(closed, event.occurred_at.slice(0, 10));
  }
}, 60_000);

describe('the invented event stream as a file', () => {
  it('has well over 200,000 lines', () => {
    expect(lines.length).toBeGreaterThanOrEqual(215_000);
    expect(lines.length).toBeLessThanOrEqual(240_000);
  });

  it('is the same for the same seed and another for another seed', () => {
    const options = { seed: 7, subjects: 3000 };
    expect(digest(options)).toBe(digest(options));
    expect(digest({ ...options, seed: 8 })).not.toBe(digest(options));
    expect(digest()).toBe(createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex'));
  }, 60_000);

  it('holds only events the contract takes', () => {
    expect(events.filter((event) => badFields(event).length > 0).slice(0, 3)).toEqual([]);
  });

  it('gives each id of a subject one content', () => {
    expect(new Set(events.map((event) => `${event.subject} ${event.id}`)).size).toBe(events.length);
  });

  it('repeats some lines and delays some', () => {
    let latest = '';
    const late = events.filter((event) => {
      const behind = event.occurred_at < latest;
      if (!behind) latest = event.occurred_at;
      return behind;
    });
    const duplicates = (lines.length - events.length) / lines.length;
    expect(duplicates).toBeGreaterThan(0.015);
    expect(duplicates).toBeLessThan(0.025);
    expect(late.length / events.length).toBeGreaterThan(0.02);
    expect(late.length / events.length).toBeLessThan(0.04);
  });

  it('holds a few answers of one subject at one instant', () => {
    const instants = new Set<string>();
    const ties = events.filter((event) => {
      const key = `${event.subject} ${event.occurred_at}`;
      return instants.has(key) || !instants.add(key);
    });
    expect(ties.filter((event) => event.type === 'declined').length).toBeGreaterThan(5);
    expect(ties.length).toBeGreaterThan(20);
    expect(ties.length).toBeLessThan(300);
  });

  it('leaves about one event in a hundred unproven', () => {
    const share = events.filter((event) => event.notice === undefined || !hashes.includes(event.notice)).length / events.length;
    expect(share).toBeGreaterThan(0.007);
    expect(share).toBeLessThan(0.013);
  });

  it('refuses more subjects than the population holds', () => {
    expect(() => [...foundingEvents({ subjects: 100_000 })]).toThrow(RangeError);
  });
});

describe('the invented event stream as a story', () => {
  it('reaches most of each cell of the population and never all of it', () => {
    const homes = new Map(events.map((event) => [event.subject, `${event.region} ${event.platform}`]));
    expect(events.filter((event) => homes.get(event.subject) !== `${event.region} ${event.platform}`)).toEqual([]);
    const sizes = new Map<string, number>();
    for (const home of homes.values()) count(sizes, home);
    for (const cell of populationCells) {
      const size = sizes.get(`${cell.region} ${cell.platform}`) ?? 0;
      expect(size).toBeLessThan(cell.count);
      expect(size / cell.count).toBeGreaterThan(0.8);
    }
  });

  it('shows the notice before each answer to it', () => {
    const shown = new Map<string, string>();
    for (const { type, subject, occurred_at: at } of events) if (type === 'displayed' && at < (shown.get(subject) ?? 'z')) shown.set(subject, at);
    const blind = events.filter(({ type, subject, occurred_at: at }) => (type === 'accepted' || type === 'declined') && (shown.get(subject) ?? 'z') > at);
    expect(blind).toEqual([]);
  });

  it('keeps the rhythm of the week', () => {
    const quiet = ['2021-03-01', '2021-05-02'] as const;
    expect(mean(accepted, ...quiet, (weekday) => weekday === 0)).toBeLessThan(0.75 * mean(accepted, ...quiet, (weekday) => weekday >= 1 && weekday <= 4));
  });

  it('rushes before both deadlines, slumps after the extension and closes accounts in mid January', () => {
    expect(mean(accepted, '2021-02-06', '2021-02-08')).toBeGreaterThan(2 * mean(accepted, '2021-01-27', '2021-02-02'));
    expect(mean(accepted, '2021-05-12', '2021-05-15')).toBeGreaterThan(5 * mean(accepted, '2021-04-01', '2021-04-30'));
    expect(mean(accepted, '2021-01-15', '2021-01-19')).toBeLessThan(0.5 * mean(accepted, '2021-01-11', '2021-01-14'));
    expect(mean(accepted, '2021-02-22', '2021-02-24')).toBeGreaterThan(2 * mean(accepted, '2021-02-15', '2021-02-19'));
    for (const date of ['2021-05-13', '2021-05-14', '2021-05-15', '2021-05-16']) expect(accepted.get(date) ?? 0).toBeGreaterThan(300);
    const peak = [...closed].reduce((high, entry) => (entry[1] > high[1] ? entry : high))[0];
    expect(peak >= '2021-01-11' && peak <= '2021-01-17').toBe(true);
  });

  it('ends with about 88 to 90 % of those reached having accepted, fewer in DE and TR', () => {
    const tiers: Record<string, number> = { delivered: 0, displayed: 1, dismissed: 2, deferred: 2 };
    const last = new Map<string, Event>();
    const key = (event: Event) => `${tiers[event.type] ?? 3} ${event.occurred_at} ${event.type === 'accepted' ? 0 : 1}`;
    for (const event of events) {
      const before = last.get(event.subject);
      if (before === undefined || key(event) > key(before)) last.set(event.subject, event);
    }
    const share = (type: string, inRegion: (region: string) => boolean = () => true) => {
      const all = [...last.values()].filter((event) => inRegion(event.region));
      return all.filter((event) => event.type === type).length / all.length;
    };
    const wary = (region: string) => region === 'DE' || region === 'TR';
    expect(share('accepted')).toBeGreaterThan(0.88);
    expect(share('accepted')).toBeLessThan(0.9);
    expect(share('accepted', wary)).toBeLessThan(0.84);
    expect(share('declined', wary)).toBeGreaterThan(2 * share('declined', (region) => !wary(region)));
    expect(share('objected', wary)).toBeGreaterThan(2 * share('objected', (region) => !wary(region)));
  });
});

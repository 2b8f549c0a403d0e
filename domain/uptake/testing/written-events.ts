import fc from 'fast-check';
import { channels, platforms } from '@/domain/notices/vocabulary';
import { answerTypes, eventActors, eventTypes } from '@/domain/uptake/vocabulary';
import type { EventFormat } from '@/domain/uptake/vocabulary';

/** An event as a sender writes it: field by field in its own order, each value as JSON text. */
export type Written = [name: string, json: string][];

const quoted = (arbitrary: fc.Arbitrary<string>) => arbitrary.map((text) => JSON.stringify(text));
const few = (...values: string[]) => fc.constantFrom(...values);
const two = (value: number) => String(value).padStart(2, '0');

const dates = fc.oneof(
  { weight: 4, arbitrary: few('2021-03-28', '2021-10-31', '2020-02-29', '2000-02-29', '2021-02-28', '2024-12-31', '1970-01-01', '1969-12-31') },
  { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 1890, max: 2210 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 })).map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`) },
  { weight: 1, arbitrary: few('1900-02-29', '1900-01-01', '1899-12-31', '2100-02-29', '2199-12-31', '2200-01-01', '2021-02-29', '0001-01-01', '2026-03-01', '2026-13-01', '11x0-01-01') },
);
const clocks = fc.oneof(few('00:00:00', '23:59:59', '01:59:59', '02:00:00', '12:05:00', '12:05:01', '24:00:00', '23:59:60', '1:00:00'), fc.tuple(fc.nat(24), fc.nat(60), fc.nat(60)).map((parts) => parts.map(two).join(':')));
const fractions = fc.oneof({ weight: 3, arbitrary: few('', '.5', '.000001', '.999999', '.9999999', '.', '.x') }, fc.string({ unit: few(...'0123456789'), minLength: 1, maxLength: 50 }).map((digits) => `.${digits}`));
const offsets = fc.oneof({ weight: 3, arbitrary: few('Z', 'z', '+00:00', '-00:00', '+01:00', '+02:00', '+05:45', '-11:30', '+23:59') }, few('', '+24:00', '+00:60', '+0100', '+1:00', 'Zz', 'Z ', '+01:00 '));

/** RFC 3339 instants and things that nearly are. */
export const instants = fc.tuple(dates, few('T', 'T', 'T', 't', ' '), clocks, fractions, offsets).map((parts) => parts.join(''));

const purposes = fc
  .uniqueArray(fc.tuple(fc.oneof({ weight: 9, arbitrary: few('ads', 'ads-2', 'a.b', '1', '2', 'B') }, few('a}b', 'é', 'a b', '')), few('true', 'true', 'true', 'false', 'false', 'false', 'null', '{}')), { maxLength: 4, selector: ([key]) => key })
  .chain((entries) => few('', ' ').map((gap) => `{${entries.map(([key, choice]) => `${gap}${JSON.stringify(key)}:${gap}${choice}`).join(`${gap},`)}${gap}}`));

const values: Record<string, fc.Arbitrary<string>> = {
  id: quoted(fc.oneof({ weight: 5, arbitrary: few('a', 'A', 'b', 'e-1', 'e-2', '0195f0e2-7f7b-7000-8000-000000000001', 'x'.repeat(64)) }, few('é', '\u{1F600}'.repeat(64), 'x'.repeat(65), '', 'a,b', 'a"b', 'a\nb', '\u007f'), fc.string({ maxLength: 8 }))),
  subject: quoted(fc.oneof({ weight: 5, arbitrary: few('ann@example.org', 'Ann@example.org', '+49 30 123', 'x'.repeat(256)) }, few('Zoë', 'ж', '\u{1F600}'.repeat(256), 'x'.repeat(257), '', 'c\\d', 'a\u0000', '\uFEFFa'), fc.string({ maxLength: 20 }))),
  type: quoted(fc.oneof({ weight: 9, arbitrary: few(...eventTypes, ...answerTypes) }, few('Accepted', 'consented', ''))),
  occurred_at: quoted(fc.oneof({ weight: 2, arbitrary: few('2021-02-08T23:59:59.5+01:00', '2026-03-01T12:05:00Z', '2026-03-01T12:05:00.000001Z', '1900-01-01T00:00:00Z', '1900-01-01T00:30:00+01:00') }, { weight: 3, arbitrary: instants })),
  region: quoted(fc.oneof({ weight: 9, arbitrary: few('DE', 'FR', 'ZZ') }, few('de', 'DEU', ''))),
  platform: quoted(fc.oneof({ weight: 9, arbitrary: few(...platforms) }, few('symbian'))),
  channel: quoted(fc.oneof({ weight: 9, arbitrary: few(...channels) }, few('pigeon'))),
  notice: fc.oneof({ weight: 9, arbitrary: quoted(few('', 'terms-3', 'AB'.repeat(32), 'ab'.repeat(32))) }, few('null', '7')),
  app_version: fc.oneof({ weight: 9, arbitrary: quoted(few('', '1.0', '2.21', 'x'.repeat(33))) }, few('null')),
  locale: fc.oneof({ weight: 9, arbitrary: quoted(few('', 'de-AT', 'en')) }, quoted(few('de_AT')), few('null')),
  variant: fc.oneof({ weight: 9, arbitrary: quoted(few('', 'two buttons', 'a')) }, few('null', 'true')),
  actor: fc.oneof({ weight: 9, arbitrary: quoted(few('', ...eventActors)) }, few('null', '"robot"')),
  purposes: fc.oneof({ weight: 9, arbitrary: purposes }, few('null', '""', '[true]', '[]', '"ads"', '{', '{"a":{"b":true}}', '{"a":true,"a":true}', '{"a":true,"\\u0061":false}')),
};
const needed = ['id', 'subject', 'type', 'occurred_at', 'region', 'platform', 'channel'];
const optional = ['notice', 'app_version', 'locale', 'variant', 'actor', 'purposes'];
const tame: Record<string, string> = { id: '"e-1"', subject: '"ann@example.org"', type: '"accepted"', occurred_at: '"2021-02-08T23:59:59Z"', region: '"DE"', platform: '"ios"', channel: '"in_app"' };

/** Events of which many are right, most of the others wrong in one place only. */
export const writtenEvents: fc.Arbitrary<Written> = fc
  .record({
    present: fc.subarray(optional),
    wild: fc.oneof({ weight: 3, arbitrary: fc.subarray([...needed, ...optional], { maxLength: 3 }) }, fc.constant([...needed, ...optional])),
    twist: fc.oneof({ weight: 12, arbitrary: few('none') }, few('shuffle', 'twice', 'escaped', 'unknown', 'missing')),
    seed: fc.nat(1000),
    values: fc.record(values),
  })
  .map(({ present, wild, twist, seed, values: given }) => {
    const names = [...needed, ...present];
    const event: Written = names.map((name) => [name, wild.includes(name) || !(name in tame) ? (given[name] ?? '""') : (tame[name] ?? '""')]);
    const place = seed % event.length;
    if (twist === 'shuffle') return event.toSorted((a, b) => ((a[0].length * 31 + seed) % 7) - ((b[0].length * 31 + seed) % 7));
    if (twist === 'twice') return [...event, event[place] ?? ['id', '"e"']];
    if (twist === 'escaped') return [...event, ['\\u0069d', event[0]?.[1] ?? '"e"']];
    if (twist === 'unknown') return [...event, ['ocurred_at', '"x"']];
    if (twist === 'missing') return event.filter((_, i) => i !== place);
    return event;
  });

/** White space and escapes as the sender likes them; `gap` stands where JSON allows it. */
export function asJson(event: Written, gap = ''): string {
  return `${gap}{${event.map(([name, json]) => `${gap}"${name}"${gap}:${gap}${json}`).join(',')}${gap}}`;
}

const cellOf = (json: string, quoteAll: boolean) => {
  const text = json.startsWith('"') && json.endsWith('"') ? String(JSON.parse(json)) : json === 'null' ? '' : json;
  return quoteAll || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A body of the events; for CSV with the header of all fields in the order of the first event, the others behind it. */
export function bodyOf(format: EventFormat, events: Written[], style: { gap: string; end: string; mark: boolean; quoteAll: boolean; last: boolean }): string {
  const { gap, end, mark, quoteAll, last } = style;
  const bom = mark ? '\uFEFF' : '';
  const blanks = gap.replaceAll(/[\r\n]/g, '');
  if (format === 'ndjson') return bom + events.map((event) => asJson(event, blanks)).join(end) + (last ? end : '');
  if (format === 'json') return `${bom}${gap}[${events.map((event) => asJson(event, gap)).join(`${gap},`)}${gap}]${gap}`;
  const first = events[0]?.map(([name]) => name).filter((name, i, all) => all.indexOf(name) === i) ?? [];
  const header = [...first, ...Object.keys(values).filter((name) => !first.includes(name))];
  const rows = events.map((event) => header.map((name) => cellOf(event.find(([field]) => field === name)?.[1] ?? '""', quoteAll)).join(','));
  return bom + [header.map((name) => `${blanks}${name}`).join(','), ...rows].join(end) + (last ? end : '');
}

import { type Choice, choicesAt } from '@/domain/uptake/choices';
import { micros } from '@/domain/uptake/testing/event-sets';
import type { TallyNotice, TallySample } from '@/domain/uptake/testing/tally-sets';

// What tallies say, written once more and as plainly as possible: every person looked at anew, no moves, no sums.

export type TallyWorld = { areas: Record<string, string[]>; countsOn: string[]; notices: TallyNotice[]; events: TallySample[] };
type Own = TallySample & { at: bigint; proven: TallyNotice[]; counts: boolean };

const order = ['delivered', 'displayed', 'deferred', 'dismissed', 'accepted', 'declined', 'withdrawn', 'objected', 'account_closed'];
const rank = (type: string) => Math.max(0, order.indexOf(type) - (order.indexOf(type) > 3 ? 3 : 1)) * (order.indexOf(type) > 1 ? 1 : 0);
const answers = ['accepted', 'declined', 'withdrawn', 'objected', 'account_closed'];
const compare = <T extends bigint | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: Own, b: Own) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
const inTime = (events: Own[]) => events.toSorted((a, b) => compare(a.at, b.at) || byId(a, b));
const inOrder = (events: Own[]) => events.toSorted((a, b) => compare(a.at, b.at) || compare(rank(a.type), rank(b.type)) || byId(a, b));
const latest = (notices: TallyNotice[]) => notices.toSorted((a, b) => compare(Date.parse(a.publishedAt), Date.parse(b.publishedAt)) || (a.id < b.id ? -1 : 1)).at(-1);
const citedBy = (world: TallyWorld, event: TallySample) => world.notices.filter(({ id, sha256 }) => event.notice !== '' && (id === event.notice || sha256 === event.notice));
const areaOf = (world: TallyWorld, region: string) => Object.entries(world.areas).find(([, regions]) => regions.includes(region))?.[0] ?? null;
const names = (event: TallySample) => Object.keys(event.purposes ?? {});

function people(world: TallyWorld): Own[][] {
  const own = world.events.map((event): Own => {
    const proven = citedBy(world, event).filter(({ area, publishedAt }) => area === areaOf(world, event.region) && micros(publishedAt) <= event.micros);
    const aboutPurposes = ['withdrawn', 'objected'].includes(event.type) && names(event).length > 0;
    return { ...event, at: event.micros, proven, counts: !aboutPurposes && (proven.length === 0 || proven.some(({ nature }) => world.countsOn.includes(nature))) };
  });
  return [...Map.groupBy(own, ({ subject }) => subject).values()];
}

/** Every (purpose, region, standing, notice) and how many people stand so before `asOf`, as sorted lines. */
export function standingsAt(world: TallyWorld, asOf: bigint): string[] {
  const lines = people(world).flatMap((events) => linesOf(world, events.filter(({ at }) => at < asOf)));
  return [...Map.groupBy(lines, (line) => line)].map(([line, all]) => `${line} ${all.length}`).sort();
}

function linesOf(world: TallyWorld, seen: Own[]): string[] {
  const region = inTime(seen).at(-1)?.region;
  if (region === undefined) return [];
  const line = (purpose: string, standing: string, notice = '') => JSON.stringify([purpose, region, standing, notice]);
  const deciding = inOrder(seen.filter(({ type, counts }) => type === 'account_closed' || (counts && answers.includes(type)))).at(-1);
  if (deciding?.type === 'account_closed') return [line('', 'closed')];
  const choices = new Map<string, Choice>(choicesAt(seen.map((event) => ({ ...event, at: Number(event.at), onConsentNotice: event.proven.some(({ nature }) => nature === 'consent') })), Infinity).map((choice) => [choice.purpose, choice]));
  const objectsToAll = seen.some(({ type, purposes }) => type === 'objected' && Object.keys(purposes ?? {}).length === 0);
  const aboutTerms = seen.filter((event) => answers.includes(event.type) && !(['withdrawn', 'objected'].includes(event.type) && names(event).length > 0) && (event.type === 'account_closed' || event.proven.length === 0 || event.proven.some(({ nature }) => nature === 'contract_terms')));
  const terms = inOrder(aboutTerms).at(-1);
  const purposes = new Set([...world.notices.flatMap((notice) => notice.purposes), ...seen.flatMap(names)]);
  return [...purposes].flatMap((purpose) => {
    const carries = (notices: TallyNotice[]) => latest(notices.filter((notice) => notice.purposes.includes(purpose)));
    const choice = choices.get(purpose);
    const consent = choice?.isConsent ? latest(seen.find(({ id }) => id === choice.event)?.proven.filter(({ nature }) => nature === 'consent') ?? []) : undefined;
    const accepted = terms?.type === 'accepted' ? carries(terms.proven.filter(({ nature }) => nature === 'contract_terms')) : undefined;
    const shown = carries(seen.filter(({ type }) => ['displayed', 'dismissed', 'deferred', 'accepted', 'declined'].includes(type)).flatMap(({ proven }) => proven));
    const objects = choice ? choice.isObjection : objectsToAll;
    return [
      ...(consent ? [line(purpose, 'consented', consent.id)] : []),
      ...(accepted ? [line(purpose, 'terms_accepted', accepted.id)] : []),
      ...(shown ? [line(purpose, objects ? 'shown_objected' : 'shown', shown.id)] : objects ? [line(purpose, 'objected')] : []),
    ];
  });
}

const second = 1_000_000n;
const bounds = [1n, 3n, 10n, 60n, 600n];
const dateOf = (at: bigint) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(Number(at / 1000n)));

/** Every (measure, region, platform, text, bucket) and its number, as sorted lines; the bucket of `first_shown` is a date. */
export function eventTalliesOf(world: TallyWorld): string[] {
  const lines = people(world).flatMap((events) => tallyLines(world, inTime(events)));
  return [...Map.groupBy(lines, (line) => line)].map(([line, all]) => `${line} ${all.length}`).sort();
}

function tallyLines(world: TallyWorld, events: Own[]): string[] {
  const lines: string[] = [];
  const put = (measure: string, { region, platform }: TallySample, text: string, bucket: number | string = 0) => lines.push(JSON.stringify([measure, region, platform, text, bucket]));
  const same = (a: Own, b: Own) => a.notice === b.notice || citedBy(world, a).some((notice) => citedBy(world, b).includes(notice));
  const counting = events.filter(({ counts }) => counts);
  const displays = counting.filter(({ type }) => type === 'displayed');
  const decisions = counting.filter(({ type }) => type === 'accepted' || type === 'declined');
  const choosing = events.filter((event) => names(event).length > 0);

  for (const event of events) {
    const isEarly = citedBy(world, event).some(({ area, publishedAt }) => area === areaOf(world, event.region) && micros(publishedAt) > event.at);
    if (event.proven.length === 0 && isEarly) put('before_publication', event, event.variant);
  }
  for (const event of choosing.filter(({ type }) => type === 'accepted' || type === 'declined')) {
    const given = names(event).filter((purpose) => event.purposes?.[purpose]).sort();
    const all = JSON.stringify(names(event).sort());
    if (given.length > 0 && event.proven.length === 0) put('consents_without_proof', event, JSON.stringify(given));
    if (given.length > 0 && event.actor !== 'subject' && event.actor !== 'guardian') put('consents_by_others', event, JSON.stringify(given));
    if (given.length > 0 && event.proven.length > 0 && event.proven.every(({ nature }) => nature !== 'consent')) put('consent_on_terms', event, JSON.stringify(given));
    if (names(event).length < 2) continue;
    if (choosing.length === 1 && given.length === names(event).length) put('bundled_consents', event, all);
    else if (choosing.length > 1 || given.length > 0) put('separate_choices', event, all);
  }
  const firstShown = counting.find(({ type }) => ['displayed', 'dismissed', 'deferred', 'accepted', 'declined'].includes(type));
  if (firstShown) put('first_shown', { ...firstShown, platform: '' }, '', dateOf(firstShown.at));
  for (const event of displays) put('displays', event, event.variant);
  for (const event of decisions) {
    put(event.type === 'accepted' ? 'accepts' : 'declines', event, event.variant);
    if (event.proven.length === 0) put('unproven_decisions', event, event.variant);
    if (event.actor !== 'subject' && event.actor !== 'guardian') put('decided_by_others', event, event.variant);
    const before = displays.filter((display) => display.at <= event.at && (event.notice === '' || same(display, event))).at(-1);
    if (!before) put('decided_before_display', event, event.variant);
    else if (event.type === 'accepted') put('accept_times', event, event.variant || before.variant, bounds.filter((bound) => event.at - before.at >= bound * second).length);
  }
  const [answer] = decisions;
  const asked = displays.filter(({ at }) => !answer || at <= answer.at);
  const first = [...displays.slice(0, 1), ...decisions.slice(0, 1)].toSorted((a, b) => compare(a.at, b.at)).at(0);
  if (!first) return lines;
  put('prompts_before_answer', first, first.variant, asked.length);
  if (asked.length > 0) put('prompts_in_30_days', first, first.variant, Math.max(...asked.map(({ at }) => asked.filter((one) => one.at >= at && one.at < at + 30n * 86_400n * second).length)));
  if (!answer) return lines;
  put('deciders', first, first.variant);
  put('prompts_after_answer', first, first.variant, displays.filter(({ at }) => at > answer.at).length);
  if (decisions.some(({ type }) => type === 'accepted') && decisions.some(({ type }) => type === 'declined')) put('conflicting_decisions', first, first.variant);
  const again = displays.filter((display) => inOrder(decisions.filter((one) => one.at < display.at && same(one, display))).at(-1)?.type === 'declined').length;
  if (again > 0) put('prompts_after_decline', first, first.variant, again);
  return lines;
}

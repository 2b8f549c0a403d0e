import { placeOf } from '@/domain/uptake/engine/cell-number';
import type { Entry } from '@/domain/uptake/engine/entries';
import { type TallyAct, type TallyFacts, isShown } from '@/domain/uptake/engine/tally-facts';
import { type EventMeasure, acceptTimeBounds } from '@/domain/uptake/vocabulary';

/** One more of a measure, in a region and on a platform (`place`, see `tallyPlace`), of a variant or of purposes (`text`), in a bucket. */
export type Bump = (measure: EventMeasure, place: number, text: string, bucket: number) => void;
type Seen = { at: number; act: TallyAct; place: number };

/** Region × 8 + platform; the platform 7, which none has, where it is not told apart. */
export const tallyPlace = (cell: number): number => placeOf(cell) >> 3;
export const anyPlatform = (place: number): number => place | 7;
const windowMicros = 30 * 86_400_000_000;
const purposesText = (named: TallyAct['named']): string => JSON.stringify(named.map(([purpose]) => purpose).sort());

/**
 * What one subject's timeline adds to the tallies of events: of counting events alone, save for what they say of purposes and texts that
 * were published later. A function of the set of events; `dayOf` gives the campaign's day of an instant.
 */
export function walkEvents(entries: readonly Entry[], facts: TallyFacts, dayOf: (at: number) => number, bump: Bump): void {
  const displays: Seen[] = [];
  const answers: Seen[] = [];
  const chosen: Seen[] = [];
  let wasShown = false;
  for (const { at, cell, act: number } of entries) {
    const act = facts.act(number);
    const proven = facts.proven(act, cell, at);
    const place = tallyPlace(cell);
    if (proven.length === 0 && facts.isEarly(act, cell, at)) bump('before_publication', place, act.variant, 0);
    if (act.named.length > 0) {
      chosen.push({ at, act, place });
      const given = act.isOfPurposesOnly ? [] : act.named.filter(([, choice]) => choice);
      if (given.length > 0 && proven.length === 0) bump('consents_without_proof', place, purposesText(given), 0);
      if (given.length > 0 && !act.byPerson) bump('consents_by_others', place, purposesText(given), 0);
      if (given.length > 0 && proven.length > 0 && !proven.some(({ nature }) => nature === 'consent')) bump('consent_on_terms', place, purposesText(given), 0);
    }
    if (!facts.counts(act, proven)) continue;
    if (!wasShown && isShown(act.type)) {
      wasShown = true;
      bump('first_shown', anyPlatform(place), '', dayOf(at));
    }
    if (act.type === 'displayed') {
      displays.push({ at, act, place });
      bump('displays', place, act.variant, 0);
    }
    if (act.type !== 'accepted' && act.type !== 'declined') continue;
    answers.push({ at, act, place });
    bump(act.type === 'accepted' ? 'accepts' : 'declines', place, act.variant, 0);
    if (proven.length === 0) bump('unproven_decisions', place, act.variant, 0);
    if (!act.byPerson) bump('decided_by_others', place, act.variant, 0);
  }
  tallyChoices(chosen, bump);
  tallyAnswers(displays, answers, bump);
  tallyPerson(displays, answers, bump);
}

/** Answers that give more than one purpose: with one value and no other choice of that person beside them, or told apart. */
function tallyChoices(chosen: Seen[], bump: Bump): void {
  for (const { act, place } of chosen) {
    if (act.isOfPurposesOnly || act.named.length < 2) continue;
    const isBundled = chosen.length === 1 && act.named.every(([, choice]) => choice);
    const isSeparate = chosen.length > 1 || act.named.some(([, choice]) => choice !== act.named[0]?.[1]);
    if (isBundled || isSeparate) bump(isBundled ? 'bundled_consents' : 'separate_choices', place, purposesText(act.named), 0);
  }
}

/** The last of what was seen about each version, as time goes on: what one costs does not grow with how many there are. */
class LastSeen {
  private readonly byText = new Map<string, { one: Seen; order: number }>();
  private next = 0;
  any: Seen | undefined;

  /** `seen` is in order of time; `replaces` says whether one stands for its version in place of an earlier one. */
  constructor(private readonly seen: readonly Seen[], private readonly replaces: (one: Seen, known: Seen) => boolean) {}

  /** Goes on to those before an instant, those at it among them where `withSame`. */
  goTo(at: number, withSame: boolean): void {
    for (let one = this.seen[this.next]; one !== undefined && (one.at < at || (withSame && one.at === at)); one = this.seen[this.next]) {
      const known = this.byText.get(one.act.cited)?.one;
      if (known === undefined || this.replaces(one, known)) this.byText.set(one.act.cited, { one, order: this.next });
      this.any = one;
      this.next += 1;
    }
  }

  /** The last about the version that an act is about. */
  about({ sameAs }: TallyAct): Seen | undefined {
    let best: { one: Seen; order: number } | undefined;
    for (const cited of sameAs) {
      const found = this.byText.get(cited);
      if (found && (!best || (found.order > best.order ? this.replaces(found.one, best.one) : !this.replaces(best.one, found.one)))) best = found;
    }
    return best?.one;
  }
}

const always = () => true;
/** At one instant the greater rank answers last. */
const isLaterAnswer = (one: Seen, known: Seen) => one.at > known.at || one.act.rank >= known.act.rank;

/** Each answer against the last display of its text at or before it; of any text where the answer cites none. */
function tallyAnswers(displays: Seen[], answers: Seen[], bump: Bump): void {
  if (answers.length === 0) return;
  const shown = new LastSeen(displays, always);
  for (const { at, act, place } of answers) {
    shown.goTo(at, true);
    const before = act.cited === '' ? shown.any : shown.about(act);
    if (!before) bump('decided_before_display', place, act.variant, 0);
    else if (act.type === 'accepted') bump('accept_times', place, act.variant || before.act.variant, acceptTimeBounds.findIndex((bound) => at - before.at < bound * 1_000_000));
  }
}

/** How often the person was asked, before and after the first answer, within thirty days, and after refusing the same text. Told by the place and variant of the first prompt or answer. */
function tallyPerson(displays: Seen[], answers: Seen[], bump: Bump): void {
  const [display, answer] = [displays[0], answers[0]];
  const first = display && answer && answer.at < display.at ? answer : (display ?? answer);
  if (!first) return;
  const { place, act: { variant } } = first;
  const before = answer && displays.length > 0 ? displays.filter(({ at }) => at <= answer.at) : displays;
  bump('prompts_before_answer', place, variant, before.length);
  if (before.length > 0) bump('prompts_in_30_days', place, variant, mostInWindow(before));
  if (!answer) return;
  bump('deciders', place, variant, 0);
  bump('prompts_after_answer', place, variant, displays.length - before.length);
  if (answers.some(({ act }) => act.type !== answer.act.type)) bump('conflicting_decisions', place, variant, 0);
  const given = new LastSeen(answers, isLaterAnswer);
  const again = displays.filter(({ at, act }) => {
    given.goTo(at, false);
    return given.about(act)?.act.type === 'declined';
  }).length;
  if (again > 0) bump('prompts_after_decline', place, variant, again);
}

/** The most of these, in order of time, that lie within thirty days of the first of them. */
function mostInWindow(displays: Seen[]): number {
  let most = 0;
  let first = 0;
  displays.forEach(({ at }, i) => {
    while ((displays[first]?.at ?? at) + windowMicros <= at) first += 1;
    most = Math.max(most, i - first + 1);
  });
  return most;
}

import type { Channel, Platform } from '@/domain/notices/vocabulary';
import type { EventType } from '@/domain/uptake/vocabulary';
import type { Chance } from './chance';
import type { Region } from './regions';
import { acceptanceCurve, after, closureCurve, day, deliveryCurve, instant, minute, refusalCurve, reminders, start, type Curve } from './rhythm';

export type Step = { type: EventType; at: number; channel: Channel; variant: string | null };
export type Person = { region: Region; platform: Platform };

const askOrLater = 'agree-or-not-now';
const askOnly = 'agree-only';
const extension = Date.parse('2021-01-15T00:00:00Z');
const lastWeeks = Date.parse('2021-05-07T00:00:00Z');

type Fate = 'accepts' | 'declines' | 'objects' | 'closes' | 'none';

const curves = new Map<number, Curve>();
function acceptances(region: Region): Curve {
  const known = curves.get(region.early);
  if (known !== undefined) return known;
  const made = acceptanceCurve(region.early);
  curves.set(region.early, made);
  return made;
}

function fateOf(chance: Chance, { region, platform }: Person): Fate {
  const accepts = region.accepts * (platform === 'web' ? 0.93 : platform === 'ios' ? 0.99 : 1.004) + region.withdraws;
  let rest = chance.next();
  for (const [fate, share] of [['accepts', accepts], ['declines', region.declines], ['objects', region.objects], ['closes', region.closes]] as const) {
    if (rest < share) return fate;
    rest -= share;
  }
  return 'none';
}

/** Reports conflict on whether the prompt could be skipped, so both forms occur, by platform and time. */
function variantAt(chance: Chance, platform: Platform, at: number): string {
  const only = at < extension ? (platform === 'ios' ? 0.7 : 0.35) : at < lastWeeks ? 0.08 : 0.4;
  return chance.happens(only) ? askOnly : askOrLater;
}

/** Everything that happens to one person, oldest first but for equal instants. */
export function history(chance: Chance, person: Person): Step[] {
  const { region } = person;
  const steps: Step[] = [];
  const channel: Channel = chance.happens(0.05) ? 'email' : 'in_app';
  const delivered = instant(chance, deliveryCurve, region.offset, start);
  const add = (type: EventType, at: number, through: Channel = channel, variant: string | null = null) => steps.push({ type, at, channel: through, variant });
  add('delivered', delivered);

  const fate = fateOf(chance, person);
  const answered = fate === 'none' ? Infinity : instant(chance, curveOf(fate, region), region.offset, delivered + minute);
  prompts(chance, person, { delivered, answered, channel, opens: fate === 'none' ? 0.85 : 0.5 }, steps);

  if (fate === 'accepts') accept(chance, person, answered, channel, steps);
  if (fate === 'declines' || fate === 'objects') {
    if (!steps.some((step) => step.type === 'displayed')) add('displayed', answered - Math.round((1 + chance.wait(6)) * minute));
    // The prompt had no button to refuse, so refusals come by e-mail and web form.
    const through: Channel = chance.happens(0.6) ? 'email' : 'web';
    add(fate === 'declines' ? 'declined' : 'objected', answered, through);
    if (chance.happens(0.12)) add('account_closed', after(chance, answered, 9, region.offset), 'in_app');
  }
  if (fate === 'closes') add('account_closed', answered, 'in_app');
  return steps;
}

function curveOf(fate: Fate, region: Region): Curve {
  if (fate === 'accepts') return acceptances(region);
  return fate === 'closes' ? closureCurve : refusalCurve;
}

type Prompted = { delivered: number; answered: number; channel: Channel; opens: number };

/** The first opening and the openings after reminders, as long as no answer was given. */
function prompts(chance: Chance, { region, platform }: Person, { delivered, answered, channel, opens }: Prompted, steps: Step[]): void {
  const openings = chance.happens(opens) ? [after(chance, delivered, 0.6, region.offset)] : [];
  for (const reminder of reminders) {
    if (reminder > delivered && chance.happens(0.2)) openings.push(after(chance, reminder, 1.1, region.offset));
  }
  for (const at of openings.sort((a, b) => a - b)) {
    if (at >= answered - 10 * minute) break;
    const variant = variantAt(chance, platform, at);
    steps.push({ type: 'displayed', at, channel, variant });
    if (variant === askOnly || !chance.happens(0.55)) continue;
    const left = at + Math.round(2000 + chance.wait(15_000));
    const deferred = chance.happens(0.6);
    steps.push({ type: deferred ? 'deferred' : 'dismissed', at: left, channel, variant });
    // A double tap leaves two records of one instant.
    if (chance.happens(0.002)) steps.push({ type: deferred ? 'dismissed' : 'deferred', at: left, channel, variant });
  }
}

function accept(chance: Chance, { region, platform }: Person, at: number, channel: Channel, steps: Step[]): void {
  const variant = variantAt(chance, platform, at);
  if (chance.happens(0.006)) {
    const refused = at - Math.round((1 + chance.wait(5)) * day);
    if (steps.some((step) => step.type === 'displayed' && step.at < refused)) steps.push({ type: 'declined', at: refused, channel: 'web', variant: null });
  }
  steps.push({ type: 'displayed', at: at - Math.round(2500 + chance.wait(22_000)), channel, variant }, { type: 'accepted', at, channel, variant });
  // Two answers at one instant: the rank settles it, never in the controller's favour.
  if (chance.happens(0.0006)) steps.push({ type: 'declined', at, channel, variant });

  const leaves = chance.next();
  if (leaves < region.withdraws) {
    steps.push({ type: 'withdrawn', at: after(chance, at, 18, region.offset), channel: chance.happens(0.5) ? 'email' : 'web', variant: null });
  } else if (leaves < region.withdraws + region.objects * 0.2) {
    steps.push({ type: 'objected', at: after(chance, at, 20, region.offset), channel: 'email', variant: null });
  } else if (leaves < region.withdraws + region.objects * 0.2 + region.closes * 0.2) {
    steps.push({ type: 'account_closed', at: instant(chance, closureCurve, region.offset, at + minute), channel: 'in_app', variant: null });
  }
}

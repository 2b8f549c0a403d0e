import { foundingCampaign } from './campaign';
import { cumulated, type Chance } from './chance';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const start = Date.parse(foundingCampaign.announced_at);
/** Nothing happens at or after this instant. */
export const end = Date.parse('2021-06-01T00:00:00Z');
const days = Math.round((end - start) / day);

export const reminders = foundingCampaign.reminders.map((reminder) => Date.parse(reminder.at));
const dayOf = (date: string) => Math.floor((Date.parse(`${date}T00:00:00Z`) - start) / day);
const reminderDays = reminders.map((at) => Math.floor((at - start) / day));

const extension = dayOf('2021-01-15');
const firstDeadline = dayOf('2021-02-08');
const lastDeadline = dayOf('2021-05-15');

/** Sunday first. */
const weekdays = [0.58, 1.12, 1.16, 1.12, 1.08, 1, 0.74];
const weekday = (index: number) => weekdays[new Date(start + index * day).getUTCDay()] ?? 1;
const hours = cumulated([6, 3, 2, 1, 1, 2, 6, 14, 22, 26, 26, 26, 30, 28, 24, 22, 24, 28, 34, 40, 42, 36, 24, 12]);

/** Weight of each local day for one kind of event. */
export type Curve = Float64Array;

function curve(weight: (index: number) => number): Curve {
  return cumulated(Array.from({ length: days }, (_, index) => weight(index) * weekday(index)));
}

/** Grows towards a last day, which is the highest, and stops after it. */
const rush = (index: number, last: number, mean: number) => (index > last ? 0 : Math.exp((index - last) / mean));
/** Jumps on a first day and fades after it. */
const wave = (index: number, first: number, mean: number) => (index < first ? 0 : Math.exp((first - index) / mean));

/** When prompts arrive: most in the first weeks, the rest spread until the last reminder. */
export const deliveryCurve = curve((index) => 4 * wave(index, 0, 6) + (index <= lastDeadline ? 0.055 : 0.006) + 0.15 * rush(index, lastDeadline, 4));

/** When people who accept do so, faster in the first weeks the higher `early` is. */
export function acceptanceCurve(early: number): Curve {
  return curve((index) => {
    const launch = index < extension ? 130 * early * wave(index, 0, 10) : 6 * early * wave(index, extension, 40);
    const waves = reminderDays.reduce((sum, first) => sum + 17 * wave(index, first, 2.4), 0);
    const late = index > lastDeadline ? 7 * wave(index, lastDeadline + 1, 4) : 0;
    return launch + 2.6 + waves + 46 * rush(index, firstDeadline, 1.8) + 56 * rush(index, lastDeadline, 2.2) + late;
  });
}

/** When people refuse or object: mostly in the first weeks, and again before each deadline. */
export const refusalCurve = curve((index) => 6 * wave(index, 1, 9) + 0.4 + 4 * rush(index, firstDeadline, 2) + 7 * rush(index, lastDeadline, 3));

/** When people close their accounts: a peak in the middle of January, a smaller one at the end. */
export const closureCurve = curve((index) => 10 * Math.exp(-(((index - dayOf('2021-01-13')) / 4) ** 2)) + 0.12 + 0.8 * rush(index, lastDeadline, 3));

/** An instant from a curve, at a waking hour of the region more often than not, at or after `earliest`. */
export function instant(chance: Chance, curve: Curve, offset: number, earliest: number): number {
  const first = Math.floor((earliest + offset * hour - start) / day);
  const at = atLocalHour(chance, chance.index(curve, Math.min(Math.max(first, 0), days - 1)), offset);
  return at < earliest ? earliest + Math.round(chance.wait(40) * minute) : at;
}

/** An instant some days after another one, again at a local hour. */
export function after(chance: Chance, since: number, meanDays: number, offset: number): number {
  const index = Math.floor((since + chance.wait(meanDays) * day + offset * hour - start) / day);
  const at = atLocalHour(chance, index, offset);
  return at <= since ? since + Math.round((1 + chance.wait(45)) * minute) : at;
}

function atLocalHour(chance: Chance, index: number, offset: number): number {
  return start + index * day + Math.floor((chance.index(hours) + chance.next()) * hour) - offset * hour;
}

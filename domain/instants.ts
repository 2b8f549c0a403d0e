import { z } from 'zod';

/**
 * The first and the last day that a question, a campaign, an entry or a form may name, in UTC. Events begin with the first (contract
 * section 2), a series has a row for every day, and PostgreSQL writes years of more or fewer than four digits otherwise than the web does.
 */
export const firstDay = '1900-01-01';
export const lastDay = '2099-12-31';

const earliest = Date.parse(`${firstDay}T00:00:00.000Z`);
const latest = Date.parse(`${lastDay}T23:59:59.999Z`);

/** What is said of an instant and of a date that lies elsewhere. */
export const instantRange = `Give an instant from ${firstDay}T00:00:00Z to ${lastDay}T23:59:59.999Z.`;
export const dayRange = `Give a date from ${firstDay} to ${lastDay}.`;

/** What is said of an instant with more digits than a Date holds: events have microseconds, and one cut here could fall on its other side. */
export const instantFine = 'This instant is taken to the millisecond: give at most three decimals of a second. An end is not part of what it ends: for the whole of a day give the first instant of the next, such as 2026-02-09T00:00:00+01:00.';

const description = `RFC 3339 with its offset, from ${firstDay}T00:00:00Z to ${lastDay}T23:59:59.999Z, to the millisecond: finer digits other than zeros are refused.`;
const isFiner = (text: string) => /\.\d{3}\d*[1-9]/.test(text);

/** What is wrong with an instant; null: nothing. */
function faultOf(text: string): string | null {
  const at = Date.parse(text);
  if (at < earliest || at > latest) return instantRange;
  return isFiner(text) ? instantFine : null;
}

const textAs = (form: string) => z.iso.datetime({ offset: true, error: form });
const plainForm = 'Give an RFC 3339 instant with its offset, such as 2026-01-05T09:00:00+01:00.';

/** An instant as a program, a file or a form gives it, as a Date; `form` is what is said of a text that is none. */
export const instantAs = (form: string) =>
  textAs(form).meta({ description }).transform((text, context) => {
    const message = faultOf(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
    return new Date(text);
  });

/** An instant, refused in sentences. */
export const instant = instantAs(plainForm);

/** The same as the text it is, for a file whose schema is published. */
export const instantText = textAs(plainForm).superRefine((text, context) => {
  const message = faultOf(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

/** A date as text; `form` and `range` are what is said of a text that is none and of a date that lies elsewhere. */
export const dayAs = (form: string, range: string) => z.iso.date({ error: form, abort: true }).refine((text) => text >= firstDay && text <= lastDay, range);

/** A date, refused in sentences. */
export const day = dayAs('Give a date, such as 2021-02-08.', dayRange);

/** A date in a form, refused in codes that the interface words. */
export const dayInForm = dayAs('date_form', 'date_range');

/** What was said of an instant as a code that the interface words. */
export const instantCode = (message: string) => (message === instantRange ? 'instant_range' : message === instantFine ? 'instant_fine' : 'instant_form');

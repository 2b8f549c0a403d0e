import { channels, platforms } from '@/domain/notices/vocabulary';
import type { UptakeEvent } from '@/domain/uptake/event';
import { parseInstant } from '@/domain/uptake/instant';
import { type LineErrorCode, answerTypes, eventActors, eventTypes } from '@/domain/uptake/vocabulary';

export type LineError = { field: string | null; code: LineErrorCode; message: string };
export type ParsedEvent = { event: UptakeEvent; error?: never } | { event?: never; error: LineError };

/** The names of an event's fields. */
export const eventFields = new Set(['id', 'subject', 'type', 'occurred_at', 'notice', 'region', 'platform', 'channel', 'app_version', 'locale', 'variant', 'actor', 'purposes']);

/** How far ahead of the clock an event may lie, in microseconds. */
export const skewMicros = 5n * 60n * 1_000_000n;
// Microseconds since 1970 of any later instant are exact in a double.
const earliestMicros = BigInt(Date.UTC(1900, 0)) * 1000n;

/** Not an Error: to take the stack for every wrong line costs more than to read it. */
class Refused {
  constructor(readonly error: LineError) {}
}

function refuse(field: string | null, code: LineErrorCode, message: string): never {
  throw new Refused({ field, code, message });
}

/**
 * One event by section 2 of the contract, or the field, code and sentence that say what is wrong. Messages never repeat a value.
 * `now` judges `in_future` (more than five minutes ahead).
 */
export function parseEvent(raw: unknown, now: Date): ParsedEvent {
  try {
    return { event: readEvent(raw, BigInt(now.getTime()) * 1000n) };
  } catch (error) {
    if (error instanceof Refused) return { error: error.error };
    throw error;
  }
}

function readEvent(raw: unknown, nowMicros: bigint): UptakeEvent {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) refuse(null, 'not_an_object', 'Each event is one JSON object.');
  const record: Record<string, unknown> = { ...raw };
  Object.keys(record).forEach((name, i) => {
    // Not named: where a CSV has no header row, its "names" are a subject's values.
    if (!eventFields.has(name)) refuse(null, 'unknown_field', `Field number ${i + 1} is not one of ${[...eventFields].join(', ')}.`);
  });
  const text = (field: string, max: number): string => {
    const value = record[field];
    if (value === undefined || value === null || value === '') refuse(field, 'required', `${field} is needed.`);
    return checkText(field, value, max);
  };
  const optional = (field: string, max: number): string => {
    const value = record[field];
    return value === undefined || value === null ? '' : checkText(field, value, max);
  };
  const one = <T extends string>(field: string, allowed: readonly T[], fallback?: T): T => {
    const value = record[field];
    if (fallback !== undefined && (value === undefined || value === null || value === '')) return fallback;
    const given = text(field, 32);
    return allowed.find((item) => item === given) ?? refuse(field, 'invalid', `${field} is one of ${allowed.join(', ')}.`);
  };
  const id = text('id', 64);
  const subject = text('subject', 256);
  const type = one('type', eventTypes);
  const occurredAt = readOccurredAt(text('occurred_at', 64), nowMicros);
  const region = text('region', 2);
  if (!/^[A-Z]{2}$/.test(region)) refuse('region', 'invalid', 'region is an ISO 3166-1 alpha-2 code in capitals, ZZ when unknown.');
  return {
    id,
    subject,
    type,
    occurredAt,
    notice: readNotice(optional('notice', 128)),
    region,
    platform: one('platform', platforms),
    channel: one('channel', channels),
    appVersion: optional('app_version', 32),
    locale: readLocale(optional('locale', 35)),
    variant: optional('variant', 32),
    actor: one('actor', eventActors, 'subject'),
    purposes: readPurposes(record.purposes, type),
  };
}

function checkText(field: string, value: unknown, max: number): string {
  if (typeof value !== 'string') refuse(field, 'invalid', `${field} is a string.`);
  if (value.length > max && [...value].length > max) refuse(field, 'invalid', `${field} has at most ${max} characters.`);
  if (/[\p{Cc}\p{Cs}]/u.test(value)) refuse(field, 'invalid', `${field} holds a control character or half a surrogate pair.`);
  return value;
}

function readOccurredAt(value: string, nowMicros: bigint): string {
  const parsed = parseInstant(value);
  if (parsed === 'no_offset') refuse('occurred_at', 'no_offset', 'occurred_at needs its offset from UTC, such as Z or +01:00.');
  if (parsed === 'invalid') refuse('occurred_at', 'invalid', 'occurred_at is an RFC 3339 date and time, such as 2021-02-08T23:59:59.5+01:00.');
  if (parsed.micros < earliestMicros) refuse('occurred_at', 'invalid', 'occurred_at lies before 1900-01-01T00:00:00Z.');
  if (parsed.micros > nowMicros + skewMicros) refuse('occurred_at', 'in_future', 'occurred_at lies more than five minutes ahead of this clock.');
  return parsed.text;
}

const readNotice = (value: string) => (/^[0-9a-fA-F]{64}$/.test(value) ? value.toLowerCase() : value);

function readLocale(value: string): string {
  if (value !== '' && !/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(value)) refuse('locale', 'invalid', 'locale is a BCP 47 language tag, such as de-AT.');
  return value;
}

function readPurposes(value: unknown, type: string): Record<string, boolean> | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'object' || Array.isArray(value)) refuse('purposes', 'invalid', 'purposes is an object of purpose keys, each true or false.');
  if (!answerTypes.some((answer) => answer === type)) refuse('purposes', 'invalid', `purposes stands on answers only: ${answerTypes.join(', ')}.`);
  const entries = Object.entries(value);
  if (entries.length > 200) refuse('purposes', 'invalid', 'purposes names at most 200 purposes.');
  const choices: Record<string, boolean> = {};
  for (const [key, choice] of entries) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(key)) refuse('purposes', 'invalid', 'A purpose key has 1 to 64 letters, digits, dots, hyphens or underscores.');
    if (typeof choice !== 'boolean') refuse('purposes', 'invalid', 'Each purpose is true or false.');
    choices[key] = choice;
  }
  return choices;
}

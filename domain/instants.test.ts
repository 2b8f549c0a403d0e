import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { one, searchDay } from '@/app/search-query';
import { CampaignFile, MoveDeadline, PopulationRow } from '@/domain/campaigns/schemas';
import { ClearanceRequest } from '@/domain/clearance/schemas';
import { day, dayInForm, dayRange, instant, instantCode, instantFine, instantRange } from '@/domain/instants';
import { LimitUser } from '@/domain/access/schemas';
import { CreatePurpose, PurposeRecord, RegisterQuestion } from '@/domain/purposes/schemas';
import { RequestReport } from '@/domain/reports/schemas';
import { UptakeRequest } from '@/domain/uptake/schemas';
import { campaignFile } from '@/db/testing/campaigns';

const saidOf = (schema: z.ZodType, given: unknown) => schema.safeParse(given).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
const mad = ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '1899-12-31T23:59:59.999Z', '1900-01-01T00:00:00+00:01', '2100-01-01T00:00:00Z', '2099-12-31T23:59:59-00:01', '9000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59-23:59'];

describe('an instant', () => {
  it('is taken from the first to the last of its days, as it stands in UTC', () => {
    for (const text of ['1900-01-01T00:00:00Z', '2099-12-31T23:59:59.999Z', '2100-01-01T00:30:00+01:00', '1899-12-31T23:00:00-01:00']) expect(instant.parse(text)).toEqual(new Date(text));
  });

  it('is refused elsewhere with the range', () => {
    for (const text of mad) expect(saidOf(instant, text), text).toEqual([['', instantRange]]);
    expect(instantRange).toMatch(/1900-01-01.*2099-12-31/);
    expect(saidOf(instant, '2026-02-30T00:00:00Z')).toEqual([['', expect.stringContaining('RFC 3339')]]);
  });

  it('finer than a millisecond is refused, not cut, and the remedy named', () => {
    for (const text of ['2026-02-08T23:59:59.999999+01:00', '2026-02-08T23:59:59.9990001Z', '2026-02-08T23:59:59.0005Z']) expect(saidOf(instant, text), text).toEqual([['', instantFine]]);
    expect(instantFine).toMatch(/at most three decimals.*first instant of the next/);
  });

  it('is taken with zeros after the millisecond', () => {
    const end = new Date('2026-02-08T22:59:59.999Z');
    for (const fraction of ['.999', '.9990', '.999000', '.999000000']) expect(instant.parse(`2026-02-08T23:59:59${fraction}+01:00`)).toEqual(end);
    for (const text of ['2026-02-08T23:59:59Z', '2026-02-08T23:59:59.000000Z', '2026-02-08T23:59:59.1Z', '2026-02-08T23:59:59.12000-01:00']) expect(instant.parse(text)).toEqual(new Date(text));
  });

  it('says what was wrong as a code too, for those who word it', () => {
    expect(['9000-01-01T00:00:00Z', '2026-01-01T00:00:00.0001Z', 'tomorrow'].map((text) => instantCode(saidOf(instant, text)[0]?.[1] ?? ''))).toEqual(['instant_range', 'instant_fine', 'instant_form']);
  });
});

describe('a date', () => {
  it('is taken from the first to the last day, and refused elsewhere', () => {
    for (const text of ['1900-01-01', '2099-12-31', '2024-02-29']) expect(day.parse(text)).toBe(text);
    for (const text of ['0000-01-01', '0001-01-01', '1899-12-31', '2100-01-01', '9999-12-31']) expect(saidOf(day, text), text).toEqual([['', dayRange]]);
    for (const text of ['2026-02-30', '2026-99-99', '10000-01-01', '+010000-01-01', 'soon']) expect(saidOf(day, text), text).toEqual([['', expect.stringContaining('such as')]]);
    expect(saidOf(dayInForm, '9999-12-31')).toEqual([['', 'date_range']]);
  });

  it('in the address of a page falls back to none', () => {
    const search = z.object({ as_of: searchDay });
    for (const as_of of ['9999-12-31', '0001-01-01', '0000-01-01', '2026-02-30', ['9999-12-31', '2026-01-01']]) expect(search.parse({ as_of })).toEqual({ as_of: undefined });
    expect(search.parse({ as_of: ['2026-01-01', '9999-12-31'] })).toEqual({ as_of: one(['2026-01-01']) });
  });
});

test('every question refuses an instant or a date that lies elsewhere, by its name', () => {
  for (const text of mad) {
    expect(saidOf(UptakeRequest, { campaign: 'c', as_of: text, known_at: text })).toEqual([['as_of', instantRange], ['known_at', instantRange]]);
    expect(saidOf(ClearanceRequest, { campaign: 'c', as_of: text })).toEqual([['as_of', instantRange]]);
    expect(saidOf(RegisterQuestion, { as_of: text, known_at: text })).toEqual([['as_of', instantRange], ['known_at', instantRange]]);
    expect(saidOf(RequestReport, { type: 'dpo_periodic', language: 'en', as_of: text, from: text })).toEqual([['as_of', instantRange], ['from', instantRange]]);
  }
  expect(saidOf(UptakeRequest, { campaign: 'c', from: '0001-01-01', to: '9999-12-31' })).toEqual([['from', dayRange], ['to', dayRange]]);
});

test('questions, deadlines and populations are held to the millisecond, by the name of their field', () => {
  const fine = '2026-02-08T23:59:59.999999+01:00';
  expect(saidOf(UptakeRequest, { campaign: 'c', as_of: fine, known_at: fine })).toEqual([['as_of', instantFine], ['known_at', instantFine]]);
  expect(saidOf(RequestReport, { type: 'dpo_periodic', language: 'en', as_of: fine, from: fine })).toEqual([['as_of', instantFine], ['from', instantFine]]);
  expect(saidOf(CampaignFile, campaignFile({ deadlines: [{ at: fine, since: '2026-01-05T09:00:00.000000+01:00', reason: 'r', author: 'a' }] }))).toEqual([['deadlines.0.at', instantFine]]);
  expect(saidOf(MoveDeadline, { campaign: 'c', at: fine, reason: 'x' })).toEqual([['at', instantFine]]);
  expect(saidOf(PopulationRow, { count: 1, as_of: fine, definition: 'd', source: 's' })).toEqual([['as_of', instantFine]]);
});

test('a campaign file refuses an instant that lies elsewhere, and more days than a century has, by field', () => {
  const far = '9999-12-31T23:59:59Z';
  const given = campaignFile();
  const row = { region: 'DE', count: 1, as_of: far, definition: 'd', source: 's' };
  const file = {
    ...given, announced_at: far, joiner_days: 40_000, deadlines: given.deadlines.map((entry) => ({ ...entry, at: far, since: far })), notices: given.notices.slice(0, 1).map((notice) => ({ ...notice, published_at: far })),
    reminders: [{ at: far, label: 'first' }], population: [row], limitations: [{ at: far, text: 'x' }], labels: [{ place: 'p', since: far, text: 'x' }], announcements: [{ at: far, dedicated: true, check_page: false, deadline: far }],
  };
  expect(saidOf(CampaignFile, file).toSorted()).toEqual([
    ['announced_at', instantRange], ['announcements.0.at', instantRange], ['announcements.0.deadline', instantRange], ['deadlines.0.at', instantRange], ['deadlines.0.since', instantRange], ['joiner_days', 'Give at most 36,525 days.'],
    ['labels.0.since', instantRange], ['limitations.0.at', instantRange], ['notices.0.published_at', instantRange], ['population.0.as_of', instantRange], ['reminders.0.at', instantRange],
  ]);
  expect(saidOf(PopulationRow, row)).toEqual([['as_of', instantRange]]);
  expect(saidOf(MoveDeadline, { campaign: 'c', at: far, reason: 'x' })).toEqual([['at', instantRange]]);
});

test('an entry of the register may name an end that is far off, but no year 0, and holds from an instant that can be', () => {
  const record = (reviewDue: string) => saidOf(PurposeRecord, { title: 't', timing: { reviewDue } }).filter(([path]) => path === 'timing.reviewDue');
  expect(record('9999-12-31')).toEqual([]);
  expect(record('0000-01-01')).toEqual([['timing.reviewDue', 'date_form']]);
  const said = (validFrom: unknown) => saidOf(CreatePurpose, { key: 'k', record: {}, reason: 'r', validFrom }).filter(([path]) => path === 'validFrom');
  expect(said('9999-12-31T00:00:00Z')).toEqual([['validFrom', instantRange]]);
  expect(said('tomorrow')).toEqual([['validFrom', 'instant_form']]);
  expect(said(new Date('2026-01-01T00:00:00Z'))).toEqual([]);
});

test('an account ends on a day that can be, or never', () => {
  expect(saidOf(LimitUser, { id: 'u', until: '9999-12-31' })).toEqual([['until', 'date_range']]);
  for (const until of ['soon', undefined]) expect(saidOf(LimitUser, { id: 'u', until })).toEqual([['until', 'date_form']]);
  expect(['', '2026-01-31'].map((until) => LimitUser.parse({ id: 'u', until }).until)).toEqual([null, '2026-01-31']);
});

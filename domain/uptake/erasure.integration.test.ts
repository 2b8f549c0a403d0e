import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { checkRollups } from '@/domain/uptake/check-queries';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { exportSubject } from '@/domain/uptake/commands/export-subject';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { pseudonym, showPseudonym } from '@/domain/uptake/pseudonym';
import { readUptake } from '@/domain/uptake/queries';
import { secret } from '@/domain/secrets';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile, privacyText, sha256Of, termsText } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const subjectOf = (identifier: string) => showPseudonym(pseudonym(identifier, secret('pseudonym')));

type Line = Record<string, unknown>;
const line = (id: string, subject: string, given: Line = {}): Line => ({ id, subject, type: 'accepted', occurred_at: '2026-02-01T12:00:00+01:00', region: 'DE', platform: 'ios', channel: 'in_app', ...given });
const newCampaign = async (given = {}) => (await createCampaign(dpo, { file: campaignFile(given) })).key;

async function send(campaign: string, ...lines: Line[]) {
  async function* body() {
    yield Buffer.from(lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }
  return importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, body());
}

test('the access pack tells each event in words, with the text shown, when it was recorded and by which batch', async () => {
  const campaign = await newCampaign();
  const first = await send(campaign, line('a', 'ann', { type: 'displayed', notice: sha256Of(termsText).toUpperCase(), occurred_at: '2026-01-10T08:00:00.000001Z', locale: 'de', app_version: '1.2' }), line('x', 'bob'));
  await send(campaign, line('b', 'ann', { notice: 'terms-eu-en-1', variant: 'two-buttons', actor: 'guardian', purposes: { ads: true } }), line('c', 'ann', { type: 'objected', occurred_at: '2026-02-02T00:00:00Z', purposes: { ads: false }, notice: 'nobody-knows' }));
  const pack = await exportSubject(dpo, { campaign, identifiers: ['nobody', 'ann', 'ann'] });
  expect(pack.campaign).toMatchObject({ key: campaign, title: 'Terms of spring', retention_days: null, events_deleted_at: null });
  expect(pack.subjects).toHaveLength(2);
  expect(pack.subjects[0]).toEqual({ line: 1, status: 'unknown', subject: null, state: null, choices: [], notices: [], events: [] });
  expect(pack.subjects[1]).toMatchObject({
    line: 2, status: 'known', subject: subjectOf('ann'),
    state: { state: 'accepted', opened: true, proven: true, region: 'DE', locale: null },
    choices: [{ purpose: 'ads', choice: 'refused', consent: false, objection: true, event: 'c', since: '2026-02-02T00:00:00.000000Z' }],
    notices: [{ id: 'terms-eu-en-1', sha256: sha256Of(termsText), locale: 'en', text: termsText }],
    events: [
      { id: 'a', type: 'displayed', occurred_at: '2026-01-10T08:00:00.000001Z', notice: sha256Of(termsText), shown: ['terms-eu-en-1'], locale: 'de', app_version: '1.2', variant: null, actor: 'subject', counts: true, proven: true },
      { id: 'b', variant: 'two-buttons', actor: 'guardian', purposes: { ads: true }, shown: ['terms-eu-en-1'] },
      { id: 'c', type: 'objected', notice: 'nobody-knows', shown: [], counts: false, proven: false },
    ],
  });
  const events = pack.subjects[1]?.events ?? [];
  expect(new Set(events.map(({ batch }) => batch)).size).toBe(2);
  for (const { recorded_at: at } of events) expect(Math.abs(Date.now() - Date.parse(at ?? ''))).toBeLessThan(60_000);
  expect(first.stored).toBe(2);
  expect(JSON.stringify(pack)).not.toContain(privacyText);
});

test('an access pack leaves evidence of how many were asked for, without a pseudonym, and only to whom it belongs', async () => {
  const campaign = await newCampaign();
  await send(campaign, line('a', 'ann'));
  for (const actor of [asRole('admin'), asRole('manager'), asRole('auditor'), ingestKey]) await expect(exportSubject(actor, { campaign, identifiers: ['ann'] })).rejects.toMatchObject({ code: 'denied' });
  const seq = await nextSeq();
  await exportSubject(asRole('legal'), { campaign, identifiers: ['ann', 'bob'] });
  const entries = await entriesFrom(seq);
  expect(entries).toMatchObject([{ action: 'subject.export', object: { type: 'campaign', id: campaign }, after: { asked: 2, known: 1, erased: 0, unknown: 1 } }]);
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`ann|bob|${subjectOf('ann').slice(2, 34)}`));
  await expect(exportSubject(dpo, { campaign: 'no-such', identifiers: ['ann'] })).rejects.toMatchObject({ code: 'missing' });
  for (const identifiers of [[], [''], ['x'.repeat(257)], Array.from({ length: 1001 }, String), 'ann']) await expect(exportSubject(dpo, { campaign, identifiers })).rejects.toMatchObject({ code: 'invalid' });
  expect(await nextSeq()).toBe(seq + 1);
});

test('an erased person leaves the counts by a correction, past knowledge keeps its numbers, and what is sent again is refused', async () => {
  const campaign = await newCampaign();
  const lines = [line('a', 'ann', { type: 'displayed', occurred_at: '2026-01-10T08:00:00Z' }), line('b', 'ann'), line('c', 'bob')];
  await send(campaign, ...lines);
  await send(campaign, ...lines); // A second segment holds the same events.
  const before = new Date();
  const asOf = new Date('2026-03-01T00:00:00Z');
  const accepted = async (knownAt?: Date) => (await readUptake(dpo, { campaign, asOf, knownAt })).total.counts.accepted;
  expect(await accepted()).toBe(2);
  const seq = await nextSeq();
  expect(await eraseSubject(dpo, { campaign, identifiers: ['ann', 'nobody'] })).toMatchObject({ asked: 2, erased: 1, already_erased: 0, unknown: 1, unknown_lines: [2], events: 2, segments: 2 });
  const entries = await entriesFrom(seq);
  expect(entries).toMatchObject([{ action: 'subject.erase', actor: { id: dpo.id }, object: { type: 'campaign', id: campaign }, after: { asked: 2, erased: 1, events: 2 } }]);
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`ann|nobody|${subjectOf('ann').slice(2, 34)}`));
  expect(await accepted()).toBe(1);
  expect(await accepted(before)).toBe(2);
  expect((await checkRollups(dpo)).problems).toEqual([]);

  const again = await send(campaign, ...lines, line('new', 'ann', { type: 'declined' }), line('d', 'cem'));
  expect(again).toMatchObject({ received: 5, stored: 1, duplicates: 1, rejected: 3 });
  expect(again.errors.map((error) => [error.line, error.field, error.code])).toEqual([[1, 'subject', 'erased'], [2, 'subject', 'erased'], [4, 'subject', 'erased']]);
  expect(JSON.stringify(again)).not.toContain('ann');
  expect(await accepted()).toBe(2);
  expect(await eraseSubject(dpo, { campaign, identifiers: ['ann'] })).toMatchObject({ erased: 0, already_erased: 1, unknown: 0, events: 0, segments: 0 });
  expect((await exportSubject(dpo, { campaign, identifiers: ['ann'] })).subjects).toMatchObject([{ status: 'erased', subject: null, events: [] }]);
  expect((await checkRollups(dpo)).problems).toEqual([]);
});

test('only the data protection officer erases, and a person erased from one campaign stays in another', async () => {
  const [one, other] = [await newCampaign(), await newCampaign()];
  await send(one, line('a', 'ann'));
  await send(other, line('a', 'ann'));
  const seq = await nextSeq();
  for (const role of ['admin', 'legal', 'manager', 'auditor'] as const) await expect(eraseSubject(asRole(role), { campaign: one, identifiers: ['ann'] })).rejects.toMatchObject({ code: 'denied' });
  expect(await nextSeq()).toBe(seq);
  await eraseSubject(dpo, { campaign: one, identifiers: ['ann'] });
  expect((await exportSubject(dpo, { campaign: other, identifiers: ['ann'] })).subjects).toMatchObject([{ status: 'known' }]);
  expect(await send(other, line('b', 'ann'))).toMatchObject({ stored: 1, rejected: 0 });
});

test('many people at once are found by reading every segment, and the rest of it stays word for word', async () => {
  const campaign = await newCampaign();
  const people = Array.from({ length: 40 }, (_, i) => `person-${i}`);
  await send(campaign, ...people.map((person, i) => line(`e${i}`, person, { locale: i % 2 === 0 ? 'de' : 'fr' })));
  await send(campaign, ...people.slice(20).map((person, i) => line(`later-${i}`, person, { type: 'withdrawn', occurred_at: '2026-02-03T00:00:00Z' })));
  expect(await eraseSubject(dpo, { campaign, identifiers: people.slice(10, 30) })).toMatchObject({ erased: 20, events: 30, segments: 2 });
  expect((await checkRollups(dpo)).problems).toEqual([]);
  const { subjects } = await exportSubject(dpo, { campaign, identifiers: people });
  expect(subjects.map(({ status }) => status)).toEqual(people.map((_, i) => (i >= 10 && i < 30 ? 'erased' : 'known')));
  expect(subjects[35]?.events.map(({ id, locale }) => [id, locale])).toEqual([['e35', 'fr'], ['later-15', null]]);
});

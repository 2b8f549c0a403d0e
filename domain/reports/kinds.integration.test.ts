import { beforeAll, describe, expect, test } from 'vitest';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { foundingPurposes } from '@/cli/founding-case/purposes';
import type { Actor } from '@/domain/access/permissions';
import { roles } from '@/domain/access/vocabulary';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { getRun, listRuns, openFile } from '@/domain/reports/queries';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { database } from '@/db/client';
import { logEntries, reportRuns } from '@/db/schema';
import { asRole, system } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const dpo = asRole('dpo');
const campaign = foundingCampaign.key;
const now = () => new Date('2030-01-01T12:00:00Z');
const as_of = '2021-05-18T23:00:00Z';
const identifier = 'somebody@example.org';
const language = 'en';

const event = (id: string, type: string, at: string, more: Record<string, unknown> = {}) => JSON.stringify({ id, subject: identifier, type, occurred_at: at, region: 'IE', platform: 'web', channel: 'web', ...more });
async function* body(lines: Iterable<string>): AsyncGenerator<Buffer> {
  for (const line of lines) yield Buffer.from(`${line}\n`);
}

beforeAll(async () => {
  await createCampaign(system, { file: foundingCampaign, illustrative: true });
  for (const purpose of foundingPurposes) await createPurpose(system, { ...purpose, reason: 'founding case', illustrative: true });
  await createPurpose(system, { key: 'HOST-1', reason: 'test', record: { kind: 'processor', title: 'Hosting of chats', owner: 'Operations', processedFor: [{ name: 'Shop Ltd', contact: 'dpo@shop.example', categories: 'Storage of chats' }] } });
  const own = [event('e-1', 'displayed', '2021-01-10T10:00:00Z'), event('e-2', 'accepted', '2021-01-10T10:01:00Z', { notice: foundingCampaign.notices[0]?.id })];
  await importEvents(system, { campaign, format: 'ndjson', source: 'test' }, body([...foundingEvents({ subjects: 400 }), ...own]));
});

async function made(actor: Actor, input: Record<string, unknown>) {
  const { number } = await requestReport(actor, { language, ...input }, now);
  expect(await runNextReport({ clock: now, onError: (error) => expect(error).toBe(null) })).toEqual({ number, status: 'ready' });
  const run = await getRun(actor, number);
  const read = async (name: string) => {
    const parts: Buffer[] = [];
    for await (const piece of (await openFile(actor, number, name)).chunks) parts.push(piece);
    return Buffer.concat(parts).toString('utf8');
  };
  return { run, read, names: run.files.map(({ name }) => name) };
}

describe('every type of report', () => {
  const period = { from: '2021-01-01T00:00:00Z', as_of };
  test.each([
    ['article_30_record', {}, ['article_30_record.docx', 'record.csv', 'register.jsonld', 'report.json', 'report.pdf', 'report.xlsx']],
    ['article_30_record', { layout: 'ico' }, ['ico_controller.csv', 'report.pdf']],
    ['article_30_record', { layout: 'cnil' }, ['cnil_liste.csv', 'cnil_fiches.csv', 'report.pdf']],
    ['processor_record', {}, ['processing.csv', 'processor_record.docx', 'report.pdf']],
    ['transparency_table', { jurisdiction: 'european_region' }, ['transparency.csv', 'transparency_table.docx', 'report.pdf']],
    ['findings_and_clearance', { campaign, as_of }, ['findings.csv', 'clearance.csv', 'report.pdf']],
    ['dpo_periodic', period, ['finding_trend.csv', 'campaigns.csv', 'clearance.csv', 'bases.csv', 'report.pdf']],
    ['subject_evidence', { campaign, identifier, as_of }, ['events.csv', 'choices.csv', 'report.pdf']],
    ['event_extract', { campaign, as_of }, ['events.csv', 'report.xlsx', 'report.json', 'report.pdf']],
  ])('%s %j is made in its formats', async (type, input, expected) => {
    for (const spoken of ['en', 'de']) {
      const { names, run, read } = await made(dpo, { type, ...input, language: spoken });
      expect(names).toEqual(expect.arrayContaining(expected));
      expect(run.inputsSha256).toMatch(/^[0-9a-f]{64}$/);
      const json = await read('report.json');
      expect(json).not.toMatch(/\bcompliant\b|consented/i);
      expect(JSON.parse(json)).toMatchObject({ format: 'noticeboard-report/1', type, language: spoken });
    }
  }, 120_000);

  test('is refused to roles that may not see it, and hidden from them afterwards', async () => {
    const asks: [string, Record<string, unknown>, string[]][] = [
      ['findings_and_clearance', { campaign }, ['dpo', 'legal']],
      ['dpo_periodic', { from: '2021-01-01T00:00:00Z' }, ['dpo', 'legal']],
      ['subject_evidence', { campaign, identifier }, ['dpo', 'legal']],
      ['event_extract', { campaign }, ['dpo', 'legal']],
    ];
    const seers: Record<string, string[]> = { findings_and_clearance: ['dpo', 'legal', 'auditor'], dpo_periodic: ['dpo', 'legal', 'auditor'], subject_evidence: ['dpo', 'legal'], event_extract: ['dpo', 'legal', 'auditor'] };
    for (const [type, input, holders] of asks) {
      for (const role of roles) {
        const asked = requestReport(asRole(role), { type, language, ...input }, now);
        if (!holders.includes(role)) {
          await expect(asked, `${type} ${role}`).rejects.toMatchObject({ code: 'denied' });
          continue;
        }
        const { number } = await asked;
        for (const reader of roles) {
          const seen = () => getRun(asRole(reader), number);
          const listed = (await listRuns(asRole(reader), { page: 1, size: 100 })).rows.some((row) => row.number === number);
          expect(listed, `${type} ${reader}`).toBe(seers[type]?.includes(reader));
          if (seers[type]?.includes(reader)) await expect(seen()).resolves.toHaveProperty('number', number);
          else await expect(seen()).rejects.toMatchObject({ code: 'missing' });
        }
        await runNextReport({ clock: now, render: async function* () { yield* []; } });
      }
    }
  }, 120_000);
});

describe('a report about one person', () => {
  test('says what was shown and answered, and keeps neither the identifier nor, in the log, the pseudonym', async () => {
    const { run, read } = await made(dpo, { type: 'subject_evidence', campaign, identifier, as_of });
    const json = await read('report.json');
    expect(run.subject).toMatch(/^s_[0-9a-f]{64}$/);
    const data = JSON.parse(json).data;
    expect(data.pack.events.map((one: { id: string }) => one.id)).toEqual(['e-1', 'e-2']);
    expect(data.pack.state).toMatchObject({ state: 'accepted' });
    expect(data.pack.notices[0].text).toContain('Illustrative summary');
    expect(json).not.toContain(identifier);
    const db = await database();
    const log = JSON.stringify(await db.select({ entry: logEntries.entry }).from(logEntries));
    expect(log).not.toContain(identifier);
    expect(log).not.toContain(run.subject);
    expect(JSON.stringify(await db.select().from(reportRuns))).not.toContain(identifier);
  });

  test('loses its files when that person is erased, and so do extracts of the campaign', async () => {
    const own = await made(dpo, { type: 'subject_evidence', campaign, identifier, as_of });
    const extract = await made(dpo, { type: 'event_extract', campaign, as_of });
    const other = await made(dpo, { type: 'subject_evidence', campaign, identifier: 'somebody-else', as_of });
    await eraseSubject(dpo, { campaign, identifiers: [identifier] }, now);
    expect(await getRun(dpo, own.run.number)).toMatchObject({ status: 'expired', subject: null, files: [] });
    expect(await getRun(dpo, extract.run.number)).toMatchObject({ status: 'expired', files: [] });
    expect(await getRun(dpo, other.run.number)).toMatchObject({ status: 'ready' });
  });
});

test('columns stand as they were chosen, in order and under their labels; the data keep all of them', async () => {
  const { read } = await made(dpo, { type: 'article_30_record', columns: [{ id: 'basis' }, { id: 'key', label: 'Zweck' }] });
  expect((await read('record.csv')).split('\r\n')[0]).toBe('\uFEFFbasis,key,illustrative');
  const report = JSON.parse(await read('report.json'));
  const table = report.sections.flatMap((section: { tables: unknown[] }) => section.tables).find((one: { id: string }) => one.id === 'record');
  expect(table.columns.map(({ label }: { label: string }) => label)).toEqual(['Lawful basis', 'Zweck']);
  expect(report.data.purposes[0].record.title).not.toBe('');
  await expect(requestReport(dpo, { type: 'article_30_record', language, columns: [{ id: 'nothing' }] }, now)).rejects.toMatchObject({ code: 'invalid' });
});

import { createHash } from 'node:crypto';
import { asc } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { foundingPurposes } from '@/cli/founding-case/purposes';
import type { Actor } from '@/domain/access/permissions';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { getRun, openFile } from '@/domain/reports/queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { readUptake } from '@/domain/uptake/queries';
import { countNames } from '@/domain/uptake/vocabulary';
import { database } from '@/db/client';
import { logEntries } from '@/db/schema';
import { asRole, system } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const dpo = asRole('dpo');
const manager = asRole('manager');
const campaign = foundingCampaign.key;
const now = () => new Date('2030-01-01T12:00:00Z');
const asOf = '2021-05-18T23:00:00Z';
const ask = { type: 'campaign_uptake', campaign, language: 'en', as_of: asOf };

async function* body(lines: Iterable<string>): AsyncGenerator<Buffer> {
  for (const line of lines) yield Buffer.from(`${line}\n`);
}

beforeAll(async () => {
  await createCampaign(system, { file: foundingCampaign, illustrative: true });
  for (const purpose of foundingPurposes) await createPurpose(system, { ...purpose, reason: 'founding case', illustrative: true });
  await importEvents(system, { campaign, format: 'ndjson', source: 'test' }, body(foundingEvents({ subjects: 3000 })));
});

async function run(actor: Actor, input: Record<string, unknown>): Promise<{ number: number; files: Map<string, Buffer>; digests: Record<string, string> }> {
  const { number } = await requestReport(actor, input, now);
  expect(await runNextReport({ clock: now })).toEqual({ number, status: 'ready' });
  const ready = await getRun(actor, number);
  const files = new Map<string, Buffer>();
  for (const file of ready.files) {
    const parts: Buffer[] = [];
    for await (const piece of (await openFile(actor, number, file.name)).chunks) parts.push(piece);
    const content = Buffer.concat(parts);
    expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([file.size, file.sha256]);
    files.set(file.name, content);
  }
  return { number, files, digests: Object.fromEntries(ready.files.map((file) => [file.name, file.sha256])) };
}

const Counts = z.record(z.string(), z.number().nullable());
const Group = z.object({ key: z.object({ region: z.string().optional(), platform: z.string().optional() }), population: z.number().nullable(), counts: Counts, rates: Counts });
const Report = z.object({
  illustrative: z.string().nullable(),
  provenance: z.array(z.object({ label: z.string(), value: z.string() })),
  sections: z.array(z.object({ tables: z.array(z.object({ id: z.string(), columns: z.array(z.object({ id: z.string() })), rows: z.array(z.array(z.unknown())) })) })),
  data: z.object({ as_of: z.string(), known_at: z.string(), population: z.number().nullable(), counts: Counts, rates: Counts, groups: z.object({ region: z.array(Group), platform: z.array(Group), region_platform: z.array(Group) }), series: z.array(z.object({ date: z.string(), counts: Counts })), deadlines: z.array(z.object({ at: z.string(), accepted_by: z.number().nullable(), accepted_late: z.number().nullable() })) }),
});
const reportIn = (files: Map<string, Buffer>) => Report.parse(JSON.parse(files.get('report.json')?.toString('utf8') ?? ''));
const records = (files: Map<string, Buffer>, name: string) => (files.get(name)?.toString('utf8') ?? '').replace(/^\uFEFF/, '').trim().split('\r\n').map((line) => line.replaceAll('"', '').split(','));

describe('the campaign report', () => {
  test('comes in all formats, with the numbers the page shows', async () => {
    const { number, files } = await run(dpo, ask);
    expect([...files.keys()]).toEqual(['counts.csv', 'counts_by_platform.csv', 'counts_by_region.csv', 'counts_by_region_platform.csv', 'deadlines.csv', 'notices.csv', 'rates.csv', 'rates_by_platform.csv', 'rates_by_region.csv', 'rates_by_region_platform.csv', 'report.json', 'report.pdf', 'report.xlsx', 'series.csv']);
    expect(files.get('report.pdf')?.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(files.get('report.xlsx')?.toString('latin1', 0, 2)).toBe('PK');
    const { data, illustrative, provenance } = reportIn(files);
    const view = await readUptake(dpo, { campaign, asOf: new Date(asOf), knownAt: now(), by: ['region', 'platform'] });
    expect({ population: data.population, counts: data.counts, rates: data.rates }).toEqual({ population: view.total.population, counts: view.total.counts, rates: view.total.rates });
    expect(data.groups.region_platform).toEqual(view.groups.map(({ key, population, counts, rates }) => ({ key, population, counts, rates })));
    expect(data.series).toEqual(view.series.map(({ date, counts }) => ({ date, counts })));
    expect(data.deadlines).toEqual(view.deadlines.map(({ entry, acceptedBy, acceptedLate }) => ({ at: entry.at.toISOString(), accepted_by: acceptedBy, accepted_late: acceptedLate })));
    expect(Number(view.total.counts.accepted)).toBeGreaterThan(2000);
    expect(illustrative).toContain('Illustrative');
    const { inputsSha256 } = await getRun(dpo, number);
    expect(provenance.map((entry) => entry.value)).toContain(inputsSha256);
    const counts = new Map(records(files, 'counts.csv').map(([name = '', value = '']) => [name, value]));
    expect(counts.get('Accepted')).toBe(String(view.total.counts.accepted));
    for (const [, numerator, denominator, rate] of records(files, 'rates.csv').slice(1)) expect(Number(numerator) / Number(denominator)).toBe(Number(rate));
    const text = files.get('report.json')?.toString('utf8') ?? '';
    expect(text).not.toMatch(/\bcompliant\b|\blawful\b|consented/i);
  });

  test('is a function of its inputs: same digests for another person and another run', async () => {
    const first = await run(dpo, ask);
    const second = await run(asRole('legal'), ask);
    expect(second.number).toBeGreaterThan(first.number);
    expect(second.digests).toEqual(first.digests);
    const german = await run(dpo, { ...ask, language: 'de' });
    expect(german.digests['report.pdf']).not.toBe(first.digests['report.pdf']);
  }, 120_000);

  test('for a manager withholds every small cell', async () => {
    const { files } = await run(manager, ask);
    const report = reportIn(files);
    const exact = await readUptake(dpo, { campaign, asOf: new Date(report.data.as_of), knownAt: now(), by: ['region'] });
    const header = records(files, 'counts_by_region.csv')[0] ?? [];
    const table = report.sections.flatMap((section) => section.tables).find((one) => one.id === 'counts_by_region');
    let small = 0;
    for (const group of exact.groups) {
      const line = records(files, 'counts_by_region.csv').find(([region]) => region === group.key.region) ?? [];
      const shown = report.data.groups.region.find((one) => one.key.region === group.key.region);
      const row = table?.rows.find(([region]) => region === group.key.region) ?? [];
      for (const name of countNames) {
        const n = Number(group.counts[name]);
        const at = header.indexOf(name);
        if (n === 0 || n >= 10) {
          expect([String(n), 'suppressed']).toContain(line[at]);
          continue;
        }
        small += 1;
        expect([line[at], shown?.counts[name], row[at]]).toEqual(['suppressed', null, { suppressed: true }]);
      }
    }
    expect(small).toBeGreaterThan(20);
    expect(files.has('counts_by_region_platform.csv')).toBe(false);
    for (const day of report.data.series) for (const n of Object.values(day.counts)) expect(n === null || n === 0 || n >= 10).toBe(true);
  });

  test('of one segment counts that segment alone', async () => {
    const { files } = await run(dpo, { ...ask, filters: { region: 'DE' } });
    const view = await readUptake(dpo, { campaign, asOf: new Date(asOf), knownAt: now(), filter: { region: 'DE' } });
    expect(reportIn(files).data.counts).toEqual(view.total.counts);
    expect(records(files, 'counts_by_region.csv').slice(1).map(([region]) => region)).toEqual(['DE']);
    const seen = reportIn((await run(manager, { ...ask, filters: { platform: 'android' } })).files);
    expect(seen.data.groups.region).toEqual([]);
    expect(seen.data.groups.platform.map((group) => group.key)).toEqual([{ platform: 'android' }]);
  }, 120_000);
});

describe('the record of processing activities', () => {
  test('holds the register as it stood, and leaves evidence with the digest of its manifest', async () => {
    const { number, files, digests } = await run(dpo, { type: 'article_30_record', language: 'de' });
    expect(records(files, 'record.csv')).toHaveLength(1 + 27);
    expect(records(files, 'overview.csv')[1]?.slice(0, 3)).toEqual(['FC-01', 'Improve infrastructure and delivery systems', 'Europäische Region']);
    const db = await database();
    const entries = (await db.select().from(logEntries).orderBy(asc(logEntries.seq))).map((row) => z.object({ action: z.string(), object: z.object({ id: z.string() }), after: z.unknown() }).parse(JSON.parse(row.entry))).filter((entry) => entry.object.id === String(number));
    expect(entries.map((entry) => entry.action)).toEqual(['report.request', 'report.publish']);
    expect(entries[1]?.after).toMatchObject({ number, type: 'article_30_record', inputs_sha256: (await getRun(dpo, number)).inputsSha256 });
    // The manifest names every file with its digest; that it is this manifest, `bundle.integration.test.ts` holds.
    expect(entries[1]?.after).toMatchObject({ files: Object.keys(digests).length, manifest_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const before = await run(dpo, { type: 'article_30_record', language: 'en', as_of: '2020-01-01T00:00:00Z' });
    expect(records(before.files, 'record.csv')).toHaveLength(1);
  });
});

test('what was recorded later is not in it', async () => {
  const first = await run(dpo, ask);
  const { number } = await requestReport(dpo, ask, now);
  const later = { id: 'late', subject: 'somebody-new', type: 'accepted', occurred_at: '2021-03-01T00:00:00Z', region: 'DE', platform: 'web', channel: 'web' };
  const stored = await importEvents(system, { campaign, format: 'ndjson', source: 'test' }, body([JSON.stringify(later)]), { clock: () => new Date('2030-02-01T00:00:00Z') });
  expect(stored.stored).toBe(1);
  expect(await runNextReport({ clock: () => new Date('2030-03-01T00:00:00Z') })).toEqual({ number, status: 'ready' });
  const third = await getRun(dpo, number);
  expect(Object.fromEntries(third.files.map((file) => [file.name, file.sha256]))).toEqual(first.digests);
}, 120_000);

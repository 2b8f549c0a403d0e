import { expect, test } from 'vitest';
import { readingMinutes, recordReading } from '@/domain/evidence/commands/record-reading';
import { connection } from '@/db/client';
import { asRole, ingestKey } from '@/db/testing/actors';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const auditor = asRole('auditor');
const at = (minutes: number) => () => new Date(Date.parse('2026-03-01T12:00:00Z') + minutes * 60_000);
const page = { kind: 'page', path: '/evidence', search: '?about=s_abc' } as const;

test('an auditor’s page is one entry, however often it renews itself; another page, another search or a later look is another', async () => {
  const seq = await nextSeq();
  await Promise.all(Array.from({ length: 10 }, () => recordReading(auditor, page, at(0))));
  await recordReading(auditor, page, at(readingMinutes - 1));
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'evidence.view', actor: { id: auditor.id }, object: { type: 'page', id: '/evidence' }, after: { kind: 'page' } }]);
  await recordReading(auditor, page, at(readingMinutes + 1));
  await recordReading(auditor, { ...page, search: '' }, at(readingMinutes + 1));
  await recordReading({ kind: 'key', id: 'k', scope: 'auditor' }, page, at(readingMinutes + 1));
  expect(await entriesFrom(seq)).toHaveLength(4);
});

test('every download is an entry of its own', async () => {
  const seq = await nextSeq();
  for (const minute of [0, 0, 1]) await recordReading(auditor, { kind: 'download', path: '/reports/1/files/report.pdf', search: '' }, at(minute));
  expect(await entriesFrom(seq)).toHaveLength(3);
});

test('what was searched for lies beside the log, not in it, and of others nothing is recorded', async () => {
  const { pool } = await connection();
  const entries = (await pool.query<{ entry: string }>('select entry from log_entries')).rows;
  expect(JSON.stringify(entries)).not.toContain('s_abc');
  expect((await pool.query(`select 1 from log_disclosures where value = '?about=s_abc'`)).rowCount).toBeGreaterThan(0);
  const seq = await nextSeq();
  for (const actor of [asRole('admin'), asRole('dpo'), asRole('legal'), asRole('manager'), ingestKey]) await recordReading(actor, page, at(60));
  expect(await nextSeq()).toBe(seq);
});

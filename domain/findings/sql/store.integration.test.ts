import { expect, it } from 'vitest';
import { type Finding, findingId } from '@/domain/findings/judge';
import { storedFindings, writeOpened } from '@/domain/findings/sql/store';
import { useTestDatabase } from '@/db/testing/test-database';
import { connection, transact } from '@/db/client';

useTestDatabase();

const finding = (about: string, more: Partial<Finding> = {}): Finding => ({
  id: findingId('LB-01', 'purpose', 'P', about, false), rule: 'LB-01', type: 'purpose', object: 'P', draft: false, jurisdiction: null, about, severity: 'warning', values: {}, places: [], ...more,
});
const writing = { pack: 'p', now: new Date('2026-03-01T10:00:00Z'), illustrative: new Set<string>() };

it('writes findings as they are, whatever stands in their texts', async () => {
  const texts = ['tab\there', 'line\nbreak', 'return\r', '\\', '\\N', '\\.', 'a\\tb', '"quoted"', '{"a":1}', 'Größe 日本語 👩‍👩‍👧', '', "'; drop table findings; --"];
  const found = texts.map((text) => finding(text, { object: text, jurisdiction: text, values: { text, list: [text] }, places: [{ type: 'purpose', id: text, path: text }] }));
  await transact(({ client }) => writeOpened(client, [found, []], writing));
  const { pool } = await connection();
  const rows = await pool.query(`select about, object_id, jurisdiction, "values", places from findings where pack = 'p'`);
  expect(rows.rows.map(({ about }) => about).sort()).toEqual(texts.toSorted());
  for (const { about, ...row } of rows.rows) expect(row).toEqual({ object_id: about, jurisdiction: about, values: { text: about, list: [about] }, places: [{ type: 'purpose', id: about, path: about }] });
  await pool.query(`delete from findings where pack = 'p'`);
});

it('a rule that throws while the database is writing undoes everything, is told as it is, and leaves the connection whole', async () => {
  function* found() {
    for (let n = 0; n < 5_000; n += 1) yield [finding(`matter ${n}`)];
    throw new Error('the rule broke');
  }
  await expect(transact(({ client }) => writeOpened(client, found(), writing))).rejects.toThrow('the rule broke');
  expect(await transact(({ client }) => storedFindings(client, 'purpose', null))).toEqual([]);
});

it('that a finding was opened, and when, is never changed', async () => {
  await transact(({ client }) => writeOpened(client, [[finding('x')]], writing));
  const { pool } = await connection();
  for (const change of ['first_seen = now()', `opened_severity = 'info'`, `opened_pack = 'q'`]) await expect(pool.query(`update findings set ${change}`)).rejects.toThrow(/append-only/);
});

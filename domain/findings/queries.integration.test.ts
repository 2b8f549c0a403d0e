import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import { type FindingFacet, countFindings, findingsOn, listFindings } from '@/domain/findings/queries';
import type { FindingFilter } from '@/domain/findings/schemas';
import { ageNames, findingAges, findingStatuses, severities, standings, statusChoices } from '@/domain/findings/vocabulary';
import { system } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';
import { connection } from '@/db/client';

useTestDatabase();

const now = new Date('2026-11-26T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const rules = ['LB-01', 'CAM-03', 'STA-01'] as const;
const objects = { 'LB-01': 'purpose', 'CAM-03': 'campaign', 'STA-01': 'export' } as const;

const row = fc.record({
  rule: fc.constantFrom(...rules), object: fc.constantFrom('A', 'B'), draft: fc.boolean(), severity: fc.constantFrom(...severities), status: fc.constantFrom(...findingStatuses), until: fc.constantFrom('2026-11-26', '2026-11-27'),
  assigned: fc.boolean(), days: fc.constantFrom(0, 7, 8, 30, 31, 90, 91, 400),
});
const filters: fc.Arbitrary<FindingFilter & { assigned?: boolean }> = fc.record({
  severity: fc.constantFrom(...severities), rule: fc.constantFrom(...rules), object: fc.constantFrom('purpose' as const, 'campaign' as const), id: fc.constantFrom('A', 'B'), status: fc.constantFrom(...statusChoices), standing: fc.constantFrom(...standings),
  assigned: fc.boolean(), age: fc.constantFrom(...ageNames),
}, { requiredKeys: [] });

it('lists and counts what a filter asks for as a reading row by row does', { timeout: 120_000 }, async () => {
  const { pool } = await connection();
  const { id: dpo } = await createUser(system, { email: 'dpo@example.org', name: 'Dpo', role: 'dpo', language: 'en' });
  await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 30 }), filters, async (rows, { assigned, ...rest }) => {
    const filter: FindingFilter = { ...rest, ...(assigned !== undefined && { assignee: assigned ? dpo : 'nobody' }) };
    await pool.query('delete from findings');
    for (const [n, one] of rows.entries()) {
      await pool.query(
        `insert into findings (id, rule, object_type, object_id, about, draft, severity, "values", places, pack, status, overridden_until, assignee, first_seen, since, opened_severity, opened_pack, illustrative)
         values ($1, $2, $3, $4, $1, $5, $6, '{}', '[]', 'p', $7, $8, $9, $10, $10, $6, 'p', false)`,
        [`f${n}`, one.rule, objects[one.rule], one.object, one.draft, one.severity, one.status, one.status === 'overridden' ? one.until : null, one.assigned ? dpo : null, daysAgo(one.days)],
      );
    }
    const model = rows.map((one, n) => ({
      id: `f${n}`, object_id: one.object, severity: one.severity as string, rule: one.rule as string, object: objects[one.rule] as string, status: one.status === 'overridden' && one.until === '2026-11-26' ? 'open' : one.status as string,
      standing: one.draft ? 'draft' : 'in_force', assignee: one.assigned ? dpo : 'nobody', age: ageNames.find((age) => age === 'older' || one.days <= findingAges[age]) as string,
    }));
    const matches = (one: (typeof model)[number], without?: FindingFacet) =>
      (filter.id === undefined || filter.id === one.object_id) && (filter.status === 'all' || without === 'status' || (filter.status === undefined ? one.status !== 'resolved' : filter.status === one.status))
      && (['severity', 'rule', 'object', 'standing', 'assignee', 'age'] as const).every((name) => name === without || filter[name] === undefined || filter[name] === one[name]);
    const listed = await listFindings(system, { ...filter, size: 100 }, now);
    expect(listed.rows.map(({ id }) => id).sort()).toEqual(model.filter((one) => matches(one)).map(({ id }) => id).sort());
    expect(listed.total).toBe(listed.rows.length);
    const second = await listFindings(system, { ...filter, size: 3, page: 2 }, now);
    expect(second).toEqual({ ...listed, rows: listed.rows.slice(3, 6) });
    const found = model.filter((one) => matches(one));
    expect(listed.counts).toEqual({ ...Object.fromEntries(severities.map((name) => [name, found.filter(({ severity }) => severity === name).length])), drafts: found.filter(({ standing }) => standing === 'draft').length });
    const about = { object: 'purpose', id: 'A' } as const;
    expect(await findingsOn(system, about, 3, now)).toEqual(await listFindings(system, { ...about, size: 3 }, now));
    for (const [name, choices] of Object.entries(await countFindings(system, filter, now)) as [FindingFacet, { value: string; count: number; label: string }[]][]) {
      const counts = new Map<string, number>();
      for (const one of model.filter((each) => matches(each, name))) counts.set(one[name], (counts.get(one[name]) ?? 0) + 1);
      expect(Object.fromEntries(choices.map(({ value, count }) => [value, count]))).toEqual(Object.fromEntries(counts));
      for (const { value, label } of choices.filter(() => name === 'assignee')) expect(label).toBe(value === dpo ? 'Dpo' : '');
    }
  }), { numRuns: 60 });
});

import { expect, it } from 'vitest';
import { onDatabaseBefore } from '@/db/testing/upgrade';

it('an installation whose findings had their opening in the history keeps it: when, how grave and by which pack', async () => {
  await onDatabaseBefore('_finding_openings', async (client, upgrade) => {
    const [january, march] = ['2026-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'];
    await client.query(
      `insert into findings (id, rule, object_type, object_id, about, draft, severity, "values", places, pack, status, first_seen, since, illustrative)
       values ('graver', 'LB-01', 'purpose', 'P', 'DE', false, 'blocker', '{"n": 1}', '[{"id": "P", "type": "purpose"}]', 'new', 'open', $1, $1, false), ('same', 'LB-02', 'purpose', 'P', 'DE', false, 'info', '{}', '[]', 'new', 'open', $2, $2, false)`,
      [january, march],
    );
    await client.query(`insert into finding_steps (finding, step, severity, pack, recorded_at) values ('graver', 'opened', 'warning', 'old', $1), ('graver', 'worsened', 'blocker', 'new', $2), ('same', 'opened', 'info', 'new', $2)`, [january, march]);
    await upgrade();
    expect((await client.query('select id, severity, opened_severity, opened_pack, first_seen, "values", places from findings order by id')).rows).toEqual([
      { id: 'graver', severity: 'blocker', opened_severity: 'warning', opened_pack: 'old', first_seen: new Date(january), values: { n: 1 }, places: [{ id: 'P', type: 'purpose' }] },
      { id: 'same', severity: 'info', opened_severity: 'info', opened_pack: 'new', first_seen: new Date(march), values: {}, places: [] },
    ]);
    expect((await client.query('select finding, step from finding_steps')).rows).toEqual([{ finding: 'graver', step: 'worsened' }]);
  });
});

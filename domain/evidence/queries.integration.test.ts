import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '@/domain/access/commands/create-key';
import { createUser } from '@/domain/access/commands/create-user';
import { listEntries } from '@/domain/evidence/queries';
import { asRole, system } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const auditor = asRole('auditor');
const days = ['2026-01-01T10:00:00Z', '2026-01-02T00:00:00Z', '2026-01-03T10:00:00Z'].map((text) => new Date(text));
let ada = '';

beforeAll(async () => {
  ada = (await createUser(system, { email: 'ada@example.org', name: 'Ada', role: 'admin' }, () => days[0] ?? new Date())).id;
  await createKey(asRole('admin', ada), { name: 'crm', scope: 'ingest' }, () => days[1] ?? new Date());
  await createUser(asRole('admin', ada), { email: 'bob@example.org', name: 'Bob', role: 'manager' }, () => days[2] ?? new Date());
});

describe('listEntries', () => {
  it('shows the log newest first, each entry as it lies there, with names beside it', async () => {
    const { entries, total } = await listEntries(auditor, { page: 1, size: 25 });
    expect(total).toBe(3);
    expect(entries.map(({ seq, action, actor, object }) => [seq, action, actor.name ?? actor.id, object.name])).toEqual([
      [2, 'user.create', 'Ada', 'Bob'], [1, 'key.create', 'Ada', 'crm'], [0, 'user.create', 'cli', 'Ada'],
    ]);
    for (const { entry, sha256 } of entries) {
      expect(sha256).toBe(createHash('sha256').update(entry).digest('hex'));
      expect(entry).not.toMatch(/Ada|Bob|example\.org/);
    }
  });

  it('filters by action and from an instant on, and pages', async () => {
    expect((await listEntries(auditor, { page: 1, size: 25, action: 'key.create' })).entries.map(({ seq }) => seq)).toEqual([1]);
    expect((await listEntries(auditor, { page: 1, size: 25, from: days[1] })).entries.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(await listEntries(auditor, { page: 2, size: 2 })).toMatchObject({ total: 3, entries: [{ seq: 0 }] });
    expect(await listEntries(auditor, { page: 9, size: 2 })).toMatchObject({ total: 3, entries: [] });
  });

  it('refuses whoever may not read evidence', async () => {
    await expect(listEntries(asRole('manager'), { page: 1, size: 25 })).rejects.toMatchObject({ code: 'denied' });
  });
});

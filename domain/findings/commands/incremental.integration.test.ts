import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { keepTable } from '@/domain/campaigns/commands/keep-table';
import { linkPassage } from '@/domain/campaigns/commands/link-passage';
import { setPopulation } from '@/domain/campaigns/commands/set-population';
import { catchUp } from '@/domain/findings/commands/catch-up';
import { rejudge } from '@/domain/findings/sql/rejudge';
import { bulkEdit } from '@/domain/purposes/commands/bulk-edit';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { decidePurpose } from '@/domain/purposes/commands/decide-purpose';
import { endPurpose } from '@/domain/purposes/commands/end-purpose';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { submitPurpose } from '@/domain/purposes/commands/submit-purpose';
import { records } from '@/domain/purposes/testing/generated-records';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { type Role } from '@/domain/access/vocabulary';
import { system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';
import { connection, transact } from '@/db/client';

useTestDatabase();

const keys = ['A', 'B', 'C', 'D'];
const notice = { id: 'terms-eu-en-1', legal_nature: 'contract_terms', area: 'eea', locale: 'en', published_at: '2026-01-05T09:00:00+01:00', text: 'We share data. We may show ads.', purposes: ['A', 'B'] };
const campaign = campaignFile({ notices: [notice, { ...notice, id: 'ask', legal_nature: 'consent', text: 'May we?', purposes: ['B', 'C'] }] });
let dpo: { kind: 'user'; id: string; role: Role };

beforeAll(async () => {
  dpo = { kind: 'user', role: 'dpo', id: (await createUser(system, { email: 'dpo@example.org', name: 'dpo', role: 'dpo', language: 'en' })).id };
  await createCampaign(system, { file: campaign });
});

const versions = new Map<string, number>();
const version = (key: string) => versions.get(key) ?? 0;
const refused = (): undefined => undefined;

type Edit = { does: 'save' | 'approve' | 'end' | 'bulk' | 'link' | 'keep' | 'deadline' | 'population' | 'events'; key: string; record: object; n: number };
const edits: fc.Arbitrary<Edit> = fc.record({
  does: fc.constantFrom('save', 'save', 'save', 'approve', 'approve', 'end', 'bulk', 'link', 'keep', 'deadline', 'population', 'events'), key: fc.constantFrom(...keys), record: records, n: fc.integer({ min: 1, max: 9 }),
});

/** One edit by the door the product has for it; what a command refuses changes nothing and is as good as none. */
async function edit({ does, key, record, n }: Edit): Promise<void> {
  const now = version(key);
  if (does === 'save') {
    if (now === 0) await createPurpose(system, { key, record, reason: 'r' });
    else await revisePurpose(system, { key, basedOn: now, record, reason: 'r' });
    versions.set(key, now + 1);
  } else if (does === 'approve') await submitPurpose(system, { key, version: now, reviewer: dpo.id }).then(() => decidePurpose(dpo, { key, version: now, decision: 'approved' })).catch(refused);
  else if (does === 'end') await endPurpose(system, { key, version: now, reason: 'r' }).catch(refused);
  else if (does === 'bulk') await bulkEdit(system, { purposes: [{ key, version: now }], owner: `Office ${n}`, reason: 'r' }).then(() => versions.set(key, now + 1)).catch(refused);
  else if (does === 'link') await linkPassage(system, { campaign: campaign.key, notice: notice.id, start: 0, end: 5 + n, purpose: key }).catch(refused);
  else if (does === 'keep') await keepTable(system, { campaign: campaign.key, notice: notice.id, jurisdiction: 'DE', language: 'en' });
  else if (does === 'deadline') await moveDeadline(system, { campaign: campaign.key, at: `2026-0${n}-20T00:00:00Z`, area: null, reason: 'r' });
  else if (does === 'population') await setPopulation(system, { campaign: campaign.key, rows: [{ region: 'DE', count: n, as_of: `2026-02-0${n}T00:00:00Z`, definition: 'accounts', source: 'CRM' }] });
  else {
    const event = { id: `e-${n}`, subject: `s-${n}`, type: n % 2 ? 'accepted' : 'displayed', occurred_at: `2026-01-1${n}T12:00:00Z`, region: 'DE', platform: 'ios', channel: 'in_app', notice: n % 3 ? 'ask' : undefined, ...(n % 2 && { purposes: { B: true, C: false } }) };
    async function* body() {
      yield Buffer.from(`${JSON.stringify(event)}\n`);
    }
    await importEvents(system, { campaign: campaign.key, format: 'ndjson', source: 'test' }, body(), { folds: true });
    await catchUp();
  }
}

const standing = `select id, rule, object_id, draft, jurisdiction, severity, "values", places, pack from findings where status <> 'resolved' order by id`;

/** What stands when everything is judged from nothing, which is then undone. */
async function fromNothing(): Promise<unknown[]> {
  let rows: unknown[] = [];
  await transact(async ({ client }) => {
    await client.query('delete from findings');
    await rejudge(client, null, new Date());
    rows = (await client.query(standing)).rows;
    throw new Error('undone');
  }).catch((error: Error) => expect(error.message).toBe('undone'));
  return rows;
}

it('after any edits, what stands is what judging everything from nothing gives', { timeout: 300_000 }, async () => {
  const { pool } = await connection();
  await fc.assert(fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 6 }), async (some) => {
    for (const one of some) await edit(one);
    expect((await pool.query(standing)).rows).toEqual(await fromNothing());
  }), { numRuns: 40 });
  expect((await pool.query(`select 1 from findings where object_type = 'campaign'`)).rowCount).toBeGreaterThan(0);
});

it('a purpose whose save nobody followed stands wrong until the log is caught up: what the follower is for', async () => {
  const { pool } = await connection();
  const follower = globalThis.noticeboardFollower;
  globalThis.noticeboardFollower = undefined;
  await createPurpose(system, { key: 'UNSEEN', record: { title: 'Show ads', owner: 'DPO' }, reason: 'r' });
  globalThis.noticeboardFollower = follower;
  expect((await pool.query(standing)).rows).not.toEqual(await fromNothing());
  await catchUp();
  expect((await pool.query(standing)).rows).toEqual(await fromNothing());
});

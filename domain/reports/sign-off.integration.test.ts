import { beforeAll, expect, test } from 'vitest';
import { countersignReport, signReport } from '@/domain/reports/commands/sign-report';
import { supersedeReport, withdrawReport } from '@/domain/reports/commands/end-report';
import { removeIllustrative } from '@/domain/reports/commands/remove-illustrative';
import { describeSignOff, getSignOff, standingsOf } from '@/domain/reports/sign-off-queries';
import { connection } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { personWithAuthenticator } from '@/db/testing/signer';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { newReadyRun } from '@/db/testing/runs';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
type Person = Awaited<ReturnType<typeof personWithAuthenticator>>;
let dpo: Person;
let legal: Person;
let now = Date.parse('2026-03-02T12:00:00Z');
/** Half a minute later each time, so that each code is a new one. */
const tick = () => {
  now += 30_000;
  const at = new Date(now);
  return { at, clock: () => at };
};
beforeAll(async () => {
  dpo = await personWithAuthenticator('dpo', tick().at);
  legal = await personWithAuthenticator('legal', tick().at);
});

const digestOf = async (number: number) => (await getSignOff(asRole('dpo'), number)).contentSha256;
const statement = 'I have read this report.';

async function sign(number: number, more: Record<string, unknown> = {}, by: Person = dpo) {
  const { at, clock } = tick();
  return signReport(by.actor, { number, statement, content: await digestOf(number), code: by.code(at), ...more }, clock);
}
async function countersign(number: number, by: Person = legal, more: Record<string, unknown> = {}) {
  const { at, clock } = tick();
  return countersignReport(by.actor, { number, statement, content: await digestOf(number), code: by.code(at), ...more }, clock);
}
async function withdraw(number: number) {
  const { at, clock } = tick();
  return withdrawReport(dpo.actor, { number, reason: 'A number was wrong.', code: dpo.code(at) }, clock);
}
async function supersede(number: number, successor: number) {
  const { at, clock } = tick();
  return supersedeReport(dpo.actor, { number, successor, reason: 'Newer.', code: dpo.code(at) }, clock);
}
const detail = (name: string) => ({ code: 'conflict', options: { detail: name } });

test('a DPO signs a ready run over the digest of its files, legal countersigns because that was asked for, and both leave evidence', async () => {
  const { number } = await newReadyRun();
  const seq = await nextSeq();
  await sign(number, { countersign: 'true' });
  expect((await getSignOff(asRole('manager'), number)).standing).toBe('awaits_countersignature');
  await countersign(number);
  const found = await getSignOff(asRole('auditor'), number);
  expect(found).toMatchObject({ standing: 'countersigned', signatures: [{ kind: 'signature', by: { id: dpo.id, name: 'Someone' }, statement }, { kind: 'countersignature', by: { id: legal.id } }] });
  const entries = await entriesFrom(seq);
  expect(entries).toMatchObject([
    { action: 'report.sign', actor: { id: dpo.id }, object: { type: 'report', id: String(number) }, after: { content_sha256: found.contentSha256, countersign: true, second_factor: 'totp', files: [{ name: 'report.json' }] } },
    { action: 'report.countersign', actor: { id: legal.id }, after: { content_sha256: found.contentSha256 } },
  ]);
  expect(JSON.stringify(entries)).not.toContain(statement);
  expect((await standingsOf([number])).get(number)).toBe('countersigned');
});

test('each refusal: wrong role, no authenticator, wrong code, a used code, not ready, signed already, not what was shown', async () => {
  const { number } = await newReadyRun();
  const content = await digestOf(number);
  const seq = await nextSeq();
  for (const role of ['admin', 'legal', 'manager', 'auditor'] as const) await expect(signReport(asRole(role), { number, statement, content, code: '123456' })).rejects.toMatchObject({ code: 'denied' });
  await expect(signReport({ kind: 'key', id: 'k', scope: 'dpo' }, { number, statement, content, code: '123456' })).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(signReport(asRole('dpo', 'without'), { number, statement, content, code: '123456' })).rejects.toMatchObject(detail('no_second_factor'));
  await expect(sign(number, { statement: ' ' })).rejects.toMatchObject({ options: { fields: [{ field: 'statement', message: 'required' }] } });
  const { at, clock } = tick();
  const elsewhere = new Date(at.getTime() + 3_600_000);
  await expect(signReport(dpo.actor, { number, statement, content, code: dpo.code(elsewhere) }, clock)).rejects.toMatchObject({ options: { fields: [{ field: 'code', message: 'code_wrong' }] } });
  const unready = await newReadyRun({ status: 'running' });
  await expect(sign(unready.number)).rejects.toMatchObject(detail('run_not_ready'));
  await expect(sign(number, { content: '0'.repeat(64) })).rejects.toMatchObject(detail('content_changed'));
  await expect(sign(999)).rejects.toMatchObject({ code: 'missing' });
  expect(await nextSeq()).toBe(seq);
  await sign(number);
  await expect(sign(number)).rejects.toMatchObject(detail('signed_already'));
  await expect(signReport(dpo.actor, { number, statement, content, code: dpo.code(new Date(now)) }, () => new Date(now))).rejects.toMatchObject({ options: { detail: 'code_spent' } });
});

test('nobody countersigns what was not asked for, what they signed themselves, or twice', async () => {
  const [alone, asked] = [await newReadyRun(), await newReadyRun()];
  await sign(alone.number);
  await expect(countersign(alone.number)).rejects.toMatchObject(detail('countersign_unasked'));
  await sign(asked.number, { countersign: true });
  await expect(countersign(asked.number, { ...dpo, actor: asRole('legal', dpo.id) })).rejects.toMatchObject(detail('same_person'));
  await expect(countersign(asked.number, dpo)).rejects.toMatchObject({ code: 'denied' });
  await countersign(asked.number);
  await expect(countersign(asked.number)).rejects.toMatchObject(detail('signed_already'));
});

test('a countersignature asked for with the run stands, whatever the signer ticks; the API tells roles and instants, and no name', async () => {
  const { number } = await newReadyRun({ countersign: true });
  expect(await describeSignOff(asRole('auditor'), number)).toMatchObject({ standing: 'unsigned', countersignature_asked: true, signatures: [], endings: [], takes_place_of: [] });
  await sign(number);
  expect((await getSignOff(asRole('auditor'), number)).standing).toBe('awaits_countersignature');
  await countersign(number);
  const later = await newReadyRun();
  await supersede(number, later.number);
  const told = await describeSignOff(asRole('auditor'), number);
  expect(told).toMatchObject({ standing: 'superseded', signatures: [{ kind: 'signature', role: 'dpo' }, { kind: 'countersignature', role: 'legal' }], endings: [{ ending: 'superseded', reason: 'Newer.', successor: later.number }] });
  expect((await describeSignOff(asRole('auditor'), later.number)).takes_place_of).toMatchObject([{ report: number, ending: 'superseded' }]);
  for (const hidden of ['Someone', dpo.id, legal.id]) expect(JSON.stringify(told)).not.toContain(hidden);
});

test('of two who sign at once one does', async () => {
  const { number } = await newReadyRun();
  const other = await personWithAuthenticator('dpo', tick().at);
  const tries = await Promise.allSettled([sign(number), sign(number, {}, other)]);
  expect(tries.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('an open blocker forbids signing, by its name, and does not use the code up; resolved or overridden it does not', async () => {
  const { number } = await newReadyRun();
  const { pool } = await connection();
  await pool.query(
    `insert into findings (id, rule, object_type, object_id, about, draft, severity, values, places, pack, status, first_seen, since, opened_severity, opened_pack, illustrative)
     values ('f1', 'LB-01', 'purpose', 'FC-05', '', false, 'blocker', '{}', '[]', '1', 'open', now(), now(), 'blocker', '1', false)`,
  );
  const { at, clock } = tick();
  const input = { number, statement, content: await digestOf(number), code: dpo.code(at) };
  await expect(signReport(dpo.actor, input, clock)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('LB-01 on FC-05'), options: { detail: 'open_blockers' } });
  await pool.query(`update findings set status = 'overridden', overridden_until = '2026-03-01'`);
  await expect(signReport(dpo.actor, input, clock)).rejects.toMatchObject(detail('open_blockers'));
  await pool.query(`update findings set overridden_until = '2026-12-31'`);
  await signReport(dpo.actor, input, clock);
  await pool.query('delete from findings');
});

test('of a campaign’s report only blockers on the purposes its notices name count', async () => {
  const { pool } = await connection();
  await pool.query(`insert into findings (id, rule, object_type, object_id, about, draft, severity, values, places, pack, status, first_seen, since, opened_severity, opened_pack, illustrative) values ('f2', 'LB-01', 'purpose', 'elsewhere', '', false, 'blocker', '{}', '[]', '1', 'open', now(), now(), 'blocker', '1', false)`);
  const { number } = await newReadyRun({ type: 'campaign_uptake', campaign: 'spring' });
  await sign(number);
  expect((await getSignOff(dpo.actor, number)).standing).toBe('signed');
  await pool.query('delete from findings');
});

test('a superseded run names its successor and is named by it; a withdrawn one is named by the next of its scope', async () => {
  const scope = { filters: { region: 'DE' } };
  const [first, elsewhere, second, third] = [await newReadyRun(scope), await newReadyRun({ filters: { region: 'FR' } }), await newReadyRun(scope), await newReadyRun(scope)];
  for (const successor of [elsewhere.number, first.number, 998]) await expect(supersede(first.number, successor)).rejects.toMatchObject({ options: { fields: [{ field: 'successor', message: 'no_successor' }] } });
  expect((await getSignOff(dpo.actor, first.number)).successors).toEqual([third.number, second.number]);
  const seq = await nextSeq();
  await supersede(first.number, third.number);
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'report.supersede', object: { id: String(first.number) }, after: { successor: third.number } }]);
  expect(await getSignOff(dpo.actor, first.number)).toMatchObject({ standing: 'superseded', endings: [{ successor: third.number, reason: 'Newer.' }] });
  expect((await getSignOff(dpo.actor, third.number)).predecessors).toMatchObject([{ number: first.number, ending: 'superseded' }]);
  await withdraw(second.number);
  expect((await getSignOff(dpo.actor, third.number)).predecessors.map((one) => [one.number, one.ending])).toEqual([[second.number, 'withdrawn'], [first.number, 'superseded']]);
  await expect(sign(first.number)).rejects.toMatchObject(detail('run_stands_no_longer'));
  await expect(supersede(first.number, third.number)).rejects.toMatchObject(detail('run_stands_no_longer'));
  await withdraw(first.number);
  expect((await getSignOff(dpo.actor, first.number)).standing).toBe('withdrawn');
  await expect(withdraw(first.number)).rejects.toMatchObject(detail('run_stands_no_longer'));
  await expect(withdrawReport(asRole('legal'), { number: third.number, reason: 'x', code: '123456' })).rejects.toMatchObject({ code: 'denied' });
});

test('signatures and endings cannot be rewritten, and go with the illustrative runs they are on', async () => {
  const { number } = await newReadyRun({ illustrative: true });
  await sign(number);
  await withdraw(number);
  const { pool } = await connection();
  for (const table of ['report_signatures', 'report_endings']) await expect(pool.query(`update ${table} set ${table === 'report_endings' ? 'reason' : 'statement'} = 'x'`)).rejects.toThrow(/append-only/);
  await removeIllustrative(system, {});
  expect((await pool.query('select 1 from report_signatures where run = $1 union all select 1 from report_endings where run = $1', [number])).rowCount).toBe(0);
});

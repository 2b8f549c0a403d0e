import { expect, test } from 'vitest';
import { confirmSession } from '@/domain/access/commands/confirm-session';
import { createUser } from '@/domain/access/commands/create-user';
import { enrolSecondFactor, pendingMinutes } from '@/domain/access/commands/enrol-second-factor';
import { limitUser } from '@/domain/access/commands/limit-user';
import { openSession, verifyCredentials } from '@/domain/access/commands/open-session';
import { resetSecondFactor } from '@/domain/access/commands/reset-second-factor';
import { setPassword } from '@/domain/access/commands/set-password';
import { spendCode, wrongCodes } from '@/domain/access/commands/spend-code';
import { startSecondFactor } from '@/domain/access/commands/start-second-factor';
import type { Role } from '@/domain/access/vocabulary';
import { awaitsCode, findViewer, listUsers } from '@/domain/access/queries';
import { ownSecondFactor } from '@/domain/access/second-factor-queries';
import { hotp, totpStep } from '@/domain/access/totp';
import { connection } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { fromBase32 } from '@/db/testing/authenticator';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
let made = 0;
const start = Date.parse('2026-03-01T12:00:00Z');
/** A clock that stands, so many seconds after the start. */
const at = (seconds: number) => () => new Date(start + seconds * 1_000);

async function newPerson(role: Role = 'dpo') {
  const { id } = await createUser(system, { email: `factor-${(made += 1)}@example.org`, name: 'Someone', role });
  return { id, actor: asRole(role, id) };
}
const openAt = async (userId: string, seconds: number) => (await openSession(system, { userId, method: 'link' }, at(seconds))).session;

async function viewerOf(session: string, seconds: number) {
  const viewer = await findViewer(session, at(seconds));
  if (!viewer) throw new Error('Nobody is signed in.');
  return viewer;
}

/** Somebody with an authenticator: their codes, and the session they enrolled in. */
async function enrolled(role: Role = 'dpo') {
  const { id, actor } = await newPerson(role);
  const session = await openAt(id, 0);
  await startSecondFactor(actor, { kind: 'totp' }, at(0));
  const { pending } = await ownSecondFactor(await viewerOf(session, 0), 'Noticeboard', at(0));
  const key = fromBase32(pending?.key ?? '');
  const codeAt = (seconds: number) => hotp(key, totpStep(at(seconds)()));
  const { codes } = await enrolSecondFactor(actor, { session, code: codeAt(0) }, at(0));
  return { id, actor, session, codeAt, codes };
}

test('a person enrols with a code of the key shown, gets ten recovery codes once, and leaves evidence without any of them', async () => {
  const { id, actor } = await newPerson();
  const [session, other] = [await openAt(id, 0), await openAt(id, 0)];
  const seq = await nextSeq();
  await startSecondFactor(actor, { kind: 'totp' }, at(0));
  const { pending } = await ownSecondFactor(await viewerOf(session, 0), 'Noticeboard', at(0));
  const key = pending?.key ?? '';
  expect(pending?.address).toContain(`secret=${key}&`);
  const wrong = hotp(fromBase32(key), totpStep(at(0)()) + 9);
  await expect(enrolSecondFactor(actor, { session, code: wrong }, at(0))).rejects.toMatchObject({ options: { fields: [{ field: 'code', message: 'code_wrong' }] } });
  expect(await findViewer(session, at(1))).not.toBeNull();
  const code = hotp(fromBase32(key), totpStep(at(0)()));
  const { codes } = await enrolSecondFactor(actor, { session, code: `${code.slice(0, 3)} ${code.slice(3)}` }, at(0));
  expect(new Set(codes).size).toBe(10);
  expect(await findViewer(session, at(1))).toMatchObject({ actor: { id } });
  expect(await findViewer(other, at(1))).toBeNull();
  expect(await ownSecondFactor(await viewerOf(session, 1), 'Noticeboard', at(1))).toMatchObject({ recoveryCodesLeft: 10, pending: null, enrolledAt: at(0)() });
  expect((await listUsers(system)).find((user) => user.id === id)?.enrolledAt).toEqual(at(0)());
  const entries = await entriesFrom(seq);
  expect(entries.map((entry) => entry.action)).toEqual(['second_factor.start', 'second_factor.enrol']);
  const { pool } = await connection();
  const dump = JSON.stringify([entries, (await pool.query('select * from second_factors')).rows, (await pool.query('select * from recovery_codes')).rows]);
  for (const clear of [key, fromBase32(key).toString('hex'), ...codes, ...codes.map((one) => one.replaceAll('-', ''))]) expect(dump).not.toContain(clear);
});

test('a key that was shown waits for half an hour, and an API key cannot enrol', async () => {
  const { id, actor } = await newPerson();
  const session = await openAt(id, 0);
  await startSecondFactor(actor, { kind: 'totp' }, at(0));
  const late = pendingMinutes * 60 + 1;
  await expect(enrolSecondFactor(actor, { session, code: '000000' }, at(late))).rejects.toMatchObject({ options: { detail: 'no_pending_key' } });
  await expect(startSecondFactor({ kind: 'key', id: 'k', scope: 'dpo' }, { kind: 'totp' })).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('with an authenticator a session is nobody’s until a code was given, and then has another id', async () => {
  const { id, codeAt } = await enrolled();
  const session = await openAt(id, 60);
  expect(await findViewer(session, at(61))).toBeNull();
  expect(await awaitsCode(session, at(61))).toBe(true);
  const seq = await nextSeq();
  const full = await confirmSession({ session, code: codeAt(60) }, at(60));
  expect(full).not.toBe(session);
  expect(await findViewer(full, at(61))).toMatchObject({ actor: { id } });
  expect(await findViewer(session, at(61))).toBeNull();
  expect(await awaitsCode(session, at(61))).toBe(false);
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'session.confirm', object: { id } }]);
  await expect(confirmSession({ session: 'unknown', code: codeAt(90) }, at(90))).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('the same code, given fifty times at once, counts once', async () => {
  const { id, codeAt } = await enrolled();
  const tries = await Promise.allSettled(Array.from({ length: 50 }, () => spendCode(id, codeAt(60), at(60))));
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ options: { detail: 'code_spent' } });
  await expect(spendCode(id, codeAt(30), at(60))).rejects.toMatchObject({ options: { detail: 'code_spent' } });
  await expect(spendCode(id, codeAt(90), at(60))).resolves.toBe('totp');
});

test('after five wrong codes even the right one is refused for fifteen minutes', async () => {
  const { id, codeAt } = await enrolled();
  for (let n = 0; n < wrongCodes; n += 1) await expect(spendCode(id, codeAt(600 + n * 90), at(60))).rejects.toMatchObject({ options: { detail: 'code_wrong' } });
  await expect(spendCode(id, codeAt(60), at(60))).rejects.toMatchObject({ code: 'too_many' });
  await expect(spendCode(id, codeAt(60 + 15 * 60), at(60 + 15 * 60))).resolves.toBe('totp');
});

test('a recovery code lets in once where the authenticator is lost, and another one enrols anew', async () => {
  const { id, actor, session, codes, codeAt } = await enrolled();
  const [first = '', second = ''] = codes;
  await expect(spendCode(id, first, at(60))).rejects.toMatchObject({ options: { detail: 'code_wrong' } });
  const seq = await nextSeq();
  const full = await confirmSession({ session: await openAt(id, 60), code: first.toLowerCase() }, at(60));
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'session.open' }, { action: 'session.confirm', after: { second_factor: 'recovery_code' } }]);
  expect((await ownSecondFactor(await viewerOf(full, 61), 'Noticeboard', at(61))).recoveryCodesLeft).toBe(9);
  await expect(confirmSession({ session: await openAt(id, 61), code: first }, at(61))).rejects.toMatchObject({ options: { detail: 'code_wrong' } });
  await expect(startSecondFactor(actor, { kind: 'totp' }, at(62))).rejects.toMatchObject({ code: 'invalid' });
  await startSecondFactor(actor, { kind: 'totp', code: second }, at(62));
  const { pending } = await ownSecondFactor(await viewerOf(full, 62), 'Noticeboard', at(62));
  const key = fromBase32(pending?.key ?? '');
  await enrolSecondFactor(actor, { session: full, code: hotp(key, totpStep(at(62)())) }, at(62));
  await expect(spendCode(id, codeAt(120), at(120))).rejects.toMatchObject({ options: { detail: 'code_wrong' } });
  await expect(spendCode(id, codes[2] ?? '', at(121), { recovery: true })).rejects.toMatchObject({ options: { detail: 'code_wrong' } });
  expect(await findViewer(session, at(63))).toBeNull();
});

test('an admin resets a lost authenticator, with evidence; nobody else does', async () => {
  const { id, session } = await enrolled();
  await expect(resetSecondFactor(asRole('dpo'), { id })).rejects.toMatchObject({ code: 'denied' });
  const seq = await nextSeq();
  await resetSecondFactor(asRole('admin'), { id });
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'second_factor.reset', object: { id }, before: { second_factor: 'totp' }, after: { second_factor: 'none' } }]);
  expect(await findViewer(session, at(1))).toBeNull();
  expect(await findViewer(await openAt(id, 60), at(61))).toMatchObject({ actor: { id } });
  await expect(resetSecondFactor(asRole('admin'), { id })).rejects.toMatchObject({ code: 'missing' });
});

test('an account with an end works to the end of that day and not a moment longer, by any door', async () => {
  const { id, actor } = await newPerson('auditor');
  await setPassword(actor, { password: 'correct horse battery staple' });
  await expect(limitUser(asRole('dpo'), { id, until: '2026-03-01' }, at(0))).rejects.toMatchObject({ code: 'denied' });
  await expect(limitUser(asRole('admin'), { id, until: '2026-02-28' }, at(0))).rejects.toMatchObject({ options: { fields: [{ field: 'until', message: 'day_over' }] } });
  const seq = await nextSeq();
  await limitUser(asRole('admin'), { id, until: '2026-03-01' }, at(0));
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'user.limit', object: { id }, before: { expires_at: null }, after: { expires_at: '2026-03-02T00:00:00.000Z' } }]);
  const end = 12 * 3_600;
  const session = await openAt(id, end - 60);
  expect(await findViewer(session, at(end - 1))).toMatchObject({ actor: { id } });
  expect(await findViewer(session, at(end))).toBeNull();
  await expect(openSession(system, { userId: id, method: 'oidc' }, at(end))).rejects.toMatchObject({ code: 'missing' });
  const { email } = (await listUsers(system)).find((user) => user.id === id) ?? { email: '' };
  expect(await verifyCredentials(email, 'correct horse battery staple', at(end - 1))).toBe(id);
  expect(await verifyCredentials(email, 'correct horse battery staple', at(end))).toBeNull();
  await limitUser(asRole('admin'), { id, until: '' }, at(end));
  expect(await findViewer(session, at(end))).toMatchObject({ actor: { id } });
  const admin = await newPerson('admin');
  await expect(limitUser(asRole('admin'), { id: admin.id, until: '2026-03-05' }, at(0))).rejects.toMatchObject({ options: { detail: 'admin_limited' } });
});

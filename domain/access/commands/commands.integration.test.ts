import { expect, test, vi } from 'vitest';
import { changeRole } from '@/domain/access/commands/change-role';
import { completeSetup } from '@/domain/access/commands/complete-setup';
import { createKey } from '@/domain/access/commands/create-key';
import { createLink, linkMinutes } from '@/domain/access/commands/create-link';
import { createUser } from '@/domain/access/commands/create-user';
import { disableUser } from '@/domain/access/commands/disable-user';
import { endSession } from '@/domain/access/commands/end-session';
import { openSession, redeemSignInLink, sessionHours, verifyCredentials, wrongPasswords } from '@/domain/access/commands/open-session';
import { revokeKey } from '@/domain/access/commands/revoke-key';
import { setPassword } from '@/domain/access/commands/set-password';
import * as passwords from '@/domain/access/password';
import type { Actor } from '@/domain/access/permissions';
import { actorOfKey, findViewer, idleMinutes, isLinkLive, isSetUp } from '@/domain/access/queries';
import { tokenDigest } from '@/domain/access/token';
import type { Command } from '@/domain/command';
import { connection } from '@/db/client';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
vi.mock('@/domain/access/password', { spy: true });
const admin = asRole('admin');
const long = 'correct horse battery staple';
let made = 0;
const person = (role = 'manager') => ({ email: `someone-${(made += 1)}@example.org`, name: 'Someone', role });
const newUser = async (role?: string) => (await createUser(admin, person(role))).id;
const newSession = async (userId: string) => (await openSession(system, { userId, method: 'link' })).session;
const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);

test('twenty people use the setup link at once: there is one admin', async () => {
  expect(await isSetUp()).toBe(false);
  const { token } = await createLink(system, { kind: 'setup' });
  const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => completeSetup(system, { token, email: `admin-${n}@example.org`, name: 'Admin', password: long })));
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
  const { pool } = await connection();
  expect((await pool.query(`select 1 from users where role = 'admin'`)).rowCount).toBe(1);
  expect(await isSetUp()).toBe(true);
  const again = await createLink(system, { kind: 'setup' });
  await expect(completeSetup(system, { token: again.token, email: 'late@example.org', name: 'Late', password: long })).rejects.toMatchObject({ options: { detail: 'already_set_up' } });
});

type Case = { name: string; command: Command<unknown>; input: () => Promise<unknown>; by?: Actor; refused: Actor; action: string; after: Record<string, unknown>; before?: Record<string, unknown> };
const cases: Case[] = [
  { name: 'createUser', command: createUser, input: async () => person('auditor'), refused: asRole('dpo'), action: 'user.create', after: { role: 'auditor' } },
  { name: 'changeRole', command: changeRole, input: async () => ({ id: await newUser('manager'), role: 'legal' }), refused: asRole('manager'), action: 'user.change_role', before: { role: 'manager' }, after: { role: 'legal' } },
  { name: 'disableUser', command: disableUser, input: async () => ({ id: await newUser() }), refused: asRole('legal'), action: 'user.disable', before: { disabled: false }, after: { disabled: true } },
  { name: 'createLink', command: createLink, input: async () => ({ kind: 'sign_in', userId: await newUser() }), refused: asRole('auditor'), action: 'link.create', after: { kind: 'sign_in' } },
  { name: 'openSession', command: openSession, input: async () => ({ userId: await newUser(), method: 'oidc' }), by: system, refused: asRole('dpo'), action: 'session.open', after: { method: 'oidc' } },
  { name: 'endSession', command: endSession, input: async () => ({ session: await newSession(await newUser()) }), refused: ingestKey, action: 'session.end', after: { ended: true } },
  { name: 'setPassword', command: setPassword, input: async () => ({ password: long }), by: asRole('manager', 'nobody'), refused: ingestKey, action: 'user.set_password', after: { password: 'set' } },
  { name: 'createKey', command: createKey, input: async () => ({ name: 'CRM', scope: 'ingest' }), refused: asRole('dpo'), action: 'key.create', after: { scope: 'ingest' } },
  { name: 'revokeKey', command: revokeKey, input: async () => ({ id: (await createKey(admin, { name: 'x', scope: 'manager' })).id }), refused: asRole('manager'), action: 'key.revoke', before: { revoked: false }, after: { revoked: true } },
];

test.each(cases)('$name: does it, refuses the wrong role, leaves evidence', async ({ command, input, by = admin, refused, action, before, after }) => {
  const given = await input();
  const seq = await nextSeq();
  await expect(command(refused, given)).rejects.toMatchObject({ code: 'denied' });
  await expect(command(by, {})).rejects.toMatchObject({ code: 'invalid' });
  expect(await nextSeq()).toBe(seq);
  await command(by, given);
  const entries = await entriesFrom(seq);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ action, actor: { kind: by.kind, id: by.id }, ...(before ? { before } : {}), after });
  expect(JSON.stringify(entries)).not.toMatch(/@example\.org|correct horse|Someone/);
});

test('a one-time link opens the door once, and not after its time', async () => {
  const userId = await newUser();
  const { token } = await createLink(admin, { kind: 'sign_in', userId });
  expect(await isLinkLive(tokenDigest(token), 'sign_in')).toBe(true);
  await expect(redeemSignInLink(token, later(linkMinutes + 1))).rejects.toMatchObject({ options: { detail: 'link_spent' } });
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => redeemSignInLink(token)));
  expect(tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))).toEqual([userId]);
  expect(await isLinkLive(tokenDigest(token), 'sign_in')).toBe(false);
  await expect(completeSetup(system, { token, email: 'x@example.org', name: 'x', password: long })).rejects.toMatchObject({ code: 'conflict' });
});

test('after five wrong passwords no further one is looked at for fifteen minutes, not even the right one', async () => {
  const { email, ...rest } = person();
  const { id } = await createUser(admin, { email, ...rest });
  await setPassword(asRole('manager', id), { password: long });
  expect(await verifyCredentials(` ${email.toUpperCase()} `, long)).toBe(id);
  for (let i = 0; i < wrongPasswords; i += 1) expect(await verifyCredentials(email, 'wrong')).toBeNull();
  const verify = vi.mocked(passwords.verifyPassword);
  verify.mockClear();
  await expect(verifyCredentials(email, long)).rejects.toMatchObject({ code: 'too_many' });
  expect(verify).not.toHaveBeenCalled();
  expect(await verifyCredentials(email, long, later(16))).toBe(id);
  expect(await verifyCredentials('nobody@example.org', long)).toBeNull();
  expect(verify).toHaveBeenCalledTimes(2); // Also for an account that does not exist.
});

test('another role holds on the next look, and what an admin lost is refused', async () => {
  const userId = await newUser('admin');
  const session = await newSession(userId);
  expect(await findViewer(session)).toMatchObject({ role: 'admin', actor: { kind: 'user', id: userId, role: 'admin' } });
  await changeRole(admin, { id: userId, role: 'manager' });
  expect(await findViewer(session)).toMatchObject({ role: 'manager', actor: { role: 'manager' } });
});

test('an ended session, a disabled user and idleness all end on the next look', async () => {
  const userId = await newUser();
  const [one, two] = [await newSession(userId), await newSession(userId)];
  await endSession(admin, { session: one });
  expect(await findViewer(one)).toBeNull();
  expect(await findViewer(two, later(idleMinutes + 1))).toBeNull();
  expect(await findViewer(two)).not.toBeNull();
  await disableUser(admin, { id: userId });
  expect(await findViewer(two)).toBeNull();
  await expect(openSession(system, { userId, method: 'link' })).rejects.toMatchObject({ code: 'missing' });
  await expect(disableUser(admin, { id: userId })).rejects.toMatchObject({ code: 'missing' });
});

test('a session ends at its age, however often it is used', async () => {
  const session = await newSession(await newUser());
  for (let minutes = idleMinutes - 5; minutes < sessionHours * 60; minutes += idleMinutes - 5) expect(await findViewer(session, later(minutes))).not.toBeNull();
  expect(await findViewer(session, later(sessionHours * 60 + 1))).toBeNull();
});

test('a new password ends every session of its owner, and nobody can set one for another', async () => {
  const userId = await newUser();
  const session = await newSession(userId);
  await setPassword(asRole('manager', userId), { password: long });
  expect(await findViewer(session)).toBeNull();
  await expect(setPassword(system, { password: long })).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(setPassword(asRole('manager', userId), { password: 'too short' })).rejects.toMatchObject({ options: { fields: [{ field: 'password', message: 'password_short' }] } });
});

test('the last admin stays, also when two admins take the role from each other at once', async () => {
  const { pool } = await connection();
  const others = await pool.query<{ id: string }>(`select id from users where role = 'admin' and disabled_at is null`);
  const [a, b] = [await newUser('admin'), await newUser('admin')];
  for (const { id } of others.rows) await changeRole(admin, { id, role: 'auditor' });
  const tries = await Promise.allSettled([changeRole(admin, { id: a, role: 'dpo' }), changeRole(admin, { id: b, role: 'dpo' }), disableUser(admin, { id: a }), disableUser(admin, { id: b })]);
  expect(tries.filter((one) => one.status === 'fulfilled').length).toBeGreaterThan(0);
  expect((await pool.query(`select 1 from users where role = 'admin' and disabled_at is null`)).rowCount).toBe(1);
});

test('a key acts in its scope until it is revoked or too old; only the digest of its secret is stored', async () => {
  const { id, key } = await createKey(admin, { name: 'CRM', scope: 'ingest', days: 1 });
  expect(await actorOfKey(`Bearer ${key}`)).toEqual({ kind: 'key', id, scope: 'ingest' });
  for (const wrong of [null, '', key, `Bearer ${key}x`, `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`]) await expect(actorOfKey(wrong)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(actorOfKey(`Bearer ${key}`, later(24 * 60 + 1))).rejects.toMatchObject({ code: 'unauthenticated' });
  await revokeKey(admin, { id });
  await expect(actorOfKey(`Bearer ${key}`)).rejects.toMatchObject({ code: 'unauthenticated' });
  const { pool } = await connection();
  const secret = key.replace(/^nb_[0-9a-f]{16}_/, '');
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  for (const table of ['api_keys', 'log_entries', 'log_disclosures']) expect((await pool.query(`select 1 from ${table} t where strpos(t::text, $1) > 0`, [secret])).rowCount).toBe(0);
});

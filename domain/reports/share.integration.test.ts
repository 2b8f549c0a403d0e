import { expect, test, vi } from 'vitest';
import * as passwords from '@/domain/access/password';
import { withdrawReport } from '@/domain/reports/commands/end-report';
import { downloadShared, openShare, wrongSharePasswords } from '@/domain/reports/commands/open-share';
import { revokeShare, shareReport } from '@/domain/reports/commands/share-report';
import { listShares, sharedReport } from '@/domain/reports/share-queries';
import { connection } from '@/db/client';
import { asRole } from '@/db/testing/actors';
import { personWithAuthenticator } from '@/db/testing/signer';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { newReadyRun } from '@/db/testing/runs';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
vi.mock('@/domain/access/password', { spy: true });
const dpo = asRole('dpo');
const start = Date.parse('2026-03-01T12:00:00Z');
const at = (minutes: number) => () => new Date(start + minutes * 60_000);
const password = 'for the authority';
const share = (number: number, more: Record<string, unknown> = {}) => shareReport(dpo, { number, reader: 'The authority', ...more }, at(0));
async function read(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

test('a link is made, opened and read by somebody outside; all of it is evidence, without token, password or reader', async () => {
  const { number, content } = await newReadyRun();
  const seq = await nextSeq();
  const { id, token, expiresAt } = await share(number, { password, days: '7' });
  expect(expiresAt).toEqual(at(7 * 1_440)());
  expect(await sharedReport(token, () => undefined, at(1))).toEqual({ state: 'closed', needsPassword: true });
  await expect(openShare({ token }, at(1))).rejects.toMatchObject({ options: { fields: [{ message: 'share_password_wrong' }] } });
  const { pass } = await openShare({ token, password }, at(1));
  expect(await sharedReport(token, (asked) => (asked === id ? pass : undefined), at(2))).toMatchObject({ state: 'open', number, standing: 'unsigned', files: [{ name: 'report.json' }], downloadsLeft: null });
  const file = await downloadShared(token, () => pass, 'report.json', at(2));
  expect(await read(file.chunks)).toEqual(content);
  await expect(downloadShared(token, () => undefined, 'report.json', at(2))).rejects.toMatchObject({ code: 'missing' });
  await expect(downloadShared(token, () => pass, 'other.json', at(2))).rejects.toMatchObject({ code: 'missing' });
  const entries = await entriesFrom(seq);
  expect(entries).toMatchObject([
    { action: 'share.create', actor: { id: dpo.id }, object: { type: 'share', id }, after: { report: number, password: true } },
    { action: 'share.view', actor: { kind: 'system', id: 'share' }, after: { report: number, view: 1 } },
    { action: 'share.download', after: { download: 1, file: { name: 'report.json', sha256: file.sha256 } } },
  ]);
  const { pool } = await connection();
  const dump = JSON.stringify([entries, (await pool.query('select * from report_shares')).rows]);
  expect(dump).not.toContain(token);
  expect(dump).not.toContain(password);
  expect(JSON.stringify(entries)).not.toContain('The authority');
  expect(await listShares(asRole('auditor'), number, at(2))).toMatchObject([{ id, reader: 'The authority', views: 1, downloads: 1, hasPassword: true, state: 'live' }]);
});

test('only DPO and legal make and revoke links; a manager does not see them', async () => {
  const { number } = await newReadyRun();
  for (const role of ['admin', 'manager', 'auditor'] as const) {
    await expect(shareReport(asRole(role), { number, reader: 'x' })).rejects.toMatchObject({ code: 'denied' });
    await expect(revokeShare(asRole(role), { id: 'x' })).rejects.toMatchObject({ code: 'denied' });
  }
  await expect(listShares(asRole('manager'), number)).rejects.toMatchObject({ code: 'denied' });
  await expect(shareReport(asRole('legal'), { number, reader: 'x', days: 91 })).rejects.toMatchObject({ options: { fields: [{ field: 'days', message: 'share_days_range' }] } });
  await expect(shareReport(asRole('legal'), { number, reader: 'x', password: 'short' })).rejects.toMatchObject({ code: 'invalid' });
});

test('an unknown, an expired, a revoked and a used-up link are refused alike, and revoking ends what is open', async () => {
  const { number } = await newReadyRun();
  const { id, token } = await share(number, { days: 1, max_views: 1 });
  const { pass } = await openShare({ token }, at(0));
  const refusal = { code: 'missing', message: 'The link does not exist, or you may not see it.' };
  await expect(openShare({ token: 'unknown' }, at(0))).rejects.toMatchObject(refusal);
  await expect(openShare({ token }, at(1_440))).rejects.toMatchObject(refusal);
  await expect(openShare({ token }, at(1))).rejects.toMatchObject(refusal);
  await expect(sharedReport(token, () => undefined, at(1))).rejects.toMatchObject(refusal);
  expect((await sharedReport(token, () => pass, at(1))).state).toBe('open');
  await revokeShare(asRole('legal'), { id }, at(2));
  await expect(sharedReport(token, () => pass, at(3))).rejects.toMatchObject(refusal);
  await expect(downloadShared(token, () => pass, 'report.json', at(3))).rejects.toMatchObject({ code: 'missing' });
  await expect(revokeShare(dpo, { id }, at(4))).rejects.toMatchObject({ code: 'missing' });
});

test('views and downloads stop at their maximum, also when many come at once', async () => {
  const { number } = await newReadyRun();
  const { token } = await share(number, { max_views: '3', max_downloads: '2' });
  const opened = await Promise.allSettled(Array.from({ length: 10 }, () => openShare({ token }, at(0))));
  const passes = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value.pass] : []));
  expect(passes).toHaveLength(3);
  const taken = await Promise.allSettled(Array.from({ length: 10 }, () => downloadShared(token, () => passes[0], 'report.json', at(1))));
  expect(taken.filter((one) => one.status === 'fulfilled')).toHaveLength(2);
  expect(await sharedReport(token, () => passes[0], at(1))).toMatchObject({ downloadsLeft: 0 });
});

test('after five wrong passwords nothing is hashed any more, and the right one is refused for a while', async () => {
  const { number } = await newReadyRun();
  const { token } = await share(number, { password });
  for (let n = 0; n < wrongSharePasswords; n += 1) await expect(openShare({ token, password: `wrong ${n}` }, at(0))).rejects.toMatchObject({ code: 'invalid' });
  const verify = vi.mocked(passwords.verifyPassword);
  verify.mockClear();
  await expect(openShare({ token, password }, at(1))).rejects.toMatchObject({ code: 'too_many' });
  expect(verify).not.toHaveBeenCalled();
  await expect(openShare({ token, password }, at(16))).resolves.toMatchObject({ pass: expect.any(String) });
});

test('of a withdrawn run a link shows that it is withdrawn, and no file; no new link is made to it', async () => {
  const { number } = await newReadyRun();
  const { token } = await share(number);
  const { pass } = await openShare({ token }, at(0));
  const person = await personWithAuthenticator('dpo', at(0)());
  await withdrawReport(person.actor, { number, reason: 'A number was wrong.', code: person.code(at(1)()) }, at(1));
  expect(await sharedReport(token, () => pass, at(2))).toMatchObject({ state: 'open', standing: 'withdrawn', files: [], ending: { reason: 'A number was wrong.' } });
  await expect(downloadShared(token, () => pass, 'report.json', at(2))).rejects.toMatchObject({ code: 'missing' });
  await expect(share(number)).rejects.toMatchObject({ options: { detail: 'run_stands_no_longer' } });
});

test('a run that is not ready, or that lists people, is not shared, nor shown through a link that there is', async () => {
  const unready = await newReadyRun({ status: 'queued' });
  await expect(share(unready.number)).rejects.toMatchObject({ options: { detail: 'run_not_ready' } });
  const { number } = await newReadyRun();
  const { token } = await share(number);
  const { pass } = await openShare({ token }, at(0));
  const { pool } = await connection();
  for (const type of ['subject_evidence', 'event_extract']) {
    await pool.query('update report_runs set type = $1 where number = $2', [type, number]);
    await expect(share(number)).rejects.toMatchObject({ options: { detail: expect.stringMatching(/lists_people/) } });
    await expect(sharedReport(token, () => pass, at(1))).rejects.toMatchObject({ code: 'missing' });
    await expect(downloadShared(token, () => pass, 'report.json', at(1))).rejects.toMatchObject({ code: 'missing' });
  }
});

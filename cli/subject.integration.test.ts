import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { root } from '@/cli/bootstrap.mjs';
import { POST as erase } from '@/app/api/v1/campaigns/[campaign]/subjects/erase/route';
import { POST as exportPacks } from '@/app/api/v1/campaigns/[campaign]/subjects/export/route';
import { createKey } from '@/domain/access/commands/create-key';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { setLegalHold } from '@/domain/uptake/commands/set-legal-hold';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

async function campaignWith(...subjects: string[]): Promise<string> {
  const { key } = await createCampaign(asRole('dpo'), { file: campaignFile() });
  async function* body() {
    yield Buffer.from(subjects.map((subject, i) => `${JSON.stringify({ id: `e${i}`, subject, type: 'accepted', occurred_at: '2026-02-01T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app' })}\n`).join(''));
  }
  await importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, body());
  return key;
}

async function noticeboard(args: string[], input: string): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [path.join(root, 'cli/noticeboard.mjs'), ...args], { env: process.env });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise<number | null>((resolve) => child.once('exit', resolve))]);
  return { code, out, err };
}

test('noticeboard subject takes identifiers on standard input, prints access packs, and erases', async () => {
  const campaign = await campaignWith('ann@example.org', 'bob@example.org');
  const pack = await noticeboard(['subject', 'export', campaign, '--json'], '\uFEFFann@example.org\r\nnobody@example.org\n');
  expect([pack.code, pack.err]).toEqual([1, '']);
  expect(JSON.parse(pack.out)).toMatchObject({ campaign: { key: campaign }, subjects: [{ line: 1, status: 'known', events: [{ id: 'e0', type: 'accepted' }] }, { line: 2, status: 'unknown' }] });
  const erased = await noticeboard(['subject', 'erase', campaign], 'ann@example.org\n');
  expect(erased.code).toBe(0);
  expect(JSON.parse(erased.out)).toMatchObject({ campaign, asked: 1, erased: 1, events: 1, unknown_lines: [] });
  expect((await noticeboard(['log', 'fsck'], '')).code).toBe(0);
  expect(`${pack.out}${erased.out}`).not.toContain('example.org');
});

test('noticeboard subject says what is missing and takes no identifier as an argument', async () => {
  const campaign = await campaignWith('ann');
  expect(await noticeboard(['subject', 'forget', campaign], 'ann')).toMatchObject({ code: 2, out: '' });
  expect(await noticeboard(['subject', 'erase', campaign, 'ann'], '\n')).toMatchObject({ code: 2, err: expect.stringContaining('standard input') });
  expect(await noticeboard(['subject', 'erase', 'no-such'], 'ann')).toMatchObject({ code: 1, err: expect.stringContaining('no-such') });
});

test('noticeboard campaign holds, releases and limits how long events are kept', async () => {
  const campaign = await campaignWith('ann');
  expect(await noticeboard(['campaign', 'hold', campaign], '')).toMatchObject({ code: 2, err: expect.stringContaining('--reason') });
  expect((await noticeboard(['campaign', 'hold', campaign, '--reason', 'a case'], '')).code).toBe(0);
  expect(await noticeboard(['subject', 'erase', campaign], 'ann')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('legal hold') });
  expect((await noticeboard(['campaign', 'release', campaign, '--reason', 'settled'], '')).code).toBe(0);
  expect(await noticeboard(['campaign', 'retain', campaign, '--days', 'soon', '--reason', 'r'], '')).toMatchObject({ code: 2 });
  expect(JSON.parse((await noticeboard(['campaign', 'retain', campaign, '--days', '365', '--reason', 'the notice'], '')).out)).toEqual({ campaign, retention_days: 365 });
});

test('the API answers packs and erasures to a key of the data protection officer, and never repeats an identifier', async () => {
  const campaign = await campaignWith('ann@example.org');
  const call = async (route: typeof erase, scope: string, body: unknown) => {
    const { key } = await createKey(system, { scope, name: scope });
    const request = new Request('http://127.0.0.1/', { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const answer = await route(request, { params: Promise.resolve({ campaign }) });
    return { status: answer.status, cache: answer.headers.get('cache-control'), body: await answer.text() };
  };
  const ask = { identifiers: ['ann@example.org'] };
  expect(await call(exportPacks, 'legal', ask)).toMatchObject({ status: 200, cache: 'no-store', body: expect.stringContaining('"status":"known"') });
  for (const scope of ['ingest', 'admin', 'manager', 'auditor', 'legal']) for (const body of [ask, {}, []]) expect(await call(erase, scope, body)).toMatchObject({ status: 403 });
  for (const scope of ['ingest', 'admin', 'manager', 'auditor']) for (const body of [ask, {}, []]) expect(await call(exportPacks, scope, body)).toMatchObject({ status: 403 });
  await setLegalHold(system, { campaign, on: true, reason: 'a case' });
  expect(await call(erase, 'dpo', ask)).toMatchObject({ status: 409, body: expect.stringContaining('"code":"legal_hold"') });
  await setLegalHold(system, { campaign, on: false, reason: 'settled' });
  expect(await call(erase, 'dpo', ask)).toMatchObject({ status: 200, body: expect.stringContaining('"erased":1') });
  for (const wrong of [{}, ask.identifiers, { identifiers: ['ann@example.org', 'ann@example.org'.repeat(30)] }, { identifiers: 'ann@example.org' }]) {
    for (const route of [erase, exportPacks]) {
      const answer = await call(route, 'dpo', wrong);
      expect(answer.status).toBe(400);
      expect(answer.body).not.toContain('ann@');
    }
  }
});

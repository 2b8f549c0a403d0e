import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import { tendLog } from '@/domain/evidence/commands/tend-log';
import { append } from '@/domain/evidence/log';
import { readLogKey } from '@/domain/evidence/log-files';
import { asSuperuser } from '@/domain/evidence/testing/log-rows';
import { readZip, verifyBundle } from '@/domain/evidence/verify.mjs';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import type { ReportFile } from '@/domain/reports/document';
import { bundleName, getRun, openFile } from '@/domain/reports/queries';
import { transact } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { entriesFrom } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo', 'dpo');

async function* oneFile(): AsyncGenerator<ReportFile> {
  yield { name: 'report.json', mediaType: 'application/json', chunks: (async function* () { yield Buffer.from('{"a":1}\n'); })() };
}

/** Asks for a record, makes it with one small file, and gives its number. */
async function make(): Promise<number> {
  const { number } = await requestReport(dpo, { type: 'article_30_record', language: 'en' });
  expect(await runNextReport({ render: oneFile })).toEqual({ number, status: 'ready' });
  return number;
}

async function read(number: number): Promise<Buffer> {
  const { chunks, size } = await openFile(dpo, number, bundleName(number));
  const pieces: Buffer[] = [];
  for await (const piece of chunks) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  expect(bytes.length).toBe(size);
  return bytes;
}

const publishAll = async () => {
  for (let i = 0; i < 3; i += 1) expect((await tendLog()).fault).toBeNull();
};

beforeAll(async () => {
  await createUser(system, { email: 'a@example.org', name: 'A', role: 'auditor' });
  await publishAll();
});

describe('the bundle of a run', () => {
  test('is there once the log has published its manifest, and is valid', async () => {
    const number = await make();
    await expect(openFile(dpo, number, bundleName(number))).rejects.toMatchObject({ code: 'conflict', options: { detail: 'not_sealed' } });
    await publishAll();
    const bundle = await read(number);
    expect(verifyBundle({ bundle, vkeys: [readLogKey()?.vkey ?? ''] })).toMatchObject({ code: 0, verdict: expect.stringContaining(`report ${number} `) });
    expect([...readZip(bundle).keys()]).toEqual(['README.txt', 'attest/consistency.json', 'attest/manifest.entry.json', 'attest/manifest.tlog-proof', 'attest/trust.policy', 'manifest.json', 'report.json', 'verify.mjs']);
  });

  test('names by digest what the log names: manifest, files, inputs, versions, the log as of then and the report before', async () => {
    const number = await make();
    await publishAll();
    const files = readZip(await read(number));
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '');
    const run = await getRun(dpo, number);
    expect(manifest).toMatchObject({ format: 'noticeboard/report@1', type: 'article_30_record', inputs_sha256: run.inputsSha256, as_of: run.asOf.toISOString(), versions: { app: '0.1.0', tzdata: {} }, previous: { report: number - 1 } });
    expect(JSON.stringify(manifest)).not.toContain('dpo');
    const entry = JSON.parse(files.get('attest/manifest.entry.json')?.toString() ?? '');
    expect(entry.after.manifest_sha256).toBe(createHash('sha256').update(files.get('manifest.json') ?? '').digest('hex'));
    expect((await entriesFrom(entry.seq))[0]).toEqual(entry);
  });

  test('is the same bytes each time, and goes on from each bundle before it', async () => {
    const [first, second] = [await make(), await make()];
    await publishAll();
    const third = await make();
    await publishAll();
    const bundle = await read(third);
    expect(await read(third)).toEqual(bundle);
    for (const older of [first, second]) expect(verifyBundle({ bundle, since: await read(older) })).toMatchObject({ code: 0 });
  });

  test('carries what is logged about the run later, and is still valid', async () => {
    const number = await make();
    await publishAll();
    const before = await read(number);
    const stamp = Buffer.from('a stamp');
    await transact(({ tx }) => append(tx, { action: 'report.seal', actor: dpo, object: { type: 'report', id: String(number) }, at: new Date(), after: { files: [{ name: 'attest/checkpoint.tsr', size: stamp.length, sha256: createHash('sha256').update(stamp).digest('hex') }] } }));
    await asSuperuser([`insert into report_attestations (run, name, media_type, size, sha256, made_at, content) values ($1, 'checkpoint.tsr', 'application/timestamp-reply', $2, '', now(), $3)`, [number, stamp.length, stamp]]);
    await publishAll();
    const after = await read(number);
    expect([...readZip(after).keys()].filter((name) => name.includes('seal-') || name.endsWith('.tsr'))).toHaveLength(3);
    expect(verifyBundle({ bundle: after, since: before })).toMatchObject({ code: 0 });
  });

  test('whose rows were changed by whoever administers the database is not valid', async () => {
    const number = await make();
    await publishAll();
    const changed = async (statement: string) => {
      await asSuperuser([statement, [number]]);
      return verifyBundle({ bundle: await read(number) }).code;
    };
    expect(await changed(`update report_file_chunks set content = '\\x7b2261223a327d0a' where run = $1`)).toBe(1);
    expect(await changed(`update report_manifests set manifest = replace(manifest, '"language":"en"', '"language":"de"') where run = $1`)).toBe(1);
  });

  test('is for nobody who may not see the run, and there is none of a run that is not ready', async () => {
    const { number } = await requestReport(dpo, { type: 'article_30_record', language: 'en' });
    await expect(openFile(dpo, number, bundleName(number))).rejects.toMatchObject({ code: 'missing' });
    await expect(openFile(asRole('manager'), 9_999, bundleName(9_999))).rejects.toMatchObject({ code: 'missing' });
  });
});

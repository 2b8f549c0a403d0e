import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealSignedReport } from '@/domain/reports/commands/seal-signed-report';
import { signReport } from '@/domain/reports/commands/sign-report';
import { collect } from '@/domain/reports/formats/chunks';
import { toPdf } from '@/domain/reports/formats/pdf';
import { englishPdf, sampleDocument } from '@/domain/reports/formats/sample-document';
import { getSignOff } from '@/domain/reports/sign-off-queries';
import { connection } from '@/db/client';
import { reportFileChunks, reportFiles } from '@/db/schema';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { newReadyRun } from '@/db/testing/runs';
import { personWithAuthenticator } from '@/db/testing/signer';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
const at = (seconds: number) => () => new Date(Date.parse('2026-03-01T12:00:00Z') + seconds * 1_000);
let folder = '';
const settings = ['NOTICEBOARD_SEAL_CERTIFICATE', 'NOTICEBOARD_SEAL_KEY', 'NOTICEBOARD_TSA_URL'];

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'nb-seal-'));
  if (hasOpenssl) execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${folder}/key.pem`, '-out', `${folder}/certificate.pem`, '-days', '30', '-subj', '/O=Example/CN=Seal'], { stdio: 'ignore' });
});
afterAll(() => {
  for (const name of settings) delete process.env[name];
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!hasOpenssl)('a signed run', () => {
  test('gets its PDF signed as a second file, once, with evidence that names it by digest; the files of the run stay', async () => {
    const { db } = await connection();
    const dpo = await personWithAuthenticator('dpo', at(0)());
    const { number } = await newReadyRun();
    const pdf = await collect((await toPdf({ ...sampleDocument(null, 3), language: 'en-GB' }, englishPdf)).chunks);
    await db.insert(reportFiles).values({ run: number, name: 'report.pdf', mediaType: 'application/pdf', size: pdf.length, sha256: createHash('sha256').update(pdf).digest('hex') });
    await db.insert(reportFileChunks).values({ run: number, name: 'report.pdf', position: 0, content: pdf });
    process.env.NOTICEBOARD_SEAL_CERTIFICATE = `${folder}/certificate.pem`;
    process.env.NOTICEBOARD_SEAL_KEY = `${folder}/key.pem`;
    expect(await sealSignedReport(at(1)), 'nobody has signed it').toBeNull();
    const before = await getSignOff(dpo.actor, number);
    await signReport(dpo.actor, { number, statement: 'Read.', content: before.contentSha256, code: dpo.code(at(60)()) }, at(60));

    process.env.NOTICEBOARD_TSA_URL = 'http://127.0.0.1:1/';
    await expect(sealSignedReport(at(61)), 'the authority is away').rejects.toThrow();
    expect((await getSignOff(dpo.actor, number)).attestations).toEqual([]);
    delete process.env.NOTICEBOARD_TSA_URL;

    const seq = await nextSeq();
    expect(await sealSignedReport(at(62))).toEqual({ number, files: 1 });
    expect(await sealSignedReport(at(63))).toBeNull();
    const { attestations, contentSha256 } = await getSignOff(dpo.actor, number);
    expect(attestations).toMatchObject([{ name: 'report.signed.pdf', mediaType: 'application/pdf' }]);
    expect(contentSha256).toBe(before.contentSha256);
    expect(await entriesFrom(seq)).toMatchObject([{ action: 'report.seal', object: { type: 'report', id: String(number) }, after: { files: [{ name: 'attest/report.signed.pdf', sha256: attestations[0]?.sha256, size: attestations[0]?.size }] } }]);
  });
});

test('without a certificate and an authority nothing is sealed', async () => {
  for (const name of settings) delete process.env[name];
  expect(await sealSignedReport(at(0))).toBeNull();
});

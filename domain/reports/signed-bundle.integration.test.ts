import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tendLog } from '@/domain/evidence/commands/tend-log';
import { readLogKey } from '@/domain/evidence/log-files';
import { readZip, verifyBundle } from '@/domain/evidence/verify.mjs';
import { withdrawReport } from '@/domain/reports/commands/end-report';
import { downloadShared, openShare } from '@/domain/reports/commands/open-share';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { sealSignedReport } from '@/domain/reports/commands/seal-signed-report';
import { shareReport } from '@/domain/reports/commands/share-report';
import { signReport } from '@/domain/reports/commands/sign-report';
import type { ReportFile } from '@/domain/reports/document';
import { collect } from '@/domain/reports/formats/chunks';
import { toPdf } from '@/domain/reports/formats/pdf';
import { englishPdf, sampleDocument } from '@/domain/reports/formats/sample-document';
import { bundleName, openFile } from '@/domain/reports/queries';
import { sharedReport } from '@/domain/reports/share-queries';
import { getSignOff } from '@/domain/reports/sign-off-queries';
import { connection } from '@/db/client';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { personWithAuthenticator } from '@/db/testing/signer';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-seal-'));
afterAll(() => {
  delete process.env.NOTICEBOARD_SEAL_CERTIFICATE;
  delete process.env.NOTICEBOARD_SEAL_KEY;
  rmSync(folder, { recursive: true, force: true });
});

async function* onePdf(): AsyncGenerator<ReportFile> {
  yield toPdf({ ...sampleDocument(null, 3), language: 'en-GB' }, englishPdf);
}

const publishAll = async () => {
  for (let i = 0; i < 3; i += 1) expect((await tendLog()).fault).toBeNull();
};

test.skipIf(!hasOpenssl)('the bundle of a signed run carries the signature with its proof and the signed PDF, and the shipped verifier vouches for both', async () => {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${folder}/key.pem`, '-out', `${folder}/certificate.pem`, '-days', '30', '-subj', '/O=Example/CN=Seal'], { stdio: 'ignore' });
  const start = new Date();
  const dpo = await personWithAuthenticator('dpo', start);
  const { number } = await requestReport(dpo.actor, { type: 'article_30_record', language: 'en' });
  expect(await runNextReport({ render: onePdf })).toEqual({ number, status: 'ready' });
  await publishAll();
  const later = () => new Date(start.getTime() + 30_000);
  const { contentSha256: content } = await getSignOff(dpo.actor, number);
  await signReport(dpo.actor, { number, statement: 'Read.', content, code: dpo.code(later()) }, later);
  process.env.NOTICEBOARD_SEAL_CERTIFICATE = `${folder}/certificate.pem`;
  process.env.NOTICEBOARD_SEAL_KEY = `${folder}/key.pem`;
  expect(await sealSignedReport()).toEqual({ number, files: 1 });

  const read = async () => collect((await openFile(dpo.actor, number, bundleName(number))).chunks);
  const verdict = (bundle: Buffer) => verifyBundle({ bundle, vkeys: [readLogKey()?.vkey ?? ''] }).code;
  const early = await read();
  expect(verdict(early), 'before the log has published what vouches for the signed PDF').toBe(0);
  expect([...readZip(early).keys()]).not.toContain('attest/report.signed.pdf');
  await publishAll();
  const bundle = await read();
  expect(verdict(bundle)).toBe(0);
  const names = [...readZip(bundle).keys()];
  expect(names).toContain('attest/report.signed.pdf');
  expect(names.filter((name) => /^attest\/(sign|seal)-\d+\.(entry\.json|tlog-proof)$/.test(name))).toHaveLength(4);
  // Somebody outside takes the same bundle through a link, counted; no name is in it, and none once the run is withdrawn.
  const { token } = await shareReport(dpo.actor, { number, reader: 'The authority', max_downloads: '2' }, later);
  const { pass } = await openShare({ token }, later);
  expect(await sharedReport(token, () => pass, later)).toMatchObject({ state: 'open', bundle: bundleName(number) });
  const seq = await nextSeq();
  const shared = await downloadShared(token, () => pass, bundleName(number), later);
  const taken = await collect(shared.chunks);
  expect(taken.equals(bundle)).toBe(true);
  expect(shared.size).toBe(taken.length);
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'share.download', after: { report: number, download: 1, file: { name: bundleName(number), sha256: null } } }]);
  const { pool } = await connection();
  const people = (await pool.query<{ name: string; email: string }>('select name, email from users')).rows;
  for (const { name, email } of people) for (const [file, content] of readZip(taken)) if (file !== 'attest/report.signed.pdf') expect(content.includes(email) || content.includes(`"${name}"`), file).toBe(false);
  expect(people.length).toBeGreaterThan(0);
  const code = new Date(start.getTime() + 90_000);
  await withdrawReport(dpo.actor, { number, reason: 'Wrong.', code: dpo.code(code) }, () => code);
  expect(await sharedReport(token, () => pass, later)).toMatchObject({ files: [], bundle: null });
  await expect(downloadShared(token, () => pass, bundleName(number), later)).rejects.toMatchObject({ code: 'missing' });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collect } from '@/domain/reports/formats/chunks';
import { toPdf } from '@/domain/reports/formats/pdf';
import { englishPdf, sampleDocument } from '@/domain/reports/formats/sample-document';
import { cades } from '@/domain/reports/seal/cades';
import { readSigner } from '@/domain/reports/seal/certificate';
import { signPdf } from '@/domain/reports/seal/pdf-signature';
import { authorityAddress, timeStamper } from '@/domain/reports/seal/time-stamp';

const has = (program: string, arg: string) => spawnSync(program, [arg]).error === undefined;
const hasOpenssl = has('openssl', 'version');
const hasPdfsig = has('pdfsig', '-v');
const isFull = process.env.NOTICEBOARD_SIGNING === 'full';
const kinds = isFull ? (['rsa', 'ec', 'p12'] as const) : (['rsa'] as const);

let folder = '';
let authority: Server;
let address = '';
let pdf: Buffer;
let answers: 'right' | 'other' | 'refusal' | 'redirect' | 'flood' = 'right';
const counts = { signed: 0, pdfsig: 0, cms: 0, stamps: 0 };
const file = (name: string) => path.join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

function makeCertificates(): void {
  const subject = (name: string) => ['-subj', `/O=Example/CN=${name}`];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30', ...subject('Test authority'));
  const leaf = (name: string, key: string[], extension: string) => {
    writeFileSync(file(`${name}.ext`), extension);
    openssl('req', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, ...subject(name));
    openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', `${name}.pem`, '-days', '30', '-extfile', `${name}.ext`);
  };
  leaf('rsa', ['-newkey', 'rsa:2048'], 'keyUsage=critical,digitalSignature,nonRepudiation\n');
  leaf('ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'keyUsage=critical,digitalSignature,nonRepudiation\n');
  leaf('tsa', ['-newkey', 'rsa:2048'], 'keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n');
  openssl('pkcs12', '-export', '-inkey', 'rsa.key', '-in', 'rsa.pem', '-certfile', 'ca.pem', '-out', 'both.p12', '-passout', 'pass:secret words');
  writeFileSync(file('tsa.cnf'), '[tsa]\ndefault_tsa=t\n[t]\nserial=./serial\nsigner_cert=./tsa.pem\ncerts=./ca.pem\nsigner_key=./tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n');
  writeFileSync(file('serial'), '01\n');
}

/** A time-stamping authority on this machine, with what goes wrong on demand. */
const listen = () =>
  new Promise<string>((resolve) => {
    authority = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
        writeFileSync(file('query.tsq'), Buffer.concat(pieces));
        if (answers === 'redirect') return response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
        if (answers === 'flood') return response.end(Buffer.alloc(100_000));
        if (answers === 'refusal') return response.writeHead(500).end();
        if (answers === 'other') openssl('ts', '-query', '-data', 'tsa.cnf', '-sha256', '-cert', '-out', 'query.tsq');
        openssl('ts', '-reply', '-queryfile', 'query.tsq', '-out', 'reply.tsr', '-config', 'tsa.cnf');
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(readFileSync(file('reply.tsr')));
      });
    }).listen(0, '127.0.0.1', () => {
      const at = authority.address();
      resolve(`http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/`);
    });
  });

beforeAll(async () => {
  if (!hasOpenssl) return;
  folder = mkdtempSync(path.join(os.tmpdir(), 'nb-seal-'));
  makeCertificates();
  address = await listen();
  pdf = await collect((await toPdf({ ...sampleDocument(null, 3), language: 'en-GB' }, englishPdf)).chunks);
}, 120_000);

afterAll(() => {
  if (!hasOpenssl) return;
  authority.close();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync('.test', { recursive: true });
  if (isFull) appendFileSync('.test/signing.txt', `${Object.entries(counts).map(([name, n]) => `${name}=${n}`).join(' ')}\n`);
});

const signerOf = (kind: (typeof kinds)[number]) =>
  readSigner(kind === 'p12' ? { certificate: file('both.p12'), key: null, password: 'secret words' } : { certificate: file(`${kind}.pem`), key: file(`${kind}.key`), password: null });

describe.skipIf(!hasOpenssl)('a PDF with the organisation’s signature', () => {
  test.each(kinds.flatMap((kind) => [[kind, false], [kind, true]] as const))('%s, time stamp %s: keeps what it was and is verified by other programs', async (kind, isStamped) => {
    const signer = await signerOf(kind);
    const stamp = isStamped ? timeStamper(address) : null;
    const signed = await signPdf(pdf, { at: new Date('2026-03-01T12:00:00Z'), description: 'Signature of Äxample', sign: (bytes) => cades(bytes, signer, stamp) });
    counts.signed += 1;
    expect(signed.subarray(0, pdf.length).equals(pdf)).toBe(true);
    expect(signed.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    writeFileSync(file('signed.pdf'), signed);
    const [, a, b, c, d] = (/\/ByteRange \[(\d+) (\d+) +(\d+) +(\d+) *\]/.exec(signed.toString('latin1')) ?? []).map(Number);
    expect((c ?? 0) + (d ?? 0)).toBe(signed.length);
    const content = Buffer.concat([signed.subarray(a ?? 0, b ?? 0), signed.subarray(c ?? 0, (c ?? 0) + (d ?? 0))]);
    const cms = Buffer.from(signed.subarray((b ?? 0) + 1, (c ?? 0) - 1).toString('latin1'), 'hex');
    writeFileSync(file('content.bin'), content);
    writeFileSync(file('signature.der'), cms);
    const verify = () => openssl('cms', '-verify', '-inform', 'DER', '-in', 'signature.der', '-content', 'content.bin', '-binary', '-CAfile', 'ca.pem', '-purpose', 'any', '-out', 'verified.bin');
    verify();
    counts.cms += 1;
    expect(openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'signature.der').toString().includes('id-smime-aa-signingCertificateV2')).toBe(true);
    expect(cms.includes(Buffer.from('060b2a864886f70d010910020e', 'hex'))).toBe(isStamped);
    if (hasPdfsig) {
      expect(execFileSync('pdfsig', ['-nocert', file('signed.pdf')], { encoding: 'utf8' })).toMatch(/Signature is Valid[\s\S]*|ETSI\.CAdES\.detached/);
      expect(execFileSync('pdfsig', ['-nocert', file('signed.pdf')], { encoding: 'utf8' })).toContain('Signature is Valid.');
      counts.pdfsig += 1;
    }
    content.writeUInt8(content.readUInt8(1_000) ^ 1, 1_000);
    writeFileSync(file('content.bin'), content);
    expect(verify).toThrow();
  }, 120_000);

  test('a key that does not belong, a password that is wrong and a key of another kind are refused with a sentence', async () => {
    await expect(readSigner({ certificate: file('rsa.pem'), key: file('ec.key'), password: null })).rejects.toThrow('does not belong');
    await expect(readSigner({ certificate: file('rsa.pem'), key: null, password: null })).rejects.toThrow('NOTICEBOARD_SEAL_KEY');
    await expect(readSigner({ certificate: file('both.p12'), key: null, password: 'wrong' })).rejects.toThrow();
  });
});

describe.skipIf(!hasOpenssl)('a time stamp of RFC 3161', () => {
  const note = Buffer.from('example.org/log\n5\nAAAA\n');

  test('is verified by openssl over the same bytes, and over no others', async () => {
    answers = 'right';
    const { answer, at } = await timeStamper(address)(note);
    expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000);
    writeFileSync(file('checkpoint.tsr'), answer);
    writeFileSync(file('checkpoint'), note);
    const verify = () => openssl('ts', '-verify', '-data', 'checkpoint', '-in', 'checkpoint.tsr', '-CAfile', 'ca.pem', '-untrusted', 'tsa.pem');
    expect(verify().toString()).toContain('Verification: OK');
    counts.stamps += 1;
    writeFileSync(file('checkpoint'), `${note.toString()}x`);
    expect(verify).toThrow();
  });

  test.each([0x00, 0x7f, 0x80, 0xff])('is granted whatever the nonce begins with (%i)', async (byte) => {
    answers = 'right';
    await expect(timeStamper(address, () => Buffer.alloc(8, byte))(note)).resolves.toMatchObject({ at: expect.any(Date) });
  });

  test.each(['other', 'refusal', 'redirect', 'flood'] as const)('an authority that gives a wrong answer (%s) is not believed', async (wrong) => {
    answers = wrong;
    await expect(timeStamper(address)(note)).rejects.toThrow();
    answers = 'right';
  });

  test('is asked for by https, or of this machine, and nowhere else', () => {
    expect(() => authorityAddress('http://tsa.example.org/')).toThrow('NOTICEBOARD_TSA_URL');
    for (const other of ['ftp://127.0.0.1/', 'file:///etc/passwd', 'http://127.0.0.1.example.org/', 'http://10.0.0.1/']) expect(() => authorityAddress(other)).toThrow();
    expect(authorityAddress('https://tsa.example.org/x').hostname).toBe('tsa.example.org');
  });
});

import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Certificate, PFX } from 'pkijs';

/** What the organisation seals with: its key, its certificate and those that lead to its authority. */
export type Signer = { key: webcrypto.CryptoKey; certificate: Certificate; chain: Certificate[] };

type Source = { certificate: string; key: string | null; password: string | null };
const shroudedKey = '1.2.840.113549.1.12.10.1.2';
const plainKey = '1.2.840.113549.1.12.10.1.1';
const certificateBag = '1.2.840.113549.1.12.10.1.3';

/**
 * Reads the signer from its files: two PEM files (the certificate first of its chain, the key PKCS#8, PKCS#1 or SEC 1, encrypted or
 * not), or one PKCS#12 file with both (PBES2, as OpenSSL 3 writes it). RSA and the NIST curves. Throws an Error that names the remedy.
 */
export async function readSigner({ certificate, key, password }: Source): Promise<Signer> {
  const bytes = readFileSync(certificate);
  const isPem = bytes.includes('-----BEGIN CERTIFICATE-----');
  if (isPem && key === null) throw new Error('NOTICEBOARD_SEAL_KEY must name the file of the private key, since the certificate is a PEM file.');
  const { pem, certificates } = isPem ? { pem: readFileSync(key ?? ''), certificates: certificatesOf(bytes.toString('latin1')) } : await openPkcs12(bytes, password ?? '');
  const privateKey = createPrivateKey({ key: pem, ...(Buffer.isBuffer(pem) && pem.includes('-----BEGIN') ? { passphrase: password ?? undefined } : { format: 'der', type: 'pkcs8' }) });
  const own = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const leaf = certificates.find((one) => Buffer.from(one.subjectPublicKeyInfo.toSchema().toBER(false)).equals(own));
  if (!leaf) throw new Error('The private key does not belong to any of the certificates.');
  const { namedCurve } = privateKey.asymmetricKeyDetails ?? {};
  const curves: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
  const algorithm = privateKey.asymmetricKeyType === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: curves[namedCurve ?? ''] ?? '' };
  if (algorithm.namedCurve === '') throw new Error('The key must be RSA or lie on the curve P-256, P-384 or P-521.');
  const imported = await webcrypto.subtle.importKey('pkcs8', privateKey.export({ type: 'pkcs8', format: 'der' }), algorithm, false, ['sign']);
  return { key: imported, certificate: leaf, chain: certificates.filter((one) => one !== leaf) };
}

const certificatesOf = (text: string): Certificate[] =>
  [...text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)].map(([, body = '']) => Certificate.fromBER(new Uint8Array(Buffer.from(body, 'base64'))));

async function openPkcs12(bytes: Buffer, password: string): Promise<{ pem: Buffer; certificates: Certificate[] }> {
  const secret = new Uint8Array(Buffer.from(password, 'utf8')).buffer;
  const pfx = PFX.fromBER(new Uint8Array(bytes));
  await pfx.parseInternalValues({ password: secret, checkIntegrity: true });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (!safe) throw new Error('The PKCS#12 file holds nothing that can be read.');
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password: secret })) });
  const contents: { value: { safeBags: { bagId: string; bagValue: unknown }[] } }[] = safe.parsedValue?.safeContents ?? [];
  const certificates: Certificate[] = [];
  let pem: Buffer | null = null;
  for (const { bagId, bagValue } of contents.flatMap(({ value }) => value.safeBags)) {
    if (bagId === certificateBag && hasParsed(bagValue) && bagValue.parsedValue instanceof Certificate) certificates.push(bagValue.parsedValue);
    if (bagId === plainKey && hasSchema(bagValue)) pem = Buffer.from(bagValue.toSchema().toBER(false));
    if (bagId === shroudedKey && canOpen(bagValue)) {
      await bagValue.parseInternalValues({ password: secret });
      if (hasParsed(bagValue) && hasSchema(bagValue.parsedValue)) pem = Buffer.from(bagValue.parsedValue.toSchema().toBER(false));
    }
  }
  if (pem === null || certificates.length === 0) throw new Error('The PKCS#12 file must hold a private key and its certificate.');
  return { pem, certificates };
}

type Schema = { toSchema(): { toBER(sizeOnly: boolean): ArrayBuffer } };
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const hasParsed = (value: unknown): value is { parsedValue: unknown } => isObject(value) && 'parsedValue' in value;
const hasSchema = (value: unknown): value is Schema => isObject(value) && 'toSchema' in value;
const canOpen = (value: unknown): value is { parseInternalValues(given: { password: ArrayBuffer }): Promise<void> } => isObject(value) && 'parseInternalValues' in value;

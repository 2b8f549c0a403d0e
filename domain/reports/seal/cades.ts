import { createHash } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Attribute, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedAndUnsignedAttributes, SignedData, SignerInfo } from 'pkijs';
import type { Signer } from '@/domain/reports/seal/certificate';
import type { Stamp } from '@/domain/reports/seal/time-stamp';

const data = '1.2.840.113549.1.7.1';
const signedData = '1.2.840.113549.1.7.2';
const contentType = '1.2.840.113549.1.9.3';
const messageDigest = '1.2.840.113549.1.9.4';
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47';
const signatureTimeStamp = '1.2.840.113549.1.9.16.2.14';

const sha256 = (bytes: Uint8Array | ArrayBuffer) => new Uint8Array(createHash('sha256').update(new Uint8Array(bytes)).digest());

/**
 * A detached CMS over bytes (RFC 5652) with the signed attributes of CAdES and PAdES B-B (ETSI EN 319 122-1, 5.2; EN 319 142-1, 6.3):
 * content-type, message-digest and signing-certificate-v2 (RFC 5035); with an authority, B-T: a time stamp over the signature. DER.
 */
export async function cades(bytes: Buffer, signer: Signer, stamp: Stamp | null): Promise<Buffer> {
  const { certificate, chain, key } = signer;
  const certificateHash = sha256(certificate.toSchema().toBER(false));
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    signedAttrs: new SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        new Attribute({ type: contentType, values: [new ObjectIdentifier({ value: data })] }),
        new Attribute({ type: messageDigest, values: [new OctetString({ valueHex: sha256(bytes) })] }),
        // The hash algorithm is left out: SHA-256 is its default.
        new Attribute({ type: signingCertificateV2, values: [new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: certificateHash })] })] })] })] }),
      ],
    }),
  });
  const cms = new SignedData({ version: 1, encapContentInfo: new EncapsulatedContentInfo({ eContentType: data }), signerInfos: [info], certificates: [certificate, ...chain] });
  await cms.sign(key, 0, 'SHA-256', new Uint8Array(bytes));
  if (stamp) {
    const { token } = await stamp(Buffer.from(info.signature.valueBlock.valueHexView));
    info.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [new Attribute({ type: signatureTimeStamp, values: [token.toSchema()] })] });
  }
  return Buffer.from(new ContentInfo({ contentType: signedData, content: cms.toSchema(true) }).toSchema().toBER(false));
}

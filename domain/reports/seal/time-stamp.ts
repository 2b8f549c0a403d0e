import { createHash, randomBytes } from 'node:crypto';
import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, type ContentInfo, MessageImprint, SignedData, TSTInfo, TimeStampReq, TimeStampResp } from 'pkijs';

const sha256 = '2.16.840.1.101.3.4.2.1';
const tstInfo = '1.2.840.113549.1.9.16.1.4';
const timeoutMilliseconds = 10_000;
const mostBytes = 64 * 1_024;

/** Asks an authority for a time stamp over bytes; gives its whole answer (DER) and the token in it. */
export type Stamp = (bytes: Buffer) => Promise<{ answer: Buffer; token: ContentInfo; at: Date }>;

/** Only https, or this machine itself: an authority is never reached in clear across a network. Throws an Error that names the variable. */
export function authorityAddress(text: string): URL {
  const url = new URL(text);
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)) return url;
  throw new Error('NOTICEBOARD_TSA_URL must begin with https://.');
}

/**
 * A client of one time-stamping authority (RFC 3161, 3.4): SHA-256 of the bytes and a nonce go out, nothing else. What comes back must be
 * granted and be about that digest and that nonce; who signed it is judged by whoever verifies it. No redirect is followed, ten
 * seconds and 64 KB are the most. Throws an Error with what was wrong.
 */
export function timeStamper(address: string, random: () => Buffer = () => randomBytes(8)): Stamp {
  const url = authorityAddress(address);
  return async (bytes) => {
    const digest = createHash('sha256').update(bytes).digest();
    const nonce = nonceOf(random());
    const request = new TimeStampReq({
      version: 1,
      messageImprint: new MessageImprint({ hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256, algorithmParams: new Null() }), hashedMessage: new OctetString({ valueHex: new Uint8Array(digest) }) }),
      nonce: new Integer({ valueHex: new Uint8Array(nonce) }),
      certReq: true,
    });
    const answer = await post(url, Buffer.from(request.toSchema().toBER(false)));
    return { answer, ...judge(answer, digest, nonce) };
  };
}

/** Eight bytes as a positive number that needs all of them: an INTEGER whose first nine bits are equal is no DER (X.690, 8.3.2), and authorities refuse it. */
function nonceOf(bytes: Buffer): Buffer {
  const nonce = Buffer.from(bytes);
  nonce.writeUInt8((nonce.readUInt8(0) & 0x7f) | 0x40, 0);
  return nonce;
}

async function post(url: URL, body: Buffer): Promise<Buffer> {
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' }, redirect: 'error', signal: AbortSignal.timeout(timeoutMilliseconds) });
  if (!response.ok || !response.body) throw new Error(`The time-stamping authority answered ${response.status}.`);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body) {
    size += piece.length;
    if (size > mostBytes) throw new Error('The time-stamping authority answered more than 64 KB.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function judge(answer: Buffer, digest: Buffer, nonce: Buffer): { token: ContentInfo; at: Date } {
  const { status, timeStampToken } = TimeStampResp.fromBER(new Uint8Array(answer));
  if (status.status > 1 || !timeStampToken) throw new Error(`The time-stamping authority refused: status ${status.status}.`);
  const { encapContentInfo } = new SignedData({ schema: timeStampToken.content });
  const content = encapContentInfo.eContent;
  if (encapContentInfo.eContentType !== tstInfo || !content) throw new Error('The time-stamping authority answered something else than a time stamp.');
  const info = TSTInfo.fromBER(new Uint8Array(content.getValue()));
  const isOurs = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView).equals(digest) && info.messageImprint.hashAlgorithm.algorithmId === sha256;
  const isFresh = info.nonce !== undefined && bare(Buffer.from(info.nonce.valueBlock.valueHexView)).equals(bare(nonce));
  if (!isOurs || !isFresh) throw new Error('The time stamp is not about what was sent.');
  return { token: timeStampToken, at: info.genTime };
}

/** A number without leading zeros. */
function bare(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  return from < 0 ? Buffer.alloc(0) : bytes.subarray(from);
}

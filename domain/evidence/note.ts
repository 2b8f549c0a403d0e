import { type KeyObject, createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import { base64, readBase64 } from '@/domain/evidence/base64';

/*
 * Signed notes (C2SP signed-note) with Ed25519 keys, type 0x01. A note is a text that ends in a newline, an empty line, and one line for
 * each signature: `— <name> <base64 of key id and signature>`.
 */

const ed25519 = 0x01;
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const mostSignatures = 64;

export type Verifier = { name: string; id: Buffer; key: KeyObject; /** `<name>+<key id in hex>+<base64 of type and key>` */ vkey: string };
export type Signer = Verifier & { privateKey: KeyObject; /** The key as its file holds it. */ text: string };

export class NoteError extends Error {
  override readonly name = 'NoteError';
  /** `unknown_key`: nobody known signed it, so that nothing can be said; the others are faults of the note. */
  constructor(readonly reason: 'malformed' | 'bad_signature' | 'unknown_key', message: string) {
    super(message);
  }
}

const isName = (text: string) => text !== '' && !/[\s+\p{White_Space}\p{Cc}]/u.test(text);

function verifierOf(name: string, raw: Buffer): Verifier {
  if (!isName(name)) throw new NoteError('malformed', 'A key name is not empty and holds neither spaces nor plus signs.');
  const typed = Buffer.concat([Buffer.from([ed25519]), raw]);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), typed]), 'buffer').subarray(0, 4);
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' });
  return { name, id, key, vkey: `${name}+${id.toString('hex')}+${base64(typed)}` };
}

/** A verifier key (vkey) from its text. Throws a `NoteError` for one that is malformed, of another type, or whose id is not its own. */
export function readVerifier(vkey: string): Verifier {
  const [name, id, ...rest] = vkey.split('+');
  const typed = readBase64(rest.join('+'), 33);
  if (name === undefined || id === undefined || !typed || typed[0] !== ed25519) throw new NoteError('malformed', 'A verifier key is <name>+<key id>+<base 64 of type 1 and 32 bytes>.');
  const verifier = verifierOf(name, typed.subarray(1));
  if (verifier.id.toString('hex') !== id) throw new NoteError('malformed', `The id of the verifier key ${name} is not the one its name and key give.`);
  return verifier;
}

/** The signer with this name and Ed25519 seed (32 bytes, RFC 8032 section 5.1.5). */
export function signerOf(name: string, seed: Buffer): Signer {
  const privateKey = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);
  const verifier = verifierOf(name, raw);
  return { ...verifier, privateKey, text: `PRIVATE+KEY+${name}+${verifier.id.toString('hex')}+${base64(Buffer.concat([Buffer.from([ed25519]), seed]))}` };
}

/** A signer from the text of its key: `PRIVATE+KEY+<name>+<key id>+<base 64 of type and seed>`, as other note software writes it. Throws a `NoteError`. */
export function readSigner(text: string): Signer {
  const [private_, key, name, id, ...rest] = text.split('+');
  const typed = readBase64(rest.join('+'), 33);
  if (private_ !== 'PRIVATE' || key !== 'KEY' || name === undefined || !typed || typed[0] !== ed25519) throw new NoteError('malformed', 'A signer key is PRIVATE+KEY+<name>+<key id>+<base 64 of type 1 and 32 bytes>.');
  const signer = signerOf(name, typed.subarray(1));
  if (signer.id.toString('hex') !== id) throw new NoteError('malformed', `The id of the signer key ${name} is not the one its name and key give.`);
  return signer;
}

/** The text, which must end in a newline, as a note with one signature. */
export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith('\n')) throw new NoteError('malformed', 'The text of a note ends in a newline.');
  const signature = sign(null, Buffer.from(text, 'utf8'), signer.privateKey);
  return `${text}\n— ${signer.name} ${base64(Buffer.concat([signer.id, signature]))}\n`;
}

/**
 * The text of a note and who signed it, of those known. Signatures of others are passed over; a wrong one of somebody known condemns the
 * note. Throws a `NoteError`.
 */
export function openNote(note: string, known: readonly Verifier[]): { text: string; signedBy: Verifier[] } {
  if (/[\0-\x09\x0b-\x1f]/.test(note) || /\p{Cs}/u.test(note)) throw new NoteError('malformed', 'A note holds no control characters but newlines.');
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n')) throw new NoteError('malformed', 'A note is a text, an empty line and its signatures.');
  const text = note.slice(0, cut + 1);
  const lines = note.slice(cut + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw new NoteError('malformed', `A note with more than ${mostSignatures} signatures is not read.`);
  const signedBy: Verifier[] = [];
  for (const line of lines) {
    const [, name, blob] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    const bytes = readBase64(blob ?? '');
    if (name === undefined || !isName(name) || !bytes || bytes.length < 5) throw new NoteError('malformed', 'A signature line is an em dash, a key name and base 64.');
    const verifier = known.find((one) => one.name === name && one.id.equals(bytes.subarray(0, 4)));
    if (!verifier) continue;
    if (!verify(null, Buffer.from(text, 'utf8'), verifier.key, bytes.subarray(4))) throw new NoteError('bad_signature', `The signature of ${name} is not one over this text.`);
    if (!signedBy.includes(verifier)) signedBy.push(verifier);
  }
  if (signedBy.length === 0) throw new NoteError('unknown_key', 'None of the keys that are known signed this note.');
  return { text, signedBy };
}

import { base64, readBase64, readDecimal } from '@/domain/evidence/base64';
import { hashLength } from '@/domain/evidence/merkle';
import { NoteError } from '@/domain/evidence/note';

/** That an entry is in a log, to be checked offline (C2SP tlog-proof): its index, the inclusion proof, and the signed checkpoint it leads to. */
export type TlogProof = { index: number; proof: Buffer[]; /** The checkpoint's note, as it was signed. */ checkpoint: string };

const header = 'c2sp.org/tlog-proof@v1';

export const writeTlogProof = ({ index, proof, checkpoint }: TlogProof): string => [header, `index ${index}`, ...proof.map(base64), '', checkpoint].join('\n');

/** Throws a `NoteError` for what is not a proof of version 1. Extra data, which nothing vouches for, are passed over. */
export function readTlogProof(text: string): TlogProof {
  const cut = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(0, cut)).split('\n');
  if (lines.shift() !== header) throw new NoteError('malformed', `A proof begins with the line ${header}.`);
  if (lines[0]?.startsWith('extra ') && readBase64(lines[0].slice(6))) lines.shift();
  const index = readDecimal(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  const proof = lines.map((line) => readBase64(line, hashLength));
  if (index === null || proof.includes(null)) throw new NoteError('malformed', 'A proof is an index and hashes of 32 bytes in base 64, each on a line.');
  return { index, proof: proof.filter((one) => one !== null), checkpoint: text.slice(cut + 2) };
}

import { base64, readBase64, readDecimal } from '@/domain/evidence/base64';
import { hashLength } from '@/domain/evidence/merkle';
import { NoteError, type Signer, type Verifier, openNote, signNote } from '@/domain/evidence/note';

/** The head of a log (C2SP tlog-checkpoint): which log, how many entries, and the root over them. */
export type Checkpoint = { origin: string; size: number; root: Buffer };

/** The text that is signed: three lines, no extension lines. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`;

/** A checkpoint from its text; lines past the third are passed over, as the specification has it. Throws a `NoteError`. */
export function readCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n');
  const [number, bytes] = [readDecimal(size ?? ''), readBase64(root ?? '', hashLength)];
  if (!origin || number === null || !bytes || rest.pop() !== '' || rest.includes('')) throw new NoteError('malformed', 'A checkpoint is an origin, a size and the base 64 of a root, each on a line.');
  return { origin, size: number, root: bytes };
}

/** A checkpoint as a note signed by its log, whose key bears the name of the origin. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: Signer): string => signNote(checkpointText(checkpoint), signer);

/** The checkpoint in a note that one of these keys signed. Throws a `NoteError`. */
export const openCheckpoint = (note: string, known: readonly Verifier[]): Checkpoint => readCheckpoint(openNote(note, known).text);

import { NoteError, type Verifier, readVerifier } from '@/domain/evidence/note';

/** Which logs to trust (C2SP tlog-policy): their keys, and no witnesses. */
export const writePolicy = (vkeys: readonly string[]): string => [...vkeys.map((vkey) => `log ${vkey}`), 'quorum none', ''].join('\n');

/** The logs of a policy. Throws a `NoteError` for one that asks for witnesses, which this reader cannot judge, and for anything else it does not know. */
export function readPolicy(text: string): Verifier[] {
  const lines = text.split('\n').map((line) => line.trim().split(/[ \t]+/)).filter(([word]) => word !== '' && !word?.startsWith('#'));
  const logs = lines.filter(([word]) => word === 'log').map(([, vkey]) => readVerifier(vkey ?? ''));
  const quorums = lines.filter(([word]) => word === 'quorum');
  if (quorums.length !== 1 || quorums[0]?.[1] !== 'none' || lines.length !== logs.length + 1) throw new NoteError('malformed', 'A policy names logs, and the quorum none: witnesses are not read here.');
  return logs;
}

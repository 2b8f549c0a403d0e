import { describe, expect, test } from 'vitest';
import { openCheckpoint, readCheckpoint, signCheckpoint } from '@/domain/evidence/checkpoint';
import { isConsistent, isIncluded, leafHash, consistencySpans, rootOf } from '@/domain/evidence/merkle';
import { openNote, readSigner, readVerifier, signNote, signerOf } from '@/domain/evidence/note';
import { readPolicy, writePolicy } from '@/domain/evidence/policy';
import { goChecksums, note, specification, tessera } from '@/domain/evidence/testing/published-vectors';
import { readTlogProof, writeTlogProof } from '@/domain/evidence/tlog-proof';

describe('signed notes', () => {
  test('the published key signs the published text as published', () => {
    const signer = readSigner(note.skey);
    expect(signer.vkey).toBe(note.vkey);
    expect(signer.text).toBe(note.skey);
    expect(signNote(note.text, signer)).toBe(note.note);
    expect(openNote(note.note, [readVerifier(note.vkey)]).text).toBe(note.text);
  });

  test('the note of the specification has the form, and its text ends at the last empty line', () => {
    expect(() => openNote(specification.note, [])).toThrow('None of the keys');
    const signer = signerOf('quasimodo.example/salvatore', Buffer.alloc(32, 1));
    const signed = signNote('a\n\nb\n', signer);
    expect(openNote(signed, [signer]).text).toBe('a\n\nb\n');
  });

  test('a known key with a wrong signature condemns the note; unknown ones are passed over', () => {
    const [known, other] = [signerOf('a.example/log', Buffer.alloc(32, 1)), signerOf('b.example/log', Buffer.alloc(32, 2))];
    const signed = signNote('text\n', known);
    const line = signNote('text\n', other).split('\n').at(-2) ?? '';
    expect(openNote(`${signed}${line}\n`, [known]).signedBy).toEqual([known]);
    expect(() => openNote(`${signed}${line}\n`, [signerOf('b.example/log', Buffer.alloc(32, 3))])).toThrow('None of the keys');
    expect(() => openNote(signed.replace('text', 'next'), [known])).toThrow('is not one over this text');
    expect(() => openNote(`${signed}${signNote('other\n', other).split('\n').at(-2) ?? ''}\n`, [known, other])).toThrow('is not one over this text');
  });

  test.each([
    ['no final newline', (text: string) => text.trimEnd()],
    ['a carriage return', (text: string) => text.replace('\n', '\r\n')],
    ['a hyphen for the dash', (text: string) => text.replace('—', '-')],
    ['loose base 64', (text: string) => text.replace(/=\n$/, '\n')],
    ['a space too many', (text: string) => text.replace('— ', '—  ')],
  ])('malformed: %s', (_, spoil) => {
    expect(() => openNote(spoil(note.note), [readVerifier(note.vkey)])).toThrow(expect.objectContaining({ reason: 'malformed' }));
  });

  test.each(['PeterNeumann+c74f20a3', 'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'])('no verifier key: %s', (vkey) => {
    expect(() => readVerifier(vkey)).toThrow(expect.objectContaining({ reason: 'malformed' }));
  });
});

describe('logs that others made', () => {
  test('every checkpoint of a log made by Tessera is signed by its key and matches its entries, and each is consistent with each later one', () => {
    const known = [readVerifier(tessera.vkey)];
    const leaves = tessera.entries.map((entry) => leafHash(entry));
    const heads = tessera.checkpoints.map((head) => openCheckpoint(head, known));
    for (const { origin, size, root } of heads) expect([origin, root]).toEqual(['example.com/log/testdata', rootOf(leaves.slice(0, size))]);
    for (const old of heads) {
      for (const head of heads.filter(({ size }) => size >= old.size)) {
        const proof = consistencySpans(old.size, head.size).map(([from, to]) => rootOf(leaves.slice(from, to)));
        expect(isConsistent({ older: old.size, size: head.size, olderRoot: old.root, root: head.root, proof })).toBe(true);
      }
    }
  });

  test('a proof from the Go checksum database holds, and is written again as it was', () => {
    const { index, proof, checkpoint } = readTlogProof(goChecksums.proof);
    const head = openCheckpoint(checkpoint, [readVerifier(goChecksums.vkey)]);
    expect(head).toMatchObject({ origin: goChecksums.origin, size: 58_253_265 });
    expect(isIncluded({ index, size: head.size, leaf: leafHash(goChecksums.leaf), proof, root: head.root })).toBe(true);
    expect(isIncluded({ index, size: head.size, leaf: leafHash(goChecksums.leaf.trimEnd()), proof, root: head.root })).toBe(false);
    expect(writeTlogProof({ index, proof, checkpoint })).toBe(goChecksums.proof);
  });

  test('the checkpoint of the specification is the Go checksum database’s under another name', () => {
    const own = specification.checkpoint.replaceAll('— example.com/behind-the-sofa', '— sum.golang.org').replace('example.com/behind-the-sofa', goChecksums.origin);
    expect(openCheckpoint(own, [readVerifier(goChecksums.vkey)]).size).toBe(20_852_163);
  });
});

test('checkpoints and policies are read strictly', () => {
  const signer = signerOf('a.example/log', Buffer.alloc(32, 1));
  const head = { origin: 'a.example/log', size: 3, root: rootOf([leafHash('x')]) };
  expect(openCheckpoint(signCheckpoint(head, signer), [signer])).toEqual(head);
  for (const text of ['a\n03\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n', 'a\n3\nAAAA\n', '\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n', 'a\n9007199254740992\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n', 'a\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='])
    expect(() => readCheckpoint(text), text).toThrow('A checkpoint is');
  expect(readPolicy(writePolicy([signer.vkey])).map(({ vkey }) => vkey)).toEqual([signer.vkey]);
  for (const text of ['', `log ${signer.vkey}\n`, `log ${signer.vkey}\nquorum w\n`, `witness w ${signer.vkey}\nquorum none\n`]) expect(() => readPolicy(text), text).toThrow('A policy names logs');
});

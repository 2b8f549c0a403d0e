import { describe, expect, test } from 'vitest';
import { base64 } from '@/domain/evidence/base64';
import { writeDisclosure } from '@/domain/evidence/bundle';
import { canonicalize } from '@/domain/evidence/canonical';
import { inclusionSpans, leafHash, rootOf } from '@/domain/evidence/merkle';
import { MemoryLog } from '@/domain/evidence/testing/memory-log';
import { goChecksums, tessera } from '@/domain/evidence/testing/published-vectors';
import { checkForeignInPython, hasPython, verifyInPython } from '@/domain/evidence/testing/other-verifier';
import { sampleBundle, tamperBundles } from '@/domain/evidence/testing/tamper-bundles';
import { writeTlogProof } from '@/domain/evidence/tlog-proof';
import { verifyBundle } from '@/domain/evidence/verify.mjs';

test('five hundred changed bundles: none is valid, and both verifiers say the same of a sample', async () => {
  const { mutants, accepted, disagreements } = await tamperBundles(500, 5, 20_261_126);
  expect(mutants).toBe(500);
  expect(accepted).toEqual([]);
  expect(disagreements).toEqual([]);
}, 120_000);

describe.skipIf(!hasPython)('the verifier in Python, written from the specifications (needs python3)', () => {
  test('agrees on what is valid, against an older report, a published key and disclosed events', async () => {
    const { log, older, bundle } = await sampleBundle();
    const said = verifyInPython([{ bundle }, { bundle: older }, { bundle, since: older }, { bundle, since: older, vkeys: [log.signer.vkey] }, { bundle: older, since: bundle }, { bundle, vkeys: ['nonsense'] }, { bundle, vkeys: [new MemoryLog('x.example/y').signer.vkey] }]);
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0, 2, 2, 3]);
    expect(said[2]?.verdict).toBe(verifyBundle({ bundle, since: older }).verdict);
  });

  test('agrees on a log written anew: seen with an older report, not seen without', async () => {
    const { older } = await sampleBundle();
    const forged = new MemoryLog();
    for (let i = 0; i < 500; i += 1) forged.append('user.create', { type: 'user', id: 'other' }, { i });
    await forged.report({ 'a.txt': 'a', 'README.txt': '', 'verify.mjs': '' });
    const bundle = await forged.report({ 'a.txt': 'a', 'README.txt': '', 'verify.mjs': '' });
    expect(verifyInPython([{ bundle }, { bundle, since: older }]).map(({ code }) => code)).toEqual([verifyBundle({ bundle }).code, verifyBundle({ bundle, since: older }).code]);
    expect(verifyBundle({ bundle }).code).toBe(0);
  });

  test('reads logs that others made: Tessera’s checkpoints and a proof of the Go checksum database', () => {
    expect(checkForeignInPython({ ...tessera, proof: goChecksums.proof, proof_vkey: goChecksums.vkey, leaf: goChecksums.leaf })).toEqual([true, true, true]);
  });

  test('agrees on disclosed events', async () => {
    const log = new MemoryLog();
    const events = Array.from({ length: 5 }, (_, i) => ({ salt: Buffer.alloc(32, i), event: { id: `é${i}`, type: 'accepted', at: 0.5 + i, purposes: { '10': true, '9': false, ads: null } } }));
    const leaves = events.map(({ salt, event }) => leafHash(Buffer.concat([salt, Buffer.from(canonicalize(event))])));
    const seq = log.append('batch.seal', { type: 'batch', id: 'b' }, { events: 5, root: base64(rootOf(leaves)) });
    const bundle = await log.report({ 'a.txt': 'a' });
    const line = (i: number, event = events[i]?.event) =>
      writeDisclosure({ format: 'noticeboard/disclosure@1', salt: base64(events[i]?.salt ?? Buffer.alloc(0)), event: event ?? {}, index: i, proof: inclusionSpans(i, 5).map(([from, to]) => base64(rootOf(leaves.slice(from, to)))), entry: log.entries[seq] ?? '', tlog_proof: writeTlogProof({ index: seq, proof: log.inclusion(seq), checkpoint: log.note() }) });
    const jobs = [line(0) + line(4), line(1, { ...(events[1]?.event ?? { id: '', at: 0, purposes: { '10': true, '9': false, ads: null } }), type: 'declined' }), line(2) + line(2)].map((disclosures) => ({ bundle, disclosures }));
    expect(verifyInPython(jobs).map(({ code }) => code)).toEqual([0, 1, 1]);
    expect(jobs.map((job) => verifyBundle(job).code)).toEqual([0, 1, 1]);
  });
});

import { describe, expect, test } from 'vitest';
import { writeDisclosure } from '@/domain/evidence/bundle';
import { base64 } from '@/domain/evidence/base64';
import { canonicalize } from '@/domain/evidence/canonical';
import { inclusionSpans, leafHash, rootOf } from '@/domain/evidence/merkle';
import { signerOf } from '@/domain/evidence/note';
import { MemoryLog, sha256, zipOf } from '@/domain/evidence/testing/memory-log';
import { writeTlogProof } from '@/domain/evidence/tlog-proof';
import { readZip, verifyBundle } from '@/domain/evidence/verify.mjs';

const content = { 'report.csv': 'a,b\r\n1,2\r\n', 'README.txt': 'Read me.\n', 'verify.mjs': '// verifier\n' };
const busy = (log: MemoryLog, n: number) => Array.from({ length: n }, (_, i) => log.append('user.create', { type: 'user', id: String(i) }, { i }));
const filesOf = (zip: Buffer) => [...readZip(zip)].map(([name, bytes]) => ({ name, text: bytes.toString('utf8') }));
const changed = (zip: Buffer, name: string, change: (text: string) => string) => zipOf(filesOf(zip).map((file) => (file.name === name ? { name, text: change(file.text) } : file)));

async function twoReports() {
  const log = new MemoryLog();
  busy(log, 5);
  const older = await log.report(content);
  busy(log, 300);
  return { log, older, bundle: await log.report({ ...content, 'report.csv': 'other\r\n' }) };
}

describe('a report that is whole', () => {
  test('is valid, alone, with its key, and against an older one', async () => {
    const { log, older, bundle } = await twoReports();
    expect(verifyBundle({ bundle: older })).toMatchObject({ code: 0, verdict: 'Valid: report 1 is whole, unchanged and in the log.' });
    expect(verifyBundle({ bundle, since: older, vkeys: [log.signer.vkey] })).toMatchObject({ code: 0 });
    expect(verifyBundle({ bundle, since: older }).notes.join(' ')).toContain('the log of 6 entries that the older report shows is the beginning of this one');
    expect(verifyBundle({ bundle: older, since: older })).toMatchObject({ code: 0 });
  });

  test('may bear further entries about it, and files that they name', async () => {
    const log = new MemoryLog();
    const stamp = 'a stamp';
    const bundle = await log.report(content, (number) => ({
      names: [{ name: 'sign-off-1', seq: log.append('report.sign', { type: 'report', id: String(number) }, { files: [{ name: 'attest/report.signed.pdf', size: stamp.length, sha256: sha256(stamp) }] }) }],
      files: [{ name: 'attest/report.signed.pdf', text: stamp }],
    }));
    expect(verifyBundle({ bundle })).toMatchObject({ code: 0 });
    expect(verifyBundle({ bundle: await changed(bundle, 'attest/report.signed.pdf', () => 'a forgery') })).toMatchObject({ code: 1 });
    expect(verifyBundle({ bundle: await zipOf([...filesOf(bundle), { name: 'attest/note.txt', text: 'x' }]) })).toMatchObject({ code: 1, verdict: expect.stringContaining('nothing vouches for it') });
  });
});

describe('what is not valid', () => {
  test.each([
    ['a content file', 'report.csv', (text: string) => text.replace('other', 'Other'), 'report.csv is not the file that the manifest names'],
    ['the manifest', 'manifest.json', (text: string) => text.replace('"exact":true', '"exact":false'), 'The log entry is not about this manifest'],
    ['the order of the manifest', 'manifest.json', (text: string) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).toReversed())), 'not in canonical form'],
    ['the entry', 'attest/manifest.entry.json', (text: string) => text.replace('2026-01-01T', '2026-01-02T'), 'is not in the log'],
    ['the proof', 'attest/manifest.tlog-proof', (text: string) => text.replace(/\n([A-Za-z0-9+/]{43}=)\n/, '\n'), 'is not in the log'],
    ['the index', 'attest/manifest.tlog-proof', (text: string) => text.replace(/index \d+/, 'index 1'), 'proves another entry'],
    ['the size', 'attest/manifest.tlog-proof', (text: string) => text.replace(/log\n\d+\n/, 'log\n400\n'), 'signature of memory.example/log on the checkpoint is wrong'],
    ['a signature more', 'attest/manifest.tlog-proof', (text: string) => `${text}— a.example/x AAAAAAAAAA==\n`, 'somebody that the trust policy does not name'],
    ['the policy', 'attest/trust.policy', () => `log ${signerOf('memory.example/log', Buffer.alloc(32, 9)).vkey}\nquorum none\n`, 'somebody that the trust policy does not name'],
    ['an earlier tree', 'attest/consistency.json', (text: string) => text.replace(/"root":"./, '"root":"+'), 'history was changed'],
    ['no earlier tree', 'attest/consistency.json', () => '[]', 'what the log does not bear out'],
  ])('%s changed', async (_, name, change, why) => {
    const { bundle } = await twoReports();
    expect(verifyBundle({ bundle: await changed(bundle, name, change) })).toMatchObject({ code: 1, verdict: expect.stringContaining(why) });
  });

  test('a file more, a file less, a file twice, bytes after the end, a path that climbs', async () => {
    const { bundle } = await twoReports();
    const files = filesOf(bundle);
    const verdict = async (list: { name: string; text: string }[]) => verifyBundle({ bundle: await zipOf(list) });
    expect(await verdict([...files, { name: 'more.txt', text: '' }])).toMatchObject({ code: 1, verdict: expect.stringContaining('not in the manifest') });
    expect(await verdict(files.filter(({ name }) => name !== 'report.csv'))).toMatchObject({ code: 1, verdict: expect.stringContaining('is not in the bundle') });
    expect(await verdict([...files, { name: 'report.csv', text: 'x' }])).toMatchObject({ code: 1, verdict: expect.stringContaining('twice') });
    expect(await verdict([...files, { name: 'REPORT.csv', text: 'x' }])).toMatchObject({ code: 1, verdict: expect.stringContaining('twice') });
    expect(verifyBundle({ bundle: Buffer.concat([bundle, Buffer.from('x')]) })).toMatchObject({ code: 1 });
    expect(verifyBundle({ bundle: Buffer.concat([Buffer.from('x'), bundle]) })).toMatchObject({ code: 1 });
    const climbing = Buffer.from(bundle.toString('latin1').replaceAll('attest/consistency', '../tst/consistency'), 'latin1');
    expect(verifyBundle({ bundle: climbing })).toMatchObject({ code: 1, verdict: expect.stringContaining('plain relative path') });
  });
});

describe('a log written anew from the start', () => {
  test('is found out with one older report, and with nothing else: the negative control', async () => {
    const { older } = await twoReports();
    const forged = new MemoryLog();
    busy(forged, 4);
    forged.append('user.create', { type: 'user', id: 'somebody else' }, {});
    await forged.report(content);
    busy(forged, 300);
    const bundle = await forged.report(content);
    expect(verifyBundle({ bundle, vkeys: [forged.signer.vkey] })).toMatchObject({ code: 0 });
    expect(verifyBundle({ bundle, since: older })).toMatchObject({ code: 1, verdict: expect.stringContaining('Its history was changed since') });
  });
});

describe('what cannot be judged, and wrong usage', () => {
  test('a key that is not known, another log, a missing proof, an unsealed report', async () => {
    const { older, bundle } = await twoReports();
    const other = new MemoryLog('other.example/log');
    const foreign = await other.report(content);
    expect(verifyBundle({ bundle, vkeys: [other.signer.vkey] })).toMatchObject({ code: 3 });
    expect(verifyBundle({ bundle, since: foreign })).toMatchObject({ code: 3 });
    expect(verifyBundle({ bundle: await zipOf(filesOf(bundle).filter(({ name }) => !name.startsWith('attest/'))) })).toMatchObject({ code: 3 });
    expect(verifyBundle({ bundle: older, since: bundle })).toMatchObject({ code: 2 });
    expect(verifyBundle({ bundle, vkeys: ['nonsense'] })).toMatchObject({ code: 2 });
    const log = new MemoryLog();
    const first = await log.report(content);
    for (let i = 0; i < 3; i += 1) await log.report(content);
    const last = await log.report(content);
    const thinned = await changed(last, 'attest/consistency.json', (text) => canonicalize(JSON.parse(text).slice(-2)));
    expect(verifyBundle({ bundle: thinned, since: first })).toMatchObject({ code: 3, verdict: expect.stringContaining('a report made in between') });
  });
});

describe('disclosed events', () => {
  const events = Array.from({ length: 5 }, (_, i) => ({ salt: Buffer.alloc(32, i + 1), event: { id: `e${i}`, type: i % 2 ? 'accepted' : 'displayed' } }));

  async function disclosed() {
    const log = new MemoryLog();
    const leaves = events.map(({ salt, event }) => leafHash(Buffer.concat([salt, Buffer.from(canonicalize(event))])));
    const seq = log.append('batch.seal', { type: 'batch', id: 'b' }, { events: events.length, root: base64(rootOf(leaves)) });
    const bundle = await log.report(content);
    const disclose = (index: number, change: object = {}) => {
      const { salt, event } = events[index] ?? { salt: Buffer.alloc(0), event: {} };
      const proof = inclusionSpans(index, leaves.length).map(([from, to]) => base64(rootOf(leaves.slice(from, to))));
      const tlogProof = writeTlogProof({ index: seq, proof: log.inclusion(seq), checkpoint: log.note() });
      return writeDisclosure({ format: 'noticeboard/disclosure@1', salt: base64(salt), event, index, proof, entry: log.entries[seq] ?? '', tlog_proof: tlogProof, ...change });
    };
    return { bundle, disclose };
  }

  test('are proven one by one and counted', async () => {
    const { bundle, disclose } = await disclosed();
    expect(verifyBundle({ bundle, disclosures: disclose(1) + disclose(2) + disclose(3) })).toMatchObject({ code: 0 });
    expect(verifyBundle({ bundle, disclosures: disclose(1) + disclose(2) + disclose(3) }).notes.at(-1)).toContain('3, all in the log as they are told (2 accepted, 1 displayed)');
  });

  test('another answer, another salt, another place, and the same event twice are refused', async () => {
    const { bundle, disclose } = await disclosed();
    for (const lines of [disclose(2, { event: { id: 'e2', type: 'accepted' } }), disclose(2, { salt: base64(Buffer.alloc(32, 9)) }), disclose(2, { index: 3 }), disclose(2) + disclose(2)]) expect(verifyBundle({ bundle, disclosures: lines })).toMatchObject({ code: 1 });
  });
});

test('the same files are the same bytes, whatever the zone', async () => {
  const zone = process.env.TZ;
  const zips: string[] = [];
  for (const name of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
    process.env.TZ = name;
    zips.push(sha256(await zipOf([{ name: 'a', text: '1' }, { name: 'b/c', text: '2' }])));
  }
  process.env.TZ = zone ?? 'UTC';
  expect(new Set(zips).size).toBe(1);
});

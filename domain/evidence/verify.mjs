#!/usr/bin/env node
/*
 * Checks a report of Noticeboard offline: one file, nothing but Node (18 or newer), no network.
 *
 *   node verify.mjs report.zip [--since older-report.zip] [--vkey KEY] [--disclosures events.ndjson [--recount]]
 *
 * 1  the files are those of the manifest          (SHA-256)
 * 2  the manifest is in the log                   (RFC 6962, C2SP tlog-proof, signed note)
 * 3  the log only grew since a report you hold    (RFC 9162 consistency)
 * 4  events that were disclosed to you are in it  (salted leaves of a batch)
 * 5  the report's counts are those of the events  (--recount, once all of them are disclosed)
 *
 * Ends with 0: valid; 1: not valid; 2: wrong usage; 3: cannot be judged. docs/verify.md says what each means.
 */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A reason to stop, with the exit code it leads to. */
class Finding extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}
const invalid = (message) => new Finding(1, message);
const usage = (message) => new Finding(2, message);
const open = (message) => new Finding(3, message);

// ── Bytes ───────────────────────────────────────────────────────────────────────────────────────

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes, name) {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid(`${name} is not UTF-8.`);
  }
}

/** Base 64 exactly as RFC 4648 writes it: Node reads much more than that. */
function unbase64(text, length, what) {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (bytes.toString('base64') !== text || (length !== null && bytes.length !== length)) throw invalid(`${what} is not base 64 of ${length ?? 'some'} bytes.`);
  return bytes;
}

function decimal(text, what) {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || !Number.isSafeInteger(Number(text))) throw invalid(`${what} is not a whole number.`);
  return Number(text);
}

/** Canonical JSON (RFC 8785). */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  if (typeof value === 'string' && /\p{Cs}/u.test(value)) throw invalid('A text holds half of a surrogate pair.');
  if (typeof value === 'number' && !Number.isFinite(value)) throw invalid('A number is not finite.');
  return JSON.stringify(value);
}

/** A JSON value from bytes that must be its canonical form, so that there is one way only to write it. */
function canonicalJson(bytes, name) {
  const text = textOf(bytes, name);
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(`${name} is not JSON.`);
  }
  if (canonical(value) !== text) throw invalid(`${name} is not in canonical form (RFC 8785).`);
  return value;
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

// ── ZIP: exactly the form that Noticeboard writes, so that no byte is left unchecked ────────────

const crcTable = new Int32Array(256).map((_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

function crc32(bytes) {
  let c = -1;
  for (let i = 0; i < bytes.length; i += 1) c = (c >>> 8) ^ crcTable[(c ^ bytes[i]) & 0xff];
  return (c ^ -1) >>> 0;
}

function fields(...list) {
  const bytes = Buffer.alloc(list.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of list) {
    bytes.writeUIntLE(value, at, size);
    at += size;
  }
  return bytes;
}

const dosDate = 0x2821; // 1 January 2000
const localHeader = (name) => Buffer.concat([fields([4, 0x04034b50], [2, 20], [2, 0x0808], [2, 0], [2, 0], [2, dosDate], [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]), name]);
const descriptor = (crc, size) => fields([4, 0x08074b50], [4, crc], [4, size], [4, size]);
const centralHeader = (name, crc, size, offset) =>
  Buffer.concat([fields([4, 0x02014b50], [2, 0x033f], [2, 20], [2, 0x0808], [2, 0], [2, 0], [2, dosDate], [4, crc], [4, size], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0x81a40000], [4, offset]), name]);
const endRecord = (count, size, offset) => fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** The files of a bundle by name. Refuses whatever a ZIP may hold besides: other headers, gaps, repeated or odd names, anything after the end. */
export function readZip(zip) {
  const broken = (why) => invalid(`The file is not a report bundle, or a damaged one: ${why}.`);
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== 0x06054b50) throw broken('it does not end as a ZIP without comment ends');
  const [count, size, start] = [zip.readUInt16LE(end + 10), zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)];
  if (start + size !== end || !zip.subarray(end).equals(endRecord(count, size, start))) throw broken('its end record does not fit');
  const files = new Map();
  const seen = new Set();
  let [at, place] = [start, 0];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end) throw broken('its directory is too short');
    const [crc, length, nameLength] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const name = zip.subarray(at + 46, at + 46 + nameLength);
    const text = name.toString('latin1');
    if (!namePattern.test(text)) throw broken('a name in it is not a plain relative path');
    if (seen.has(text.toLowerCase())) throw broken(`it holds ${text} twice`);
    seen.add(text.toLowerCase());
    const header = centralHeader(name, crc, length, place);
    if (!zip.subarray(at, at + header.length).equals(header)) throw broken(`the directory says something else of ${text} than Noticeboard writes`);
    at += header.length;
    const local = localHeader(name);
    const from = place + local.length;
    const to = from + length;
    if (to + 16 > start) throw broken(`${text} reaches into the directory`);
    if (!zip.subarray(place, from).equals(local) || !zip.subarray(to, to + 16).equals(descriptor(crc, length))) throw broken(`${text} lies in it otherwise than its directory says`);
    const content = zip.subarray(from, to);
    if (crc32(content) !== crc) throw invalid(`${text} is damaged: its check sum is another.`);
    files.set(text, content);
    place = to + 16;
  }
  if (at !== end || place !== start) throw broken('it holds bytes that belong to no file');
  return files;
}

// ── Merkle trees: RFC 6962 section 2.1, proofs by RFC 9162 section 2.1.3.2 and 2.1.4.2 ──────────

export const leafHash = (data) => sha256(Buffer.concat([Buffer.from([0]), data]));
/** The number an entry bears and its leaf's hash, from its bytes; refuses whatever is not canonical. The worker compares it with its own before it signs. */
export function readLeaf(bytes) {
  return { seq: canonicalJson(bytes, 'The entry')?.seq, leaf: leafHash(bytes) };
}
const nodeHash = (left, right) => sha256(Buffer.concat([Buffer.from([1]), left, right]));
const emptyRoot = sha256('');
const odd = (n) => n % 2 === 1;
const half = (n) => Math.floor(n / 2);

export function isIncluded(index, size, leaf, proof, root) {
  if (!(index >= 0 && index < size)) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of proof) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else r = nodeHash(r, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && r.equals(root);
}

export function isConsistent(older, size, olderRoot, root, proof) {
  if (!(older >= 0 && older <= size)) return false;
  if (older === size) return proof.length === 0 && olderRoot.equals(root);
  if (older === 0) return proof.length === 0 && olderRoot.equals(emptyRoot);
  if (proof.length === 0) return false;
  let [fn, sn] = [older - 1, size - 1];
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)];
  // The older tree is a whole subtree of the newer: its root is where the path begins.
  const path = fn === 0 ? [olderRoot, ...proof] : proof;
  let [fr, sr] = [path[0], path[0]];
  for (const c of path.slice(1)) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      [fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)];
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, c);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(olderRoot) && sr.equals(root);
}

// ── Signed notes, checkpoints, proofs and policies (c2sp.org) ───────────────────────────────────

/** `<name>+<key id>+<base 64 of 0x01 and an Ed25519 key>`; base 64 holds plus signs too. */
export function readVkey(vkey) {
  const first = vkey.indexOf('+');
  const second = vkey.indexOf('+', first + 1);
  if (first <= 0 || second < 0) throw invalid('A key is <name>+<key id>+<base 64>.');
  const [name, id, blob] = [vkey.slice(0, first), vkey.slice(first + 1, second), vkey.slice(second + 1)];
  const typed = unbase64(blob, 33, `The key ${name}`);
  if (typed[0] !== 1 || /[\s\p{White_Space}\p{Cc}]/u.test(name)) throw invalid(`The key ${name} is not an Ed25519 key of a note.`);
  if (sha256(Buffer.concat([Buffer.from(`${name}\n`), typed])).toString('hex', 0, 4) !== id) throw invalid(`The key ${name} has another id than it says.`);
  const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)]), format: 'der', type: 'spki' });
  return { name, id, key, vkey };
}

/** The text of a note, the names of those known that signed it, and how many signatures it bears in all. */
export function openNote(note, known) {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n') || /[\0-\x09\x0b-\x1f]/.test(note)) throw invalid('A checkpoint is not a signed note.');
  const text = note.slice(0, cut + 1);
  const lines = note.slice(cut + 2, -1).split('\n');
  if (lines.length > 64) throw invalid('A note bears more than 64 signatures.');
  const signers = new Set();
  for (const line of lines) {
    const found = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
    if (!found) throw invalid('A signature of a note has not the form of one.');
    const bytes = unbase64(found[2], null, 'A signature');
    if (bytes.length < 5) throw invalid('A signature of a note is too short.');
    const one = known.find(({ name, id }) => name === found[1] && id === bytes.toString('hex', 0, 4));
    if (!one) continue;
    if (!verifySignature(null, Buffer.from(text, 'utf8'), one.key, bytes.subarray(4))) throw invalid(`The signature of ${one.name} on the checkpoint is wrong.`);
    signers.add(one.vkey);
  }
  return { text, signers: [...signers], signatures: lines.length };
}

export function readCheckpoint(text) {
  const lines = text.split('\n');
  if (lines.length !== 4 || lines[0] === '' || lines[3] !== '') throw invalid('A checkpoint is not three lines: origin, size, root.');
  return { origin: lines[0], size: decimal(lines[1], 'The size of a checkpoint'), root: unbase64(lines[2], 32, 'The root of a checkpoint') };
}

/** Index, hashes and checkpoint of a tlog-proof in the one way to write it; extra data, which nothing vouches for, are refused. */
export function readProof(text, name) {
  const cut = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(cut, 0)).split('\n');
  if (lines[0] !== 'c2sp.org/tlog-proof@v1' || !lines[1]?.startsWith('index ')) throw invalid(`${name} is not a tlog-proof of version 1 without extra data.`);
  return { index: decimal(lines[1].slice(6), 'The index of a proof'), hashes: lines.slice(2).map((line) => unbase64(line, 32, 'A hash of a proof')), note: text.slice(cut + 2) };
}

export function readPolicy(text) {
  const lines = text.split('\n');
  if (lines.length < 3 || lines.at(-2) !== 'quorum none' || lines.at(-1) !== '') throw invalid('attest/trust.policy is not a list of logs with the quorum none.');
  return lines.slice(0, -2).map((line) => {
    if (!line.startsWith('log ')) throw invalid('attest/trust.policy holds a line that names no log.');
    return readVkey(line.slice(4));
  });
}

// ── The bundle ──────────────────────────────────────────────────────────────────────────────────

const fixed = { manifest: 'manifest.json', entry: 'attest/manifest.entry.json', proof: 'attest/manifest.tlog-proof', policy: 'attest/trust.policy', consistency: 'attest/consistency.json' };

function needed(files, name) {
  const found = files.get(name);
  if (!found) throw open(`${name} is missing: the report is not sealed, or not whole. Ask for it again.`);
  return found;
}

function sameFile(files, { name, size, sha256: digest }, where) {
  const content = files.get(name);
  if (!content) throw invalid(`${where} names ${name}, which is not in the bundle.`);
  if (content.length !== size || sha256(content).toString('hex') !== digest) throw invalid(`${name} is not the file that ${where} names: its length or SHA-256 is another.`);
}

/** Level 1: the manifest, and that the files outside attest/ are those it lists, all of them and no other. */
function checkFiles(files) {
  const bytes = needed(files, fixed.manifest);
  const manifest = canonicalJson(bytes, fixed.manifest);
  if (manifest?.format !== 'noticeboard/report@1') throw open('The manifest is of a form that this verifier does not know. Take the verifier of the newer version.');
  if (!Array.isArray(manifest.files)) throw invalid('The manifest lists no files.');
  const listed = new Set();
  for (const file of manifest.files) {
    if (!isObject(file) || typeof file.name !== 'string' || file.name.startsWith('attest/') || file.name === fixed.manifest || listed.has(file.name)) throw invalid('The manifest lists a file that it cannot vouch for, or one twice.');
    listed.add(file.name);
    sameFile(files, file, 'the manifest');
  }
  for (const name of files.keys()) if (!name.startsWith('attest/') && name !== fixed.manifest && !listed.has(name)) throw invalid(`${name} is in the bundle, but not in the manifest.`);
  return { manifest, digest: sha256(bytes).toString('hex') };
}

/** One log entry of attest/ with its proof, which leads to the checkpoint that all proofs of a bundle share. */
function checkEntry(files, name, { note, size, root }) {
  const bytes = needed(files, `attest/${name}.entry.json`);
  const entry = canonicalJson(bytes, `attest/${name}.entry.json`);
  const file = `attest/${name}.tlog-proof`;
  const proof = readProof(textOf(needed(files, file), file), file);
  if (proof.note !== note) throw invalid(`${file} leads to another checkpoint than the manifest’s proof.`);
  if (!isObject(entry) || entry.seq !== proof.index) throw invalid(`${file} proves another entry than attest/${name}.entry.json.`);
  if (!isIncluded(proof.index, size, leafHash(bytes), proof.hashes, root)) throw invalid(`attest/${name}.entry.json is not in the log: the proof does not lead to the root of the checkpoint.`);
  return entry;
}

/** Trees that the log was before, each proven to be the beginning of this one. */
function checkConsistency(files, head) {
  const items = canonicalJson(needed(files, fixed.consistency), fixed.consistency);
  if (!Array.isArray(items)) throw invalid(`${fixed.consistency} is not a list.`);
  let last = -1;
  return items.map((item) => {
    if (!isObject(item) || Object.keys(item).join() !== 'proof,root,size' || !Number.isSafeInteger(item.size) || !Array.isArray(item.proof) || item.size <= last) throw invalid(`${fixed.consistency} has not the form of one, or is out of order.`);
    last = item.size;
    const root = unbase64(item.root, 32, 'A root');
    if (!isConsistent(item.size, head.size, root, head.root, item.proof.map((hash) => unbase64(hash, 32, 'A hash')))) throw invalid(`The log of ${item.size} entries is not the beginning of the one of ${head.size}: history was changed.`);
    return { size: item.size, root };
  });
}

/** Level 2: the signed checkpoint, the manifest's entry in it, and whatever else attest/ holds. */
function checkLog(files, digest, manifest, trusted) {
  const policyText = textOf(needed(files, fixed.policy), fixed.policy);
  const policy = readPolicy(policyText);
  const { note } = readProof(textOf(needed(files, fixed.proof), fixed.proof), fixed.proof);
  const signed = openNote(note, policy);
  if (signed.signers.length === 0 || signed.signers.length !== signed.signatures) throw invalid('The checkpoint bears a signature of somebody that the trust policy does not name, or none of those it names.');
  const head = { note, ...readCheckpoint(signed.text) };
  if (policy.some(({ name }) => name !== head.origin)) throw invalid('The trust policy names a key of another log.');
  if (trusted && openNote(note, trusted).signers.length === 0) throw open('None of the keys you trust signed this report’s checkpoint: it is of another log, or the key was changed.');
  const entry = checkEntry(files, 'manifest', head);
  if (entry.action !== 'report.publish' || entry.object?.type !== 'report' || entry.after?.manifest_sha256 !== digest) throw invalid('The log entry is not about this manifest.');
  const earlier = checkConsistency(files, head);
  for (const [what, known] of [['the log as of the report', manifest.log], ['the previous report', manifest.previous]]) {
    if (known === null) continue;
    const found = isObject(known) && earlier.find(({ size }) => size === known.size);
    if (!found || found.root.toString('base64') !== known.root || known.size > entry.seq) throw invalid(`The manifest says of ${what} what the log does not bear out.`);
  }
  checkAttestations(files, head, entry);
  return { entry, head, earlier, policy };
}

/** Every other file of attest/ is an entry about this report with its proof, or named by one with length and digest. */
function checkAttestations(files, head, published) {
  const known = new Set(Object.values(fixed));
  const entries = [];
  for (const name of files.keys()) {
    const found = /^attest\/([A-Za-z0-9_-]+)\.entry\.json$/.exec(name);
    if (!found || known.has(name)) continue;
    const entry = checkEntry(files, found[1], head);
    if (entry.object?.type !== 'report' || entry.object.id !== published.object.id) throw invalid(`${name} is about something else than this report.`);
    entries.push(entry);
    known.add(name).add(`attest/${found[1]}.tlog-proof`);
  }
  for (const entry of entries) {
    for (const file of Array.isArray(entry.after?.files) ? entry.after.files : []) {
      if (!isObject(file) || typeof file.name !== 'string' || !file.name.startsWith('attest/') || !files.has(file.name) || known.has(file.name)) continue;
      sameFile(files, file, 'an entry of the log');
      known.add(file.name);
    }
  }
  for (const name of files.keys()) if (name.startsWith('attest/') && !known.has(name)) throw invalid(`${name} is in the bundle, but nothing vouches for it.`);
}

/** Level 3: the log of an older report, held since then, is the beginning of this one's. */
function checkSince(older, { head, earlier }) {
  if (older.origin !== head.origin) throw open(`The older report is of another log (${older.origin}): it tells nothing about this one.`);
  if (older.size > head.size) throw usage('The report given with --since is the newer one. Give them the other way round.');
  const found = older.size === head.size ? head : earlier.find(({ size }) => size === older.size);
  if (!found) throw open(`This bundle holds no proof from the log of ${older.size} entries. Check it against a report made in between, and that one against yours.`);
  if (!found.root.equals(older.root)) throw invalid(`The log is not the one it was: at ${older.size} entries the older report has another root. Its history was changed since.`);
}

/** The lines of bytes that are not empty, one at a time: together they may be longer than a text can be. */
function* linesOf(bytes) {
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(10, from);
    const end = found < 0 ? bytes.length : found;
    if (end > from) yield bytes.subarray(from, end);
    from = end + 1;
  }
}

/** Level 4: each disclosed event is in its batch's tree, and the batch's root in the log. Gives the events, how many there are of each type, and of each batch how many are told and how many it holds. */
function checkDisclosures(told, trusted, head, earlier) {
  const [counts, batches] = [new Map(), new Map()];
  const events = [];
  const seen = new Set();
  let n = 0;
  for (const line of linesOf(typeof told === 'string' ? Buffer.from(told) : told)) {
    n += 1;
    const where = `Disclosure ${n}`;
    const one = canonicalJson(line, where);
    if (one?.format !== 'noticeboard/disclosure@1') throw open(`${where} is of a form that this verifier does not know.`);
    if (!isObject(one.event) || typeof one.entry !== 'string' || typeof one.tlog_proof !== 'string' || !Array.isArray(one.proof)) throw invalid(`${where} is not whole.`);
    const leaf = leafHash(Buffer.concat([unbase64(one.salt, 32, 'A salt'), Buffer.from(canonical(one.event))]));
    const entry = canonicalJson(Buffer.from(one.entry), `The entry of ${where.toLowerCase()}`);
    const proof = readProof(one.tlog_proof, `The proof of ${where.toLowerCase()}`);
    const signed = openNote(proof.note, trusted);
    if (signed.signers.length === 0) throw open(`${where} leads to a checkpoint that none of the keys you trust signed.`);
    const own = readCheckpoint(signed.text);
    const held = own.size === head.size ? head : earlier.find(({ size }) => size === own.size);
    if (own.origin !== head.origin || (held && !held.root.equals(own.root))) throw invalid(`${where} is of another log than the report.`);
    if (entry?.action !== 'batch.seal' || entry.seq !== proof.index || !isIncluded(proof.index, own.size, leafHash(Buffer.from(one.entry)), proof.hashes, own.root)) throw invalid(`${where}: its batch is not in the log.`);
    const size = entry.after?.events;
    if (!Number.isSafeInteger(one.index) || !isIncluded(one.index, size, leaf, one.proof.map((hash) => unbase64(hash, 32, 'A hash')), unbase64(entry.after?.root, 32, 'The root of a batch'))) throw invalid(`${where}: the event is not in its batch, or not as it is told here.`);
    const place = `${entry.seq}/${one.index}`;
    if (seen.has(place)) throw invalid(`${where} tells an event a second time.`);
    seen.add(place);
    counts.set(one.event.type, (counts.get(one.event.type) ?? 0) + 1);
    events.push({ ...one.event, batch: entry.after.number });
    batches.set(entry.after.number, { told: (batches.get(entry.after.number)?.told ?? 0) + 1, size });
  }
  return { counts, events, batches };
}

// ── Recount: sections 2 and 3 of the contract, from the disclosed events alone ──────────────────

const order = ['delivered', 'displayed', 'deferred', 'dismissed', 'accepted', 'declined', 'withdrawn', 'objected', 'account_closed'];
const tierOf = (type) => [0, 1, 2, 2, 3, 3, 3, 3, 3][order.indexOf(type)];
const stateNames = ['accepted', 'declined', 'withdrawn', 'objected', 'closed', 'dismissed', 'deferred', 'displayed', 'delivered', 'unproven'];
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
const byTime = (a, b) => compare(a.occurred_at, b.occurred_at);
const byWeight = (a, b) => tierOf(a.type) - tierOf(b.type) || byTime(a, b) || (tierOf(a.type) < 2 ? 0 : order.indexOf(a.type) - order.indexOf(b.type)) || byId(a, b);

/** An instant as events bear it: UTC with six digits, so that text compares as time does. */
function micros(instant, what) {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/.exec(instant);
  if (!found) throw invalid(`${what} is not an instant in UTC.`);
  return `${found[1]}.${(found[2] ?? '').padEnd(6, '0')}Z`;
}

/** Whether an event counts, and whether it is proven: by the campaign's texts that it cites, their area and when they were published. */
function judge(event, { notices, areas, counts_on: natures }) {
  const area = Object.keys(areas).find((name) => areas[name].includes(event.region)) ?? null;
  const cited = notices.filter((notice) => event.notice !== '' && (notice.id === event.notice || notice.sha256 === event.notice) && notice.area === area && micros(notice.published_at, 'A publication') <= event.occurred_at);
  const aboutPurposes = ['withdrawn', 'objected'].includes(event.type) && Object.keys(event.purposes ?? {}).length > 0;
  return { counts: !aboutPurposes && (cited.length === 0 || cited.some((notice) => natures.includes(notice.legal_nature))), proven: cited.length > 0 };
}

/** Where each subject stands: state and segment as of the report's as-of, of the events that counted and were known then. */
function standings(events, data) {
  const until = micros(data.as_of, 'The as-of');
  const subjects = new Map();
  for (const event of events) {
    if (tierOf(event.type) === undefined || micros(event.occurred_at, 'An event') >= until || micros(event.recorded_at, 'An arrival') > micros(data.known_at, 'The known-at') || event.campaign !== data.campaign) continue;
    const { counts, proven } = judge(event, data);
    if (!counts) continue;
    const one = subjects.get(event.subject);
    const told = { event, proven };
    if (!one) subjects.set(event.subject, { deciding: told, last: told });
    else {
      if (byWeight(event, one.deciding.event) > 0) one.deciding = told;
      if ((byTime(event, one.last.event) || byId(event, one.last.event)) > 0) one.last = told;
    }
  }
  const held = (segment) => Object.entries(data.filters).every(([name, value]) => segment[name] === value);
  return [...subjects.values()].map(({ deciding: { event, proven }, last }) => ({ state: event.type === 'account_closed' ? 'closed' : event.type, proven, segment: last.event })).filter(({ segment }) => held(segment));
}

/** Counts by state per group; '' is the key of everybody. */
function countBy(people, dimensions) {
  const groups = new Map();
  for (const { state, proven, segment } of people) {
    const key = dimensions.map((name) => segment[name]).join(' ');
    const counts = groups.get(key) ?? Object.fromEntries(stateNames.map((name) => [name, 0]));
    counts[state] += 1;
    if (!proven) counts.unproven += 1;
    groups.set(key, counts);
  }
  return groups;
}

/** Level 5: the numbers of a campaign report are those that the disclosed events give, all events of the batches it counted being there. Gives a sentence. */
function checkRecount(files, { events, batches }) {
  const data = files.has('report.json') ? JSON.parse(textOf(files.get('report.json'), 'report.json'))?.data : null;
  if (data?.type !== 'campaign_uptake' || !Array.isArray(data.batches)) throw open('Only a campaign report with exact numbers, made by a version that names its batches, can be recounted.');
  for (const number of data.batches) {
    const { told = 0, size = null } = batches.get(number) ?? {};
    if (told !== size) throw open(`The numbers cannot be recounted: of batch ${number} ${size === null ? 'no event is' : `${told} of ${size} events are`} disclosed. Events of people who were erased since can never be.`);
  }
  const counted = new Set(data.batches);
  const people = standings(events.filter(({ batch }) => counted.has(batch)), data);
  const tables = [[[], [{ key: {}, counts: data.counts }]], [['region'], data.groups.region], [['platform'], data.groups.platform], [['region', 'platform'], data.groups.region_platform]];
  for (const [dimensions, groups] of tables) {
    const found = countBy(people, dimensions);
    for (const { key, counts } of groups) {
      const name = dimensions.map((dimension) => key[dimension]).join(' ');
      for (const state of stateNames) {
        const own = found.get(name)?.[state] ?? 0;
        if (counts[state] !== own) throw invalid(`The report’s numbers are not those of the events: it has ${counts[state]} ${state}${name && ` in ${name}`}, the events give ${own}.`);
      }
      found.delete(name);
    }
    for (const name of found.keys()) throw invalid(`The report’s numbers are not those of the events: they hold people in ${name || 'the campaign'} that it does not count.`);
  }
  return `Recount: ${people.length} people by the events of ${data.batches.length} batches; every count of the report is theirs, in all and per region and platform.`;
}

const checkpointOf = (zip) => {
  const files = readZip(zip);
  return { policy: readPolicy(textOf(needed(files, fixed.policy), fixed.policy)), note: readProof(textOf(needed(files, fixed.proof), fixed.proof), fixed.proof).note };
};

/** The checkpoint that a report shows, signed by the key its own policy names. Throws for one that is not; what the files are is not looked at. */
export function heldCheckpoint(zip) {
  const { policy, note } = checkpointOf(zip);
  const { text, signers } = openNote(note, policy);
  if (signers.length === 0) throw invalid('The checkpoint of the report is not signed by the key its policy names.');
  return readCheckpoint(text);
}

/**
 * Checks a bundle (bytes of the ZIP), also against an older one, keys known by another way, and disclosed events (text or bytes, one a line); with `recount` the counts too.
 * Gives the exit code, one sentence, and what was found out on the way.
 */
export function verifyBundle({ bundle, since = null, vkeys = [], disclosures = null, recount = false }) {
  const notes = [];
  try {
    if (recount && disclosures === null) throw usage('--recount needs the events: give them with --disclosures.');
    const given = vkeys.map((vkey) => {
      try {
        return readVkey(vkey);
      } catch (error) {
        throw usage(`--vkey: ${error.message}`);
      }
    });
    const files = readZip(bundle);
    const { manifest, digest } = checkFiles(files);
    notes.push(`Files: ${manifest.files.length}, each as the manifest lists it.`);
    const older = since && checkpointOf(since);
    const trusted = given.length > 0 ? given : (older?.policy ?? null);
    const found = checkLog(files, digest, manifest, trusted);
    const { entry, head, policy } = found;
    notes.push(`Manifest: entry ${entry.seq} of the log ${head.origin}, as report ${entry.object.id}, written ${entry.at}.`);
    notes.push(`Checkpoint: ${head.size} entries, root ${head.root.toString('base64')}, signed by ${policy.map(({ vkey }) => vkey).join(', ')}.`);
    if (older) {
      const { text, signers } = openNote(older.note, trusted);
      if (signers.length === 0) throw open('None of the keys you trust signed the older report’s checkpoint.');
      const past = readCheckpoint(text);
      checkSince(past, found);
      notes.push(`History: the log of ${past.size} entries that the older report shows is the beginning of this one.`);
    } else notes.push('History: not checked. Without an older report (--since) a log that was written anew from the start cannot be told from the first.');
    if (given.length === 0) notes.push(older ? 'Key: that of the older report.' : 'Key: that of the bundle itself. Compare it with the one that the organisation publishes, and give it with --vkey.');
    if (disclosures !== null) {
      const told = checkDisclosures(disclosures, trusted ?? policy, head, found.earlier);
      const counts = [...told.counts].sort(([a], [b]) => (a < b ? -1 : 1));
      notes.push(`Disclosed events: ${counts.reduce((sum, [, n]) => sum + n, 0)}, all in the log as they are told (${counts.map(([type, n]) => `${n} ${type}`).join(', ') || 'none'}).`);
      if (recount) notes.push(checkRecount(files, told));
    }
    return { code: 0, verdict: `Valid: report ${entry.object.id} is whole, unchanged and in the log.`, notes, manifest };
  } catch (error) {
    if (!(error instanceof Finding)) return { code: 1, verdict: `Not valid: the bundle cannot be read (${error instanceof Error ? error.message : String(error)}).`, notes, manifest: null };
    const lead = { 1: 'Not valid', 2: 'Wrong usage', 3: 'Cannot be judged' }[error.code];
    return { code: error.code, verdict: `${lead}: ${error.message}`, notes, manifest: null };
  }
}

// ── The command ─────────────────────────────────────────────────────────────────────────────────

const help = 'Usage: node verify.mjs <report.zip> [--since older.zip] [--vkey KEY]... [--disclosures events.ndjson [--recount]]';

function readFile(name) {
  try {
    return readFileSync(name);
  } catch {
    throw usage(`The file ${name} cannot be read.`);
  }
}

/** Runs the command with these arguments, says what it found through `print`, and gives the exit code. */
export function main(args, print = (line) => void process.stdout.write(`${line}\n`)) {
  try {
    const options = { vkeys: [] };
    for (let i = 0; i < args.length; i += 1) {
      const name = args[i];
      if (!name.startsWith('--')) {
        if (options.bundle) throw usage('Give one report at a time.');
        options.bundle = readFile(name);
        continue;
      }
      if (name === '--recount') {
        options.recount = true;
        continue;
      }
      const value = args[(i += 1)];
      if (!['--since', '--vkey', '--disclosures'].includes(name) || value === undefined) throw usage(`${name} is not known, or lacks its value.`);
      if (name === '--vkey') options.vkeys.push(value);
      else if (name === '--since') options.since = readFile(value);
      else options.disclosures = readFile(value);
    }
    if (!options.bundle) throw usage('Name the report to check.');
    const { code, verdict, notes } = verifyBundle(options);
    for (const note of notes) print(note);
    print(verdict);
    return code;
  } catch (error) {
    if (!(error instanceof Finding)) throw error;
    print(`${error.message}\n${help}`);
    return error.code;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));

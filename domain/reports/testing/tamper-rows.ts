import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createUser } from '@/domain/access/commands/create-user';
import { checkLog } from '@/domain/evidence/check-queries';
import { tendLog } from '@/domain/evidence/commands/tend-log';
import { readLogKey } from '@/domain/evidence/log-files';
import { signerOf } from '@/domain/evidence/note';
import { type Forgery, forgeTree } from '@/domain/evidence/testing/forge';
import { asSuperuser, growLog } from '@/domain/evidence/testing/log-rows';
import { Random } from '@/domain/evidence/testing/random';
import { heldCheckpoint, verifyBundle } from '@/domain/evidence/verify.mjs';
import { bundleOf } from '@/domain/reports/bundle-queries';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import type { ReportFile } from '@/domain/reports/document';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { sealNextBatch } from '@/domain/uptake/commands/seal-batches';
import { checkSeals } from '@/domain/uptake/seal-check-queries';
import { ndjsonOf, openCampaign, ticking } from '@/domain/uptake/testing/rehearsal';
import { connection } from '@/db/client';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { readEnvironment } from '@/env';

const dpo = asRole('dpo', 'dpo');
const tables = ['log_entries', 'log_tiles', 'log_heads', 'log_keys', 'report_manifests', 'report_file_chunks', 'segments', 'segment_seals', 'batches'];

async function* smallFile(): AsyncGenerator<ReportFile> {
  yield { name: 'report.json', mediaType: 'application/json', chunks: (async function* () { yield Buffer.from(`{"accepted":610}\n`); })() };
}

async function makeReport(): Promise<number> {
  const { number } = await requestReport(dpo, { type: 'article_30_record', language: 'en' });
  await runNextReport({ render: smallFile });
  while ((await tendLog()).published !== null) continue;
  return number;
}

async function bundle(number: number): Promise<Buffer> {
  const made = await bundleOf(number);
  const pieces: Buffer[] = [];
  for await (const piece of made?.chunks ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A small installation with sealed batches and three reports, of which somebody holds the first; every table that matters is kept to be put back. */
export async function setUp() {
  const clock = ticking();
  for (let i = 0; i < 4; i += 1) await createUser(system, { email: `p${i}@example.org`, name: `P ${i}`, role: 'auditor' });
  const campaign = await openCampaign(dpo, 'UTC', clock);
  for (let batch = 0; batch < 3; batch += 1) {
    await importEvents(ingestKey, { campaign, format: 'ndjson', source: 's' }, ndjsonOf(Array.from({ length: 12 }, (_, n) => ({ id: `${batch}-${n}`, subject: `s${n}`, type: 'accepted', occurred_at: '2026-02-01T10:00:00Z', region: 'DE', platform: 'ios', channel: 'email' }))), { clock });
    await sealNextBatch(clock);
  }
  await growLog(280);
  const older = await bundle(await makeReport());
  await growLog(30);
  await makeReport();
  await growLog(5);
  const last = await makeReport();
  await asSuperuser('create schema kept', ...tables.map((table) => `create table kept.${table} as select * from ${table}`));
  const files = ['log.key', 'log.note'].map((name) => path.join(readEnvironment().data, name));
  const contents = files.map((file) => readFileSync(file));
  return {
    older, last,
    restore: async () => {
      await asSuperuser(...tables.flatMap((table) => [`delete from ${table}`, `insert into ${table} select * from kept.${table}`]), 'delete from log_signer');
      files.forEach((file, i) => writeFileSync(file, contents[i] ?? ''));
    },
  };
}

type Step = (random: Random, size: number) => Promise<void>;
type Text = string | [string, unknown[]];
const sql = (make: (random: Random, size: number) => Text[]): Step => async (random, size) => asSuperuser(...make(random, size));
const any = (random: Random, size: number) => 1 + random.below(size - 20);
const byteOf = (column: string, random: Random) => `overlay(${column} placing decode(lpad(to_hex((get_byte(${column}, p) + ${1 + random.below(254)}) % 256), 2, '0'), 'hex') from p + 1)`;
const atAnyByte = (table: string, column: string, where: string, random: Random): Text => `update ${table} set ${column} = (select ${byteOf(column, random)} from (select floor(random() * length(${column}))::int as p) x) where ${where}`;
/** An entry that says something else and still is JSON: anything else the index refuses. */
const edit = (random: Random, size: number): Text => {
  const [from, to] = random.of([['"v":1', `"v":${2 + random.below(90)}`], ['"action":"', '"action":"x'], ['"at":"', `"at":"1${random.below(9)}`], ['"kind":"', '"kind":"K'], ['{"', '{ "'], ['"object":', `"about":${random.below(9)},"object":`]] as const);
  return ['update log_entries set entry = overlay(entry placing $3 from position($2 in entry) for length($2)) where seq = $1', [any(random, size), from, to]];
};
const forged = (change: (random: Random, size: number) => Text[], how: () => Forgery): Step => async (random, size) => {
  await asSuperuser(...change(random, size));
  await forgeTree(how());
};
const reseq = (from: string, to: string) => `update log_entries set seq = ${to}, entry = regexp_replace(entry, '"seq":[0-9]+', '"seq":' || (${to})) where ${from}`;
const inserted = (random: Random, size: number): Text[] => {
  const at = any(random, size);
  return [`update log_entries set seq = -seq - 1 where seq >= ${at}`, reseq('seq < 0', '(-seq - 1) + 1'), `insert into log_entries select ${at}, regexp_replace(entry, '"seq":[0-9]+', '"seq":${at}') from log_entries where seq = ${at - 1}`];
};
const removed = (random: Random, size: number): Text[] => {
  const at = any(random, size);
  return [`delete from log_entries where seq = ${at}`, `update log_entries set seq = -seq where seq > ${at}`, reseq('seq < 0', '(-seq) - 1')];
};
const exchanged = (random: Random, size: number): Text[] => {
  const [a, b] = [any(random, size / 2), size / 2 + random.below(size / 2 - 20)].map(Math.floor) as [number, number];
  return [`update log_entries set seq = -1 where seq = ${a}`, reseq(`seq = ${b}`, String(a)), reseq('seq = -1', String(b))];
};
const stolen = (): Forgery => ({ heads: true, signer: readLogKey(), note: true });
const foreign = (): Forgery => ({ heads: true, signer: signerOf(readLogKey()?.name ?? '', Buffer.alloc(32, 5)), note: false });

/** What somebody with all rights in the database, or over the whole machine, may do to it. */
export const kinds: Record<string, Step> = {
  'row: a character of an entry': sql((random, size) => [edit(random, size)]),
  'row: an entry deleted': sql((random, size) => [['delete from log_entries where seq = $1', [any(random, size)]]]),
  'row: entries deleted from the end': sql((random, size) => [['delete from log_entries where seq >= $1', [any(random, size)]]]),
  'row: two entries exchanged': sql((random, size) => exchanged(random, size)),
  'row: an entry put in between': sql((random, size) => inserted(random, size)),
  'row: an entry taken out, the rest moved up': sql((random, size) => removed(random, size)),
  'row: an event in a sealed batch': sql((random) => [atAnyByte('segments', 'payload', `id = (select id from segments order by id offset ${random.below(3)} limit 1)`, random)]),
  'row: a batch said to be sealed by another entry': sql((random, size) => [`update batches set seal_seq = ${any(random, size)} where number = 1`]),
  'seal: a byte of its subtrees': sql((random) => [atAnyByte('segment_seals', 'nodes', `segment_id = (select min(segment_id) from segment_seals)`, random)]),
  'tile: a byte': sql((random) => [atAnyByte('log_tiles', 'hashes', `level = 0 and number = ${random.below(2)}`, random)]),
  'tile: gone': sql((random) => [`delete from log_tiles where level = ${random.below(2)} and number = 0`]),
  'tile: shorter': sql(() => ['update log_tiles set hashes = substring(hashes from 1 for length(hashes) - 32) where level = 0 and number = 1']),
  'checkpoint: its root': sql((random) => [`update log_heads set root = sha256('${random.below(1e9)}') where size = (select size from log_heads order by size desc offset ${random.below(4)} limit 1)`]),
  'checkpoint: its note': sql((random) => [`update log_heads set note = overlay(note placing '${random.of(['1', 'A', '/'])}x' from ${30 + random.below(60)}) where size = (select size from log_heads where note is not null order by size desc offset ${random.below(4)} limit 1)`]),
  'checkpoint: all gone': sql(() => ['delete from log_heads']),
  'manifest: a character': sql((random) => [`update report_manifests set manifest = overlay(manifest placing 'x' from ${5 + random.below(300)}) where run = (select max(run) from report_manifests)`]),
  'manifest: that of another run': sql(() => ['update report_manifests set manifest = (select manifest from report_manifests order by run limit 1) where run = (select max(run) from report_manifests)']),
  'file: a byte': sql((random) => [atAnyByte('report_file_chunks', 'content', 'run = (select max(run) from report_manifests)', random)]),
  'file: the verifier': sql((random) => [`update report_manifests set verifier = overlay(verifier placing '~' from ${1 + random.below(9_000)}) where run = (select max(run) from report_manifests)`]),
  'forged: an entry, and tiles': forged((random, size) => [edit(random, size)], () => ({ heads: false, signer: null, note: false })),
  'forged: an entry, tiles and roots': forged((random, size) => [edit(random, size)], () => ({ heads: true, signer: null, note: false })),
  'forged: an entry, tiles, roots, with another key': forged((random, size) => [`update log_entries set entry = replace(entry, '"cli"', '"web"') where seq = ${any(random, size)}`], foreign),
  'forged: an entry, everything, with the stolen key': forged((random, size) => [`update log_entries set entry = regexp_replace(entry, '"at":"20..', '"at":"2031') where seq = ${1 + random.below(Math.floor(size / 2))}`], stolen),
  'forged: an entry put in, everything, with the stolen key': forged((random, size) => inserted(random, Math.floor(size / 2)), stolen),
  'forged: an entry taken out, everything, with the stolen key': forged((random, size) => removed(random, Math.floor(size / 2)), stolen),
};

export type Seen = { kind: string; /** Exit codes: of `verify --since` over the latest report, and of `log fsck --since`. */ verify: number; fsck: number };

/** Applies `count` of them, each to the installation as it was, and tells what a holder of one older report sees. */
export async function tamperRows(count: number, seed: number): Promise<{ seen: Seen[]; control: { verify: number; fsck: number }; sound: { verify: number; fsck: number } }> {
  const random = new Random(seed);
  const { older, last, restore } = await setUp();
  const { pool } = await connection();
  const size = Number((await pool.query<{ n: string }>('select count(*) as n from log_entries')).rows[0]?.n);
  const look = async (since: Buffer | null) => {
    const shown = await bundle(last).catch(() => Buffer.alloc(0));
    const wrong = (await checkLog(dpo, since ? [heldCheckpoint(since)] : [])).problems.length + (await checkSeals(dpo)).problems.length;
    return { verify: verifyBundle({ bundle: shown, since }).code, fsck: wrong > 0 ? 1 : 0 };
  };
  const sound = await look(older);
  const seen: Seen[] = [];
  const names = Object.keys(kinds);
  for (let i = 0; i < count; i += 1) {
    const kind = names[i % names.length] ?? '';
    await kinds[kind]?.(random, size);
    seen.push({ kind, ...(await look(older)) });
    await restore();
  }
  await kinds['forged: an entry, everything, with the stolen key']?.(random, size);
  const control = await look(null);
  await restore();
  return { seen, control, sound };
}

/** Writes what was measured where `npm run test:tamper` prints it, as name=value pairs on one line. */
export function tell(name: string, values: Record<string, number | string>): void {
  mkdirSync('.test/tamper', { recursive: true });
  writeFileSync(`.test/tamper/${name}.txt`, `${Object.entries(values).map(([key, value]) => `${key}=${value}`).join(' ')}\n`);
}

import { createHash } from 'node:crypto';
import { and, asc, desc, eq, isNotNull, isNull, like } from 'drizzle-orm';
import { type Clock, systemClock } from '@/domain/clock';
import { append } from '@/domain/evidence/log';
import { collect } from '@/domain/reports/formats/chunks';
import { cades } from '@/domain/reports/seal/cades';
import { readSigner } from '@/domain/reports/seal/certificate';
import { signPdf } from '@/domain/reports/seal/pdf-signature';
import { type Stamp, timeStamper } from '@/domain/reports/seal/time-stamp';
import { storedPieces } from '@/domain/reports/stored-pieces-queries';
import { database, transact } from '@/db/client';
import { logHeads, reportAttestations, reportFiles, reportRuns, reportSignatures } from '@/db/schema';
import { readEnvironment } from '@/env';

type Made = { name: string; mediaType: string; content: Buffer };
const worker = { kind: 'system', id: 'worker' } as const;

/**
 * Puts beside one signed run what the organisation's certificate and its time-stamping authority say of it, where the environment
 * names them: each PDF signed (`report.signed.pdf`), and the log's last checkpoint with its time stamp (`checkpoint.note`,
 * `checkpoint.tsr`). Files and log entry in one transaction. Null when nothing is set or nothing waits. The run itself is ready all along:
 * what throws here is tried again later and holds nothing back.
 */
export async function sealSignedReport(clock: Clock = systemClock): Promise<{ number: number; files: number } | null> {
  const { seal, tsaUrl } = readEnvironment();
  if (seal === null && tsaUrl === null) return null;
  const number = await nextUnsealed();
  if (number === null) return null;
  const stamp = tsaUrl === null ? null : timeStamper(tsaUrl);
  const made = [...(seal === null ? [] : await signedPdfs(number, seal, stamp, clock())), ...(stamp === null ? [] : await stampedCheckpoint(stamp))];
  if (made.length === 0) return null;
  return transact(async ({ tx }) => {
    const now = clock();
    const files = made.map(({ name, mediaType, content }) => ({ run: number, name, mediaType, size: content.length, sha256: createHash('sha256').update(content).digest('hex'), madeAt: now, content }));
    const stored = await tx.insert(reportAttestations).values(files).onConflictDoNothing().returning({ name: reportAttestations.name });
    if (stored.length < files.length) return null; // Another worker was first.
    await append(tx, { action: 'report.seal', actor: worker, object: { type: 'report', id: String(number) }, at: now, after: { number, files: files.map(({ name, size, sha256 }) => ({ name: `attest/${name}`, size, sha256 })) } });
    return { number, files: files.length };
  });
}

async function nextUnsealed(): Promise<number | null> {
  const db = await database();
  const [found] = await db
    .select({ number: reportRuns.number })
    .from(reportSignatures)
    .innerJoin(reportRuns, and(eq(reportRuns.number, reportSignatures.run), eq(reportRuns.status, 'ready')))
    .leftJoin(reportAttestations, eq(reportAttestations.run, reportRuns.number))
    .where(and(eq(reportSignatures.kind, 'signature'), isNull(reportAttestations.run)))
    .orderBy(asc(reportRuns.number))
    .limit(1);
  return found?.number ?? null;
}

async function signedPdfs(number: number, seal: { certificate: string; key: string | null; password: string | null; name: string }, stamp: Stamp | null, at: Date): Promise<Made[]> {
  const db = await database();
  const files = await db.select({ name: reportFiles.name }).from(reportFiles).where(and(eq(reportFiles.run, number), like(reportFiles.name, '%.pdf')));
  if (files.length === 0) return [];
  const signer = await readSigner(seal);
  const made: Made[] = [];
  for (const { name } of files) {
    const content = await signPdf(await collect(storedPieces(number, name)), { at, description: seal.name, sign: (bytes) => cades(bytes, signer, stamp) });
    made.push({ name: name.replace(/\.pdf$/, '.signed.pdf'), mediaType: 'application/pdf', content });
  }
  return made;
}

async function stampedCheckpoint(stamp: Stamp): Promise<Made[]> {
  const db = await database();
  const [head] = await db.select({ note: logHeads.note }).from(logHeads).where(isNotNull(logHeads.note)).orderBy(desc(logHeads.size)).limit(1);
  if (!head?.note) return [];
  const content = Buffer.from(head.note, 'utf8');
  return [{ name: 'checkpoint.note', mediaType: 'text/plain', content }, { name: 'checkpoint.tsr', mediaType: 'application/timestamp-reply', content: (await stamp(content)).answer }];
}

import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '@/domain/access/permissions';
import { getRun } from '@/domain/reports/queries';
import type { Run } from '@/domain/reports/run';
import { contentDigest, isSameScope, standing } from '@/domain/reports/sign-off';
import { type RunEnding, type SignatureKind, type Standing, signingRoles } from '@/domain/reports/vocabulary';
import { type Transaction, database } from '@/db/client';
import { reportAttestations, reportEndings, reportRuns, reportSignatures, users } from '@/db/schema';

export type Signature = { kind: SignatureKind; at: Date; by: { id: string; name: string }; statement: string; contentSha256: string };
export type Ending = { ending: RunEnding; at: Date; by: { id: string; name: string }; reason: string; successor: number | null };
export type Attestation = { name: string; mediaType: string; size: number; sha256: string; madeAt: Date };

export type SignOff = {
  standing: Standing;
  contentSha256: string;
  /** Whether legal is to countersign: asked for with the run, or by whoever signed. */
  countersign: boolean;
  signatures: Signature[];
  endings: Ending[];
  /** Earlier runs of the same scope whose place this one takes. */
  predecessors: (Ending & { number: number })[];
  /** Later ready runs of the same scope, the newest first: what may take this one's place. */
  successors: number[];
  attestations: Attestation[];
};

/** Everything that was said about a run after it was made. Throws `missing`, also for what the actor may not see. */
export async function getSignOff(actor: Actor, number: number): Promise<SignOff> {
  const run = await getRun(actor, number);
  const db = await database();
  const [signed, endings, kin, attestations] = await Promise.all([
    db.select({ row: reportSignatures, name: users.name }).from(reportSignatures).leftJoin(users, eq(users.id, reportSignatures.signedBy)).where(eq(reportSignatures.run, number)).orderBy(asc(reportSignatures.signedAt)),
    endingsOf([number]),
    readyKin(db, run),
    attestationsOf(number),
  ]);
  const signatures = signed.map(({ row, name }) => ({ kind: row.kind, at: row.signedAt, by: { id: row.signedBy, name: name ?? row.signedBy }, statement: row.statement, contentSha256: row.contentSha256 }));
  const countersign = run.countersign || signed.some(({ row }) => row.countersign);
  return {
    standing: standing({ signed: signatures.length > 0, countersign, countersigned: signatures.some(({ kind }) => kind === 'countersignature'), endings: endings.map(({ ending }) => ending) }),
    contentSha256: contentDigest(run, run.files),
    countersign,
    signatures,
    endings,
    predecessors: predecessors(number, kin, await endingsOf(kin.filter((one) => one < number))),
    successors: kin.filter((one) => one > number).toReversed(),
    attestations,
  };
}

/** How the sign-off of a run stands, as the API tells it: in which role it was signed and when, never by whom. Throws `missing`, also for what the actor may not see. */
export async function describeSignOff(actor: Actor, number: number) {
  const { standing: stands, contentSha256, countersign, signatures, endings, predecessors: earlier } = await getSignOff(actor, number);
  const ended = ({ ending, at, reason, successor }: Ending) => ({ ending, at: at.toISOString(), reason, successor });
  return {
    standing: stands, content_sha256: contentSha256, countersignature_asked: countersign,
    signatures: signatures.map(({ kind, at, contentSha256: over }) => ({ kind, role: signingRoles[kind], at: at.toISOString(), content_sha256: over })),
    endings: endings.map(ended),
    takes_place_of: earlier.map((one) => ({ report: one.number, ...ended(one) })),
  };
}

/** A superseded run names its successor; of a withdrawn one the next ready run of its scope takes the place. */
function predecessors(number: number, kin: number[], endings: (Ending & { number: number })[]) {
  const next = (of: number) => kin.find((one) => one > of);
  return endings.filter((one) => (one.ending === 'superseded' ? one.successor === number : next(one.number) === number));
}

/** Every ready run of the same scope, this one too, by number. */
export async function readyKin(db: Pick<Transaction, 'select'>, run: Run): Promise<number[]> {
  const found = await db.select().from(reportRuns).where(and(eq(reportRuns.type, run.type), eq(reportRuns.status, 'ready'))).orderBy(asc(reportRuns.number));
  return found.filter((one) => isSameScope(one, run)).map((one) => one.number);
}

async function endingsOf(numbers: number[]): Promise<(Ending & { number: number })[]> {
  if (numbers.length === 0) return [];
  const db = await database();
  const found = await db.select({ row: reportEndings, name: users.name }).from(reportEndings).leftJoin(users, eq(users.id, reportEndings.endedBy)).where(inArray(reportEndings.run, numbers)).orderBy(desc(reportEndings.endedAt));
  return found.map(({ row, name }) => ({ number: row.run, ending: row.ending, at: row.endedAt, by: { id: row.endedBy, name: name ?? row.endedBy }, reason: row.reason, successor: row.successor }));
}

/** How the sign-off of each of these runs stands; the caller has read the runs with rights of its own. */
export async function standingsOf(numbers: number[]): Promise<Map<number, Standing>> {
  if (numbers.length === 0) return new Map();
  const db = await database();
  const [signed, ended] = await Promise.all([
    db.select({ run: reportSignatures.run, kind: reportSignatures.kind, countersign: reportSignatures.countersign }).from(reportSignatures).where(inArray(reportSignatures.run, numbers)),
    db.select({ run: reportEndings.run, ending: reportEndings.ending }).from(reportEndings).where(inArray(reportEndings.run, numbers)),
  ]);
  return new Map(numbers.map((number) => {
    const mine = signed.filter(({ run }) => run === number);
    const endings = ended.filter(({ run }) => run === number).map(({ ending }) => ending);
    return [number, standing({ signed: mine.length > 0, countersign: mine.some((one) => one.countersign), countersigned: mine.some(({ kind }) => kind === 'countersignature'), endings })];
  }));
}

/** What lies beside a run under `attest/`, without its content. */
export async function attestationsOf(number: number): Promise<Attestation[]> {
  const db = await database();
  const { name, mediaType, size, sha256, madeAt } = reportAttestations;
  return db.select({ name, mediaType, size, sha256, madeAt }).from(reportAttestations).where(eq(reportAttestations.run, number)).orderBy(asc(name));
}

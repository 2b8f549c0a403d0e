import { and, count, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import { verifyPassword } from '@/domain/access/password';
import { type Clock, systemClock } from '@/domain/clock';
import { parse } from '@/domain/command';
import { DomainError, invalid, missing } from '@/domain/errors';
import { append } from '@/domain/evidence/log';
import { OpenShare } from '@/domain/reports/sign-off-schemas';
import { bundleOf } from '@/domain/reports/bundle-queries';
import { type OpenFile, bundleName } from '@/domain/reports/queries';
import { storedPieces } from '@/domain/reports/stored-pieces-queries';
import { isPass, sharePass } from '@/domain/reports/share';
import { type FoundShare, findShare } from '@/domain/reports/share-queries';
import { secret } from '@/domain/secrets';
import { database, transact } from '@/db/client';
import { failedSignIns, reportShares } from '@/db/schema';

/** How many wrong passwords one link takes in fifteen minutes. */
export const wrongSharePasswords = 5;
const reader = { kind: 'system', id: 'share' } as const;

/**
 * Opens a link for whoever holds it: checks the password where it has one, counts a view, leaves evidence without a trace of the
 * reader's machine, and returns the pass to keep in the browser. Throws `missing` for a link that is unknown, over, revoked or used
 * up, all alike; `invalid` for a wrong password; `too_many` before any hashing.
 */
export async function openShare(raw: unknown, clock: Clock = systemClock): Promise<{ share: string; pass: string }> {
  const { token, password } = parse(OpenShare, raw);
  const now = clock();
  const { id, passwordHash } = await findShare(token, clock);
  if (passwordHash !== null) await checkPassword(id, passwordHash, password, now);
  await transact(async ({ tx }) => {
    const isLeft = or(isNull(reportShares.maxViews), lt(reportShares.views, reportShares.maxViews));
    const [viewed] = await tx.update(reportShares).set({ views: sql`${reportShares.views} + 1` }).where(and(eq(reportShares.id, id), isNull(reportShares.revokedAt), isLeft)).returning();
    if (!viewed) throw missing('The link');
    await append(tx, { action: 'share.view', actor: reader, object: { type: 'share', id }, at: now, after: { report: viewed.run, view: viewed.views } });
  });
  return { share: id, pass: sharePass(secret('session'), id, now) };
}

async function checkPassword(id: string, hash: string, password: string, now: Date): Promise<void> {
  const db = await database();
  const account = `link ${id}`; // No e-mail address has a blank in it.
  const [wrong] = await db.select({ n: count() }).from(failedSignIns).where(and(eq(failedSignIns.account, account), gt(failedSignIns.at, new Date(now.getTime() - 15 * 60_000))));
  if ((wrong?.n ?? 0) >= wrongSharePasswords) throw new DomainError('too_many', 'Too many wrong passwords. Wait fifteen minutes.', { detail: 'too_many_passwords' });
  if (await verifyPassword(hash, password)) return;
  await db.insert(failedSignIns).values({ account, at: now });
  throw invalid('password: This is not the password of the link.', [{ field: 'password', message: 'share_password_wrong' }]);
}

/** One file of an opened link, or the whole bundle, counted and in the log before its first byte. Throws `missing` without a pass, for a link that is over, and for a file that is not there; for the bundle also until the log has published its manifest. */
export async function downloadShared(token: string, passOf: (share: string) => string | undefined, name: string, clock: Clock = systemClock): Promise<OpenFile & { run: number }> {
  const now = clock();
  const share = await findShare(token, clock);
  const file = name === bundleName(share.run.number) ? await bundleFile(share) : share.files.find((one) => one.name === name);
  if (!file || !isPass(secret('session'), share.id, passOf(share.id), now)) throw missing('The file');
  await transact(async ({ tx }) => {
    const isLeft = or(isNull(reportShares.maxDownloads), lt(reportShares.downloads, reportShares.maxDownloads));
    const [taken] = await tx.update(reportShares).set({ downloads: sql`${reportShares.downloads} + 1` }).where(and(eq(reportShares.id, share.id), isNull(reportShares.revokedAt), isLeft)).returning();
    if (!taken) throw missing('The file');
    await append(tx, { action: 'share.download', actor: reader, object: { type: 'share', id: share.id }, at: now, after: { report: taken.run, download: taken.downloads, file: { name, sha256: file.sha256 } } });
  });
  return { ...file, run: share.run.number, chunks: 'chunks' in file ? file.chunks : storedPieces(share.run.number, name) };
}

/** The bundle as those inside get it: it holds files, proofs, and entries about this report, whose people are ids. */
async function bundleFile({ run, files }: FoundShare): Promise<OpenFile | null> {
  const bundle = files.length === 0 ? null : await bundleOf(run.number);
  return bundle && { name: bundleName(run.number), mediaType: 'application/zip', sha256: null, ...bundle };
}

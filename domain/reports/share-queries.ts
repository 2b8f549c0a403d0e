import { and, asc, desc, eq, getTableColumns, gt, isNull } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { tokenDigest } from '@/domain/access/token';
import { type Clock, systemClock } from '@/domain/clock';
import { missing } from '@/domain/errors';
import { sealedHead } from '@/domain/reports/bundle-queries';
import { type ReportFileRow, bundleName, getRun } from '@/domain/reports/queries';
import type { Run } from '@/domain/reports/run';
import { isPass, isShareable } from '@/domain/reports/share';
import { contentDigest } from '@/domain/reports/sign-off';
import { standingsOf } from '@/domain/reports/sign-off-queries';
import type { Standing } from '@/domain/reports/vocabulary';
import { secret } from '@/domain/secrets';
import { connection, database } from '@/db/client';
import { reportEndings, reportFiles, reportRuns, reportShares, users } from '@/db/schema';

type Share = typeof reportShares.$inferSelect;
export type FoundShare = Omit<Share, 'run'> & { run: Run; standing: Standing; files: ReportFileRow[] };

/** The link behind a token with its run; of a withdrawn run without files. Throws `missing` for one that is unknown, over or revoked, all alike. */
export async function findShare(token: string, clock: Clock = systemClock): Promise<FoundShare> {
  const db = await database();
  const [found] = await db
    .select({ share: reportShares, run: reportRuns })
    .from(reportShares)
    .innerJoin(reportRuns, eq(reportRuns.number, reportShares.run))
    .where(and(eq(reportShares.tokenDigest, tokenDigest(token)), isNull(reportShares.revokedAt), gt(reportShares.expiresAt, clock())));
  if (!found || !isShareable(found.run)) throw missing('The link');
  const { share, run } = found;
  const { run: _run, ...columns } = getTableColumns(reportFiles);
  const stands = (await standingsOf([run.number])).get(run.number) ?? 'unsigned';
  const files = stands === 'withdrawn' ? [] : await db.select(columns).from(reportFiles).where(eq(reportFiles.run, run.number)).orderBy(asc(reportFiles.name));
  return { ...share, run, standing: stands, files };
}

/** What the holder of a link sees: before it is opened whether it wants a password, after that the report. No name of anybody. */
export type SharedReport =
  | { state: 'closed'; needsPassword: boolean }
  | {
      state: 'open';
      number: number;
      run: Pick<Run, 'type' | 'campaign' | 'asOf' | 'knownAt' | 'language' | 'exact' | 'illustrative' | 'inputsSha256'>;
      standing: Standing;
      contentSha256: string;
      ending: { at: Date; successor: number | null; reason: string } | null;
      files: ReportFileRow[];
      /** What the whole bundle is called; null until the log has published its manifest, and where no file is shown. */
      bundle: string | null;
      expiresAt: Date;
      downloadsLeft: number | null;
    };

/** Throws `missing` for a link that is unknown, over, revoked, or used up by others. */
export async function sharedReport(token: string, passOf: (share: string) => string | undefined, clock: Clock = systemClock): Promise<SharedReport> {
  const { id, run, standing, files, ...share } = await findShare(token, clock);
  if (!isPass(secret('session'), id, passOf(id), clock())) {
    if (share.maxViews !== null && share.views >= share.maxViews) throw missing('The link');
    return { state: 'closed', needsPassword: share.passwordHash !== null };
  }
  const db = await database();
  const [ending] = await db.select({ at: reportEndings.endedAt, successor: reportEndings.successor, reason: reportEndings.reason }).from(reportEndings).where(eq(reportEndings.run, run.number)).orderBy(desc(reportEndings.endedAt)).limit(1);
  const { type, campaign, asOf, knownAt, language, exact, illustrative, inputsSha256 } = run;
  return {
    state: 'open', number: run.number, run: { type, campaign, asOf, knownAt, language, exact, illustrative, inputsSha256 }, standing, contentSha256: contentDigest(run, files), ending: ending ?? null, files, bundle: files.length > 0 && (await sealedHead((await connection()).pool, run.number)) ? bundleName(run.number) : null,
    expiresAt: share.expiresAt, downloadsLeft: share.maxDownloads === null ? null : Math.max(0, share.maxDownloads - share.downloads),
  };
}

export type ShareRow = Omit<Share, 'tokenDigest' | 'passwordHash'> & { hasPassword: boolean; createdByName: string; state: 'live' | 'revoked' | 'over' };

/** The links to a run, the newest first, without their tokens. */
export async function listShares(actor: Actor, number: number, clock: Clock = systemClock): Promise<ShareRow[]> {
  permit(actor, 'evidence:read');
  await getRun(actor, number);
  const db = await database();
  const found = await db.select({ share: reportShares, name: users.name }).from(reportShares).leftJoin(users, eq(users.id, reportShares.createdBy)).where(eq(reportShares.run, number)).orderBy(desc(reportShares.createdAt), asc(reportShares.id));
  return found.map(({ share: { tokenDigest: _token, passwordHash, ...share }, name }) => ({
    ...share, hasPassword: passwordHash !== null, createdByName: name ?? share.createdBy, state: share.revokedAt ? 'revoked' : share.expiresAt <= clock() ? 'over' : 'live',
  }));
}

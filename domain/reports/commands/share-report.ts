import { and, eq, isNull } from 'drizzle-orm';
import { hashPassword } from '@/domain/access/password';
import { newToken, tokenDigest } from '@/domain/access/token';
import { command, withheld } from '@/domain/command';
import { conflict, missing } from '@/domain/errors';
import { newId } from '@/domain/ids';
import { lockRun } from '@/domain/reports/commands/lock-run';
import { isShareable } from '@/domain/reports/share';
import { RevokeShare, ShareReport } from '@/domain/reports/sign-off-schemas';
import { reportEndings, reportShares } from '@/db/schema';

/**
 * Makes a link to one run for a reader outside. The token comes back whole, once; it is kept as a digest, the password as Argon2id.
 * Throws `conflict` for a run that is not ready, is withdrawn, or lists people.
 */
export const shareReport = command({
  action: 'share.create',
  permission: 'reports:share',
  input: ShareReport,
  async run({ tx, actor, input, now }) {
    const run = await lockRun(tx, actor, input.number);
    if (run.status !== 'ready') throw conflict(`The report ${run.number} is not ready.`, 'run_not_ready');
    if (!isShareable(run)) throw conflict('A report that lists people is never shared by a link.', 'lists_people');
    const [withdrawn] = await tx.select({ run: reportEndings.run }).from(reportEndings).where(and(eq(reportEndings.run, run.number), eq(reportEndings.ending, 'withdrawn')));
    if (withdrawn) throw conflict(`The report ${run.number} is withdrawn.`, 'run_stands_no_longer');
    const [id, token] = [newId(now), newToken()];
    const expiresAt = new Date(now.getTime() + input.days * 86_400_000);
    const passwordHash = input.password === null ? null : await hashPassword(input.password);
    const limits = { maxViews: input.max_views, maxDownloads: input.max_downloads };
    await tx.insert(reportShares).values({ id, run: run.number, tokenDigest: tokenDigest(token), reader: input.reader, passwordHash, createdBy: actor.id, createdAt: now, expiresAt, ...limits });
    return {
      result: { id, token, expiresAt }, object: { type: 'share', id },
      after: { report: run.number, reader: withheld(input.reader), password: passwordHash !== null, expires_at: expiresAt.toISOString(), max_views: limits.maxViews, max_downloads: limits.maxDownloads },
    };
  },
});

/** Ends a link: the next request with it is refused, also by who has it open. Throws `missing` for an unknown or revoked one. */
export const revokeShare = command({
  action: 'share.revoke',
  permission: 'reports:share',
  input: RevokeShare,
  async run({ tx, actor, input: { id }, now }) {
    const [gone] = await tx.update(reportShares).set({ revokedAt: now, revokedBy: actor.id }).where(and(eq(reportShares.id, id), isNull(reportShares.revokedAt))).returning();
    if (!gone) throw missing('The link');
    return { result: { id }, object: { type: 'share', id }, before: { revoked: false }, after: { revoked: true, views: gone.views, downloads: gone.downloads } };
  },
});

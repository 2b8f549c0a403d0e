import { and, eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { invalid, missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { newId } from '@/domain/ids';
import { CommentPurpose, SettleComment } from '@/domain/purposes/schemas';
import { groups, leaves } from '@/domain/purposes/shape';
import type { Transaction } from '@/db/client';
import { purposeComments, purposeVersions } from '@/db/schema';

/** Remarks on a field of a version, or answers a remark. Throws `missing` for a version or remark that is not there, `invalid` for a field that is not. */
export const commentPurpose = command({
  action: 'purpose.comment',
  permission: 'purposes:write',
  input: CommentPurpose,
  async run({ tx, actor, input: { key, version, path, text, answers }, now }) {
    const [found] = await tx.select({ version: purposeVersions.version }).from(purposeVersions).where(and(eq(purposeVersions.purposeKey, key), eq(purposeVersions.version, version)));
    if (!found) throw missing(`Version ${version} of the purpose ${key}`);
    if (path !== '' && !leaves.has(path) && !groups.some((group) => group.path === path)) throw invalid(`path: A record has no field ${path}.`, [{ field: 'path', message: 'choose' }]);
    const about = answers === null ? null : await remark(tx, key, answers);
    const id = newId(now);
    await tx.insert(purposeComments).values({ id, purposeKey: key, version, path: about?.path ?? path, text, author: actor.id, answers, recordedAt: now });
    return { result: { id }, object: { type: 'purpose', id: key }, after: { version, comment: id, path: about?.path ?? path, answers, text: withheld(text) } };
  },
});

/** Settles a remark, with a last word if wanted. It stays readable. */
export const settleComment = command({
  action: 'purpose.settle',
  permission: 'purposes:write',
  input: SettleComment,
  async run({ tx, actor, input: { key, comment, text }, now }) {
    const { version, path } = await remark(tx, key, comment);
    await tx.insert(purposeComments).values({ id: newId(now), purposeKey: key, version, path, text, author: actor.id, answers: comment, settles: true, recordedAt: now });
    return { result: { id: comment }, object: { type: 'purpose', id: key }, after: { version, comment, settled: true, text: withheld(text) } };
  },
});

async function remark(tx: Transaction, key: string, id: string) {
  const [found] = await tx.select().from(purposeComments).where(and(eq(purposeComments.purposeKey, key), eq(purposeComments.id, id)));
  if (!found || found.answers !== null) throw missing('The remark');
  return found;
}

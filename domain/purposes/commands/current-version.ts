import { and, eq } from 'drizzle-orm';
import { DomainError, missing } from '@/domain/errors';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { storedRecord } from '@/domain/purposes/stored-record';
import type { Transaction } from '@/db/client';
import { purposeVersions, purposes } from '@/db/schema';

/**
 * Locks a purpose and gives its row and its latest record. Throws `missing`, or `conflict` when the latest version is not the one the
 * caller had before them.
 */
export async function lockedPurpose(tx: Transaction, key: string, basedOn: number): Promise<{ row: typeof purposes.$inferSelect; record: PurposeRecord; author: string }> {
  const [row] = await tx.select().from(purposes).where(eq(purposes.key, key)).for('update');
  if (!row) throw missing(`The purpose ${key}`);
  if (row.version !== basedOn) {
    throw new DomainError('conflict', `Version ${row.version} was saved while you were looking at version ${basedOn}. Nothing of yours is lost: compare, then do it again.`, { detail: 'version_conflict' });
  }
  const [version] = await tx.select({ record: purposeVersions.record, author: purposeVersions.author }).from(purposeVersions).where(and(eq(purposeVersions.purposeKey, key), eq(purposeVersions.version, basedOn)));
  if (!version) throw missing(`Version ${basedOn} of the purpose ${key}`);
  return { row, record: storedRecord(version.record), author: version.author };
}

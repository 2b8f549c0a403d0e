import { projection } from '@/domain/purposes/commands/projection';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { Transaction } from '@/db/client';
import { purposeBases, purposeDataUses, purposeRecipients, purposeVersions } from '@/db/schema';

export type NewVersion = { key: string; version: number; record: PurposeRecord; reason: string; author: string; validFrom: Date; recordedAt: Date };

/** Rows per statement: PostgreSQL takes 65,535 parameters. */
const most = 500;

async function inserted<Row>(rows: Row[], insert: (some: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += most) await insert(rows.slice(at, at + most));
}

/** Appends versions with their lists as rows, in the caller's transaction. */
export async function writeVersions(tx: Transaction, versions: NewVersion[]): Promise<void> {
  const part = ({ key, version }: NewVersion, position: number) => ({ purposeKey: key, version, position });
  await inserted(versions, (some) => tx.insert(purposeVersions).values(some.map(({ key, ...version }) => ({ purposeKey: key, ...version, ...projection(version.record) }))));
  await inserted(
    versions.flatMap((version) => version.record.bases.map(({ jurisdiction, basis }, n) => ({ ...part(version, n), jurisdiction, basis }))),
    (some) => tx.insert(purposeBases).values(some),
  );
  await inserted(
    versions.flatMap((version) => version.record.dataUses.map(({ category, terms, subjects, special, criminal }, n) => ({ ...part(version, n), category, terms, subjects, special, criminal }))),
    (some) => tx.insert(purposeDataUses).values(some),
  );
  await inserted(
    versions.flatMap((version) => version.record.recipients.map(({ name, role, country, transfer }, n) => ({ ...part(version, n), name, role, country, tool: transfer.tool }))),
    (some) => tx.insert(purposeRecipients).values(some),
  );
}

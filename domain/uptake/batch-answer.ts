import type { BatchRow } from '@/domain/uptake/batch-queries';

/** Rows received per second from opening to closing; null while open, and for a batch that was taken in no measurable time. */
export const rowsPerSecond = ({ received, seconds }: Pick<BatchRow, 'received' | 'seconds'>): number | null => (seconds === null || seconds <= 0 ? null : received / seconds);

/** A batch as the API and the command line tell it. */
export function batchAnswer(row: BatchRow) {
  const { batch, number, campaign, source, format, status, received, stored, duplicates, rejected } = row;
  return {
    batch, number, campaign, source, key: row.keyId === null ? null : { id: row.keyId, name: row.keyName }, format, status,
    received, stored, duplicates, rejected, body_sha256: row.bodySha256,
    opened_at: row.openedAt.toISOString(), closed_at: row.closedAt?.toISOString() ?? null, seconds: row.seconds, rows_per_second: rowsPerSecond(row),
    withdrawn: row.withdrawnAt === null ? null : { at: row.withdrawnAt.toISOString(), by: row.withdrawnBy, reason: row.withdrawalReason, events_left: row.eventsLeft, events_kept: row.eventsKept },
  };
}

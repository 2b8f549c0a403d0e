import type { PurposeRecord } from '@/domain/purposes/schemas';

/** What the list of purposes keeps of the latest version, for sorting, filtering and searching. */
export const projection = (record: PurposeRecord) => ({
  title: record.title,
  status: record.status,
  owner: record.owner,
  reviewDue: record.reviewDue,
  bases: [...new Set(record.bases.map((entry) => entry.basis))].sort(),
  recipients: record.recipients.length,
});

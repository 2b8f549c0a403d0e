import type { PurposeRecord } from '@/domain/purposes/schemas';

const sorted = <T extends string>(values: T[]): T[] => [...new Set(values)].sort();

/** Jurisdictions of a purpose: those it names and those it gives a basis for. */
export const jurisdictionsOf = (record: PurposeRecord): string[] => sorted([...record.jurisdictions, ...record.bases.map((entry) => entry.jurisdiction)]);

/** What lists keep of a version, for sorting, filtering, counting and searching. */
export const projection = (record: PurposeRecord) => ({
  title: record.title,
  owner: record.owner,
  reviewDue: record.timing.reviewDue,
  bases: sorted(record.bases.map((entry) => entry.basis)),
  jurisdictions: jurisdictionsOf(record),
  terms: sorted([...record.purposeTerms, ...record.dataUses.flatMap((use) => use.terms)]),
  recipients: record.recipients.length,
});

import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { type GroupingDimension, batchStatuses, groupingDimensions } from '@/domain/uptake/vocabulary';

const instant = z.iso.datetime({ offset: true, error: 'Give an RFC 3339 instant with its offset, such as 2021-02-09T00:00:00Z.' }).transform((text) => new Date(text));
const day = z.iso.date('Give a date, such as 2021-02-08.');

export const unsupportedGrouping = (dimensions: string[]) =>
  new DomainError('unsupported', `Grouping by ${dimensions.join(' and ')} is not supported: use region, platform and channel in any combination, app_version alone or with platform, or locale alone.`, { detail: 'unsupported_grouping' });

export const UptakeRequest = z.strictObject({
  campaign: z.string().min(1),
  as_of: instant.optional(),
  known_at: instant.optional(),
  by: z
    .string()
    .optional()
    .transform((list, context): GroupingDimension[] => {
      const names = [...new Set((list ?? '').split(',').filter((name) => name !== ''))];
      const known = names.flatMap((name) => groupingDimensions.find((dimension) => dimension === name) ?? []);
      if (known.length < names.length) context.addIssue({ code: 'custom', message: `by takes ${groupingDimensions.join(', ')}.` });
      return known;
    }),
  from: day.optional(),
  to: day.optional(),
});
export type UptakeRequest = z.output<typeof UptakeRequest>;

/** Narrows the whole answer to one segment; each name is a grouping dimension. */
export type SegmentFilter = Partial<Record<GroupingDimension, string>>;

/** Messages are codes, worded by the interface. */
export const WithdrawBatch = z.strictObject({
  batch: z.string().min(1, 'required').max(64, 'too_long'),
  reason: z.string('required').trim().min(1, 'required').max(1000, 'too_long'),
});

export const BatchesRequest = z.strictObject({
  campaign: z.string().min(1).max(64).optional(),
  status: z.enum(batchStatuses).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(1000).default(200),
});

/** Identifiers in one request: a bound on what is locked and held in memory at once. */
export const mostIdentifiers = 1_000;

/** Identifiers as the sender of events wrote them (contract section 2). Messages name a position, never a value. */
export const SubjectsRequest = z.strictObject({
  campaign: z.string().min(1),
  identifiers: z
    .array(z.string({ error: 'An identifier is a text.' }).min(1, 'An identifier is not empty.').refine((text) => [...text].length <= 256, 'An identifier has at most 256 characters.'), { error: 'Give identifiers: a list of texts.' })
    .min(1, 'Give at least one identifier.')
    .max(mostIdentifiers, `Give at most ${mostIdentifiers} identifiers at once.`),
});

import { z } from 'zod';
import { campaignKey } from '@/domain/campaigns/schemas';
import { DomainError } from '@/domain/errors';
import { day, instant } from '@/domain/instants';
import { channels, platforms } from '@/domain/notices/vocabulary';
import { type GroupingDimension, batchStatuses, eventActors, eventTypes, groupingDimensions } from '@/domain/uptake/vocabulary';

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

/** Takes a withdrawn batch again, as a new one. */
export const ReplayBatch = WithdrawBatch;

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

const path = z.string().max(200).regex(/^[\w$ -]+(\.[\w$ -]+)*$/, 'Give the names from the event down to the value with dots between them, such as properties.notice.');
const plainText = (max: number) => z.string().min(1).max(max).regex(/^[^\p{Cc}\p{Cs}]*$/u, 'No control characters.');
const constant = plainText(128);
const source = z
  .strictObject({ path: path.optional(), values: z.record(plainText(200), constant).optional(), default: constant.optional() })
  .refine((given) => given.path !== undefined || given.default !== undefined, { error: 'Give a path, a default, or both.' });

const mappedAs = z.strictObject({
  type: z.enum(eventTypes), region: constant.optional(), platform: z.enum(platforms).optional(), channel: z.enum(channels).optional(), notice: constant.optional(),
  app_version: constant.optional(), locale: constant.optional(), variant: constant.optional(), actor: z.enum(eventActors).optional(), purposes: z.record(plainText(64), z.boolean()).optional(),
});

/**
 * How Segment's track events become events of section 2: `events` names those that count and what each means; `fields` says where in
 * the event the rest stands (`values` translates what is found, `default` stands for what is missing or not among `values`); what an
 * entry of `events` gives goes before `fields`. The id is the messageId, the instant the timestamp.
 */
export const SegmentMapping = z
  .strictObject({
    events: z.record(plainText(200), mappedAs).refine((events) => Object.keys(events).length > 0 && Object.keys(events).length <= 200, { error: 'Name 1 to 200 events.' }),
    fields: z.strictObject({ region: source, platform: source, channel: source, notice: source, app_version: source, locale: source, variant: source, actor: source, purposes: source }).partial().default({}),
    subject: z.array(path).min(1).max(5).default(['userId', 'anonymousId']),
  })
  .superRefine(({ events, fields }, context) => {
    for (const field of ['region', 'platform', 'channel'] as const) {
      const without = Object.entries(events).find(([, given]) => given[field] === undefined && fields[field] === undefined);
      if (without) context.addIssue({ code: 'custom', path: ['fields', field], message: `Every event needs a ${field}: give it here, or with each event.` });
    }
  });
export type SegmentMapping = z.output<typeof SegmentMapping>;
export const SetSegmentMapping = z.strictObject({ campaign: campaignKey, mapping: SegmentMapping });

const optionalText = (max: number) => plainText(max).optional();

/** One event as it is sent (contract section 2), for those who describe it: lines are read by `parse-event.ts` and the byte scanners, which refuse with a field and a code. */
export const EventLine = z.strictObject({
  id: plainText(64), subject: plainText(256), type: z.enum(eventTypes), occurred_at: z.iso.datetime({ offset: true }).meta({ description: 'RFC 3339 with its offset, from 1900 to five minutes ahead of the clock, to the microsecond: finer digits are cut.' }), notice: optionalText(128), region: z.string().regex(/^[A-Z]{2}$/),
  platform: z.enum(platforms), channel: z.enum(channels), app_version: optionalText(32), locale: z.string().max(35).regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/).optional(), variant: optionalText(32), actor: z.enum(eventActors).default('subject'),
  purposes: z.record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/), z.boolean()).optional(),
});

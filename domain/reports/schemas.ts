import { z } from 'zod';
import { reportTypes } from '@/domain/reports/vocabulary';
import { languages } from '@/domain/words/vocabulary';

const segment = z.string().trim().min(1).max(64);

/** Asks for a run. `as_of` defaults to now; `filters` narrow a campaign report to one segment. */
export const RequestReport = z
  .strictObject({
    type: z.enum(reportTypes),
    campaign: z.string().trim().min(1).max(63).optional(),
    as_of: z.iso.datetime({ offset: true, error: 'Give an RFC 3339 instant with its offset, such as 2021-02-09T00:00:00Z.' }).transform((text) => new Date(text)).optional(),
    language: z.enum(languages),
    filters: z.strictObject({ region: segment.optional(), platform: segment.optional(), channel: segment.optional() }).optional(),
  })
  .superRefine((request, context) => {
    const isFiltered = Object.values(request.filters ?? {}).some((value) => value !== undefined);
    if (request.type === 'campaign_uptake' && request.campaign === undefined) context.addIssue({ code: 'custom', path: ['campaign'], message: 'Name the campaign this report is about.' });
    if (request.type === 'article_30_record' && request.campaign !== undefined) context.addIssue({ code: 'custom', path: ['campaign'], message: 'This report is about the whole register: leave the campaign out.' });
    if (request.type === 'article_30_record' && isFiltered) context.addIssue({ code: 'custom', path: ['filters'], message: 'This report is about the whole register: leave the filters out.' });
  });
export type RequestReport = z.output<typeof RequestReport>;

export const RunNumber = z.strictObject({ number: z.coerce.number().int().min(1).max(2_147_483_647) });

import { z } from 'zod';
import { campaignKey } from '@/domain/campaigns/schemas';
import { purposeKey } from '@/domain/purposes/schemas';

const instant = z.iso.datetime({ offset: true, error: 'Give an RFC 3339 instant with its offset, such as 2026-01-05T09:00:00+01:00.' }).transform((text) => new Date(text));
const mostAtOnce = 10_000;

export const ClearanceRequest = z.strictObject({ campaign: campaignKey, as_of: instant.optional(), purpose: purposeKey.optional() });

/** Identifiers as the sender of events writes them, in the body and never in an address. Messages name no identifier. */
export const CheckRequest = z.strictObject({
  campaign: campaignKey,
  purpose: purposeKey,
  identifiers: z.array(z.string().min(1, 'An identifier has 1 to 256 characters.').max(256, 'An identifier has 1 to 256 characters.'), 'Give the identifiers as a list.').min(1, 'Give at least one identifier.').max(mostAtOnce, `Give at most ${mostAtOnce} identifiers at once.`),
});

import { z } from 'zod';
import { campaignKey } from '@/domain/campaigns/schemas';
import { instant } from '@/domain/instants';
import { purposeKey } from '@/domain/purposes/schemas';

const mostAtOnce = 10_000;

export const ClearanceRequest = z.strictObject({ campaign: campaignKey, as_of: instant.optional(), purpose: purposeKey.optional() });

/** Identifiers as the sender of events writes them, in the body and never in an address. Messages name no identifier. */
export const CheckRequest = z.strictObject({
  campaign: campaignKey,
  purpose: purposeKey,
  identifiers: z.array(z.string().min(1, 'An identifier has 1 to 256 characters.').max(256, 'An identifier has 1 to 256 characters.'), 'Give the identifiers as a list.').min(1, 'Give at least one identifier.').max(mostAtOnce, `Give at most ${mostAtOnce} identifiers at once.`),
});

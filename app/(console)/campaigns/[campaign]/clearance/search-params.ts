import { z } from 'zod';
import { one, searchDay } from '@/app/search-query';

const name = z.preprocess(one, z.string().min(1).max(64)).optional().catch(undefined);

/** The page's URL: the day whose end it shows, and the sharing whose regions and days are opened. */
export const ClearanceSearch = z.object({ as_of: searchDay, purpose: name, jurisdiction: name, basis: name });
export type ClearanceSearch = z.output<typeof ClearanceSearch>;

import { z } from 'zod';
import { one } from '@/app/search-query';

const number = z.preprocess(one, z.coerce.number().int().min(1)).optional().catch(undefined);

/** The page's URL: two versions; the latest and the one before it where nothing is said. */
export const CompareSearch = z.object({ from: number, to: number });

import { z } from 'zod';
import { one } from '@/app/search-query';

const text = z.preprocess(one, z.string().min(1).max(200)).optional().catch(undefined);
const day = z.preprocess(one, z.iso.date()).optional().catch(undefined);

/** The page's URL: for whom, and as of which day. */
export const TableSearch = z.object({ jurisdiction: text, as_of: day, format: z.preprocess(one, z.enum(['html', 'docx'])).catch('html') });

/** The end of the day of a search, UTC; now where none is named. */
export const instantOf = (day: string | undefined, now: Date): Date => (day === undefined ? now : new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000));

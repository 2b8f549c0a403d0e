import { z } from 'zod';
import { type SegmentColumn, groupings, segmentColumns, segmentSorts, uptakeDefaults } from '@/app/(console)/campaigns/[campaign]/segment-query';
import { list, one, pageNumber, pageSize, searchDay } from '@/app/search-query';

const code = z.preprocess(one, z.string().min(1).max(35)).optional().catch(undefined);

/** The page's URL: what it shows is a function of this and of who looks. Anything that is not understood falls back to its default. */
export const UptakeSearch = z.object({
  as_of: searchDay,
  by: z.preprocess(list, z.enum(groupings)).catch(uptakeDefaults.by),
  region: code,
  platform: code,
  channel: code,
  sort: z.preprocess(one, z.enum(segmentSorts)).catch(uptakeDefaults.sort),
  dir: z.preprocess(one, z.enum(['asc', 'desc'])).catch(uptakeDefaults.dir),
  page: pageNumber,
  size: pageSize,
  cols: z.preprocess(list, z.string()).catch('').transform((text): SegmentColumn[] => {
    const chosen = segmentColumns.filter((name) => text.split(',').includes(name));
    return chosen.length > 0 ? chosen : [...segmentColumns];
  }),
});
export type UptakeSearch = z.output<typeof UptakeSearch>;

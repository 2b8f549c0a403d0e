import type { UptakeSearch } from '@/app/(console)/campaigns/[campaign]/search-params';
import { queryOf } from '@/app/query';

export const groupings = ['region', 'platform', 'channel', 'region,platform', 'app_version', 'locale'] as const;
export type Grouping = (typeof groupings)[number];

export const segmentColumns = ['population', 'accepted', 'rate', 'gap', 'reached', 'pending', 'unseen', 'refused', 'closed'] as const;
export type SegmentColumn = (typeof segmentColumns)[number];
export const segmentSorts = ['key', ...segmentColumns] as const;
export type SegmentSort = (typeof segmentSorts)[number];

/** What the page shows when its address says nothing. Free of the parser, since the browser needs it too. */
export const uptakeDefaults: { by: Grouping; sort: SegmentSort; dir: 'asc' | 'desc'; page: number; size: 10 | 25 | 100; cols: SegmentColumn[] } = { by: 'region', sort: 'population', dir: 'desc', page: 1, size: 25, cols: [...segmentColumns] };

/** The search as a query string, so that the same view has the same address. */
export const uptakeQuery = (search: UptakeSearch): string => queryOf<UptakeSearch>(search, uptakeDefaults);

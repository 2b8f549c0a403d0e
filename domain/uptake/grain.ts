import { unsupportedGrouping } from '@/domain/uptake/schemas';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

/** The groupings that are kept, coarse ones first: each answers from no more cells than its answer has. */
export const grains = ['total', 'region', 'platform', 'channel', 'platform_channel', 'version', 'locale', 'region_platform', 'region_channel', 'place'] as const;
export type Grain = (typeof grains)[number];

const dimensionsOf: Record<Grain, readonly GroupingDimension[]> = {
  total: [], region: ['region'], platform: ['platform'], channel: ['channel'], platform_channel: ['platform', 'channel'], version: ['app_version', 'platform'], locale: ['locale'],
  region_platform: ['region', 'platform'], region_channel: ['region', 'channel'], place: ['region', 'platform', 'channel'],
};

/** The smallest rollup grain that keeps all the dimensions. Throws `unsupported_grouping` where there is none (contract section 3). */
export function grainFor(dimensions: GroupingDimension[]): Grain {
  const found = grains.find((grain) => dimensions.every((name) => dimensionsOf[grain].includes(name)));
  if (!found) throw unsupportedGrouping(dimensions);
  return found;
}

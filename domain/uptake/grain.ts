import { unsupportedGrouping } from '@/domain/uptake/schemas';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

export type Grain = 'total' | 'region' | 'platform' | 'channel' | 'place' | 'version' | 'locale';

const dimensionsOf: Record<Grain, readonly GroupingDimension[]> = {
  total: [], region: ['region'], platform: ['platform'], channel: ['channel'], place: ['region', 'platform', 'channel'], version: ['app_version', 'platform'], locale: ['locale'],
};

/** The smallest rollup grain that keeps all the dimensions. Throws `unsupported_grouping` where there is none (contract section 3). */
export function grainFor(dimensions: GroupingDimension[]): Grain {
  const grains: Grain[] = ['total', 'region', 'platform', 'channel', 'version', 'locale', 'place'];
  const found = grains.find((grain) => dimensions.every((name) => dimensionsOf[grain].includes(name)));
  if (!found) throw unsupportedGrouping(dimensions);
  return found;
}

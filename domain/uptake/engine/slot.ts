import { channelNumber, channelText, platformNumber, platformText, regionNumber, regionText } from '@/domain/uptake/engine/cell-number';
import type { Grain } from '@/domain/uptake/grain';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

/** Where a cell stands in a grain's rollup: the row's leading value and the part inside it. */
export type Slot = { lead: string; sub: number };
export type Part = Record<GroupingDimension, string>;

/** The dimension whose value leads a grain's rows. */
export const leadOf = { total: undefined, region: 'region', platform: 'platform', channel: 'channel', place: 'region', version: 'app_version', locale: 'locale' } as const satisfies Record<Grain, GroupingDimension | undefined>;

const none: Part = { region: '', platform: '', channel: '', app_version: '', locale: '' };

/** The dimensions a slot tells, the others ''. `sub` is platform and channel in a place, the platform in a version. */
export function partOf(grain: Grain, { lead, sub }: Slot): Part {
  const dimension = leadOf[grain];
  const part = dimension ? { ...none, [dimension]: lead } : none;
  if (grain === 'place') return { ...part, platform: platformText(sub >> 3), channel: channelText(sub & 7) };
  return grain === 'version' ? { ...part, platform: platformText(sub) } : part;
}

/** The slot of a place in the grains that a place decides. */
export function slotOfPlace(grain: 'total' | 'region' | 'platform' | 'channel' | 'place', place: number): Slot {
  switch (grain) {
    case 'total': return { lead: '', sub: 0 };
    case 'region': return { lead: regionText(regionNumber(place)), sub: 0 };
    case 'platform': return { lead: platformText(platformNumber(place)), sub: 0 };
    case 'channel': return { lead: channelText(channelNumber(place)), sub: 0 };
    case 'place': return { lead: regionText(regionNumber(place)), sub: place & 63 };
  }
}

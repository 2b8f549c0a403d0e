import { channelNumber, channelText, platformNumber, platformText, regionNumber, regionText } from '@/domain/uptake/engine/cell-number';
import type { Grain } from '@/domain/uptake/grain';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

/** Where a cell stands in a grain's rollup: the row's leading value and the part inside it. */
export type Slot = { lead: string; sub: number };
export type Part = Record<GroupingDimension, string>;
export type PlaceGrain = Exclude<Grain, 'version' | 'locale'>;

/** The dimension whose value leads a grain's rows. */
export const leadOf = {
  total: undefined, region: 'region', platform: 'platform', channel: 'channel', platform_channel: 'platform', version: 'app_version', locale: 'locale', region_platform: 'region', region_channel: 'region', place: 'region',
} as const satisfies Record<Grain, GroupingDimension | undefined>;

const none: Part = { region: '', platform: '', channel: '', app_version: '', locale: '' };

/** The dimensions a slot tells, the others ''. */
export function partOf(grain: Grain, { lead, sub }: Slot): Part {
  const dimension = leadOf[grain];
  const part = dimension ? { ...none, [dimension]: lead } : none;
  if (grain === 'place') return { ...part, platform: platformText(sub >> 3), channel: channelText(sub & 7) };
  if (grain === 'region_channel' || grain === 'platform_channel') return { ...part, channel: channelText(sub) };
  return grain === 'version' || grain === 'region_platform' ? { ...part, platform: platformText(sub) } : part;
}

/** The slot of a place in the grains that a place decides. */
export function slotOfPlace(grain: PlaceGrain, place: number): Slot {
  const region = () => regionText(regionNumber(place));
  switch (grain) {
    case 'total': return { lead: '', sub: 0 };
    case 'region': return { lead: region(), sub: 0 };
    case 'platform': return { lead: platformText(platformNumber(place)), sub: 0 };
    case 'channel': return { lead: channelText(channelNumber(place)), sub: 0 };
    case 'platform_channel': return { lead: platformText(platformNumber(place)), sub: channelNumber(place) };
    case 'region_platform': return { lead: region(), sub: platformNumber(place) };
    case 'region_channel': return { lead: region(), sub: channelNumber(place) };
    case 'place': return { lead: region(), sub: place & 63 };
  }
}

import { channelNumber, channelText, platformNumber, platformText, regionNumber, regionText } from '@/domain/uptake/engine/cell-number';
import type { Grain } from '@/domain/uptake/grain';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

/** Where a cell stands in a grain's rollup: the row's leading value and the part inside it. */
export type Slot = { lead: string; sub: number };
export type Part = Record<GroupingDimension, string>;
/** What the numbers of versions and locales stand for. */
export type WordTexts = { version(number: number): string; locale(number: number): string };
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

/** The number of a place's slot in a grain that a place decides. */
export function placeKey(grain: PlaceGrain, place: number): number {
  switch (grain) {
    case 'total': return 0;
    case 'region': return regionNumber(place);
    case 'platform': return platformNumber(place);
    case 'channel': return channelNumber(place);
    case 'platform_channel': return place & 63;
    case 'region_platform': return place >> 3;
    case 'region_channel': return regionNumber(place) * 8 + channelNumber(place);
    case 'place': return place;
  }
}

/** The slot of a number: of a place's, of version × 8 + platform, or of a locale. */
export function slotOf(grain: Grain, key: number, words: WordTexts): Slot {
  switch (grain) {
    case 'total': return { lead: '', sub: 0 };
    case 'region': return { lead: regionText(key), sub: 0 };
    case 'platform': return { lead: platformText(key), sub: 0 };
    case 'channel': return { lead: channelText(key), sub: 0 };
    case 'platform_channel': return { lead: platformText(key >> 3), sub: key & 7 };
    case 'region_platform': return { lead: regionText(key >> 3), sub: key & 7 };
    case 'region_channel': return { lead: regionText(key >> 3), sub: key & 7 };
    case 'place': return { lead: regionText(regionNumber(key)), sub: key & 63 };
    case 'version': return { lead: words.version(key >> 3), sub: key & 7 };
    case 'locale': return { lead: words.locale(key), sub: 0 };
  }
}

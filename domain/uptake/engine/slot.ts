import { channelNumber, channelText, platformNumber, platformText, regionNumber, regionText } from '@/domain/uptake/engine/cell-number';
import type { Grain } from '@/domain/uptake/grain';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

export type Part = Record<GroupingDimension, string>;
/** What the numbers of versions and locales stand for. */
export type WordTexts = { version(number: number): string; locale(number: number): string };
export type PlaceGrain = Exclude<Grain, 'version' | 'locale'>;

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

const none: Part = { region: '', platform: '', channel: '', app_version: '', locale: '' };

/** The dimensions that a slot of a grain tells, the others '': its number is that of `placeKey`, of version × 8 + platform, or of a locale. */
export function partOf(grain: Grain, slot: number, words: WordTexts): Part {
  if (grain === 'version') return { ...none, app_version: words.version(slot >> 3), platform: platformText(slot & 7) };
  return grain === 'locale' ? { ...none, locale: words.locale(slot) } : placePart(grain, slot);
}

/** The same of a grain that a place decides: it means the same in every campaign. */
export function placePart(grain: PlaceGrain, slot: number): Part {
  switch (grain) {
    case 'total': return none;
    case 'region': return { ...none, region: regionText(slot) };
    case 'platform': return { ...none, platform: platformText(slot) };
    case 'channel': return { ...none, channel: channelText(slot) };
    case 'platform_channel': return { ...none, platform: platformText(slot >> 3), channel: channelText(slot & 7) };
    case 'region_platform': return { ...none, region: regionText(slot >> 3), platform: platformText(slot & 7) };
    case 'region_channel': return { ...none, region: regionText(slot >> 3), channel: channelText(slot & 7) };
    case 'place': return { ...none, region: regionText(regionNumber(slot)), platform: platformText(platformNumber(slot)), channel: channelText(channelNumber(slot)) };
  }
}

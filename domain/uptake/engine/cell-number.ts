import { channels, platforms } from '@/domain/notices/vocabulary';

/*
 * A cell (region, platform, channel, app version, locale) as one number below 2^44: the place in the lowest 16 bits, then 12 bits
 * of locale and 16 of version, each by its number in the campaign's words. Every combination has a number without being asked for.
 */

/** Different locales, and app versions, that one campaign may name. */
export const mostLocales = 4_096;
export const mostVersions = 65_536;
export const cellLimit = 2 ** 44;

const placeRoom = 65_536;
const letter = (text: string, i: number) => text.charCodeAt(i) - 65;

/** The place of a region (two capitals), platform and channel: below 2^16. */
export const placeNumber = (region: string, platform: string, channel: string): number =>
  (letter(region, 0) * 26 + letter(region, 1)) * 64 + Math.max(0, platforms.findIndex((one) => one === platform)) * 8 + Math.max(0, channels.findIndex((one) => one === channel));

export const regionNumber = (place: number): number => place >> 6;
export const regionText = (region: number): string => String.fromCharCode(65 + Math.floor(region / 26), 65 + (region % 26));
export const platformNumber = (place: number): number => (place >> 3) & 7;
export const platformText = (platform: number): string => platforms[platform] ?? '';
export const channelNumber = (place: number): number => place & 7;
export const channelText = (channel: number): string => channels[channel] ?? '';

export const cellNumber = (place: number, locale: number, version: number): number => place + placeRoom * (locale + mostLocales * version);
/** Locale and version: below 2^28. */
const wordsOf = (cell: number): number => Math.floor(cell / placeRoom);
export const placeOf = (cell: number): number => cell - wordsOf(cell) * placeRoom;
export const localeOf = (cell: number): number => wordsOf(cell) & (mostLocales - 1);
export const versionOf = (cell: number): number => wordsOf(cell) >> 12;

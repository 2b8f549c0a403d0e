import type { Words } from '@/domain/words/catalogue';

/** A value of a dimension (`platform`, `channel`) as a reader calls it; those of other dimensions, and values without a name, stand as they are. */
export function segmentName(dimension: string, value: string, { uptake }: Pick<Words, 'uptake'>): string {
  const names: Partial<Record<string, Readonly<Record<string, string>>>> = { platform: uptake.platforms, channel: uptake.channels };
  return names[dimension]?.[value] ?? value;
}

import { regionsOf } from '@/domain/findings/jurisdictions';

/** What a basis calls everywhere that lies in no area of the campaign. */
export const elsewhere = 'elsewhere';

/** The regions of each area of a campaign. */
export function regionsByArea(areas: ReadonlyMap<string, string>): Map<string, string[]> {
  const regions = new Map<string, string[]>();
  for (const [region, area] of areas) regions.set(area, [...(regions.get(area) ?? []), region]);
  return regions;
}

/**
 * Which of the named jurisdictions holds for a region, the nearest one: the country itself, before the campaign's area, before a well-known
 * group of countries, before `elsewhere`; null where none does. The unknown region ZZ lies in none (contract section 7).
 */
export function jurisdictionFor(region: string, names: readonly string[], areas: ReadonlyMap<string, string>): string | null {
  if (region === 'ZZ') return null;
  const area = areas.get(region);
  if (names.includes(region)) return region;
  if (area !== undefined && names.includes(area)) return area;
  const byArea = regionsByArea(areas);
  const group = names.find((name) => !byArea.has(name) && regionsOf(name, byArea).includes(region));
  return group ?? (area === undefined && names.includes(elsewhere) ? elsewhere : null);
}

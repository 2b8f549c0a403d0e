import type { Jurisdiction, NoticeFacts } from '@/domain/findings/purpose-facts';
import type { PurposeRecord } from '@/domain/purposes/schemas';

/** EU member states and, with them, the EEA: where the GDPR applies (EEA Agreement, Annex XI). */
export const euCountries = ['AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV', 'LT', 'LU', 'MT', 'NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE'] as const;
export const eeaCountries: readonly string[] = [...euCountries, 'IS', 'LI', 'NO'];

/** Areas that mean the same everywhere, where no campaign defines an area of that name. */
const wellKnown: Readonly<Record<string, readonly string[]>> = { eu: euCountries, eea: eeaCountries, uk: ['GB'] };

/**
 * The regions a jurisdiction stands for (ISO 3166-1 alpha-2): those of the area of that name, else the country itself, else a well-known
 * group (`eu`, `eea`, `uk`); empty where it is none of these, such as "elsewhere".
 */
export function regionsOf(name: string, areas: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const area = areas.get(name);
  if (area) return area;
  const known = wellKnown[name.toLowerCase()];
  if (known) return known;
  return /^[A-Z]{2}$/.test(name) ? [name] : [];
}

/** Every jurisdiction a purpose must cover, each once: those the record names, those of its bases, and the areas its notices are published for. */
export function jurisdictionsOf(record: PurposeRecord, notices: readonly Pick<NoticeFacts, 'area'>[], areas: ReadonlyMap<string, readonly string[]>): Jurisdiction[] {
  const names = new Set([...record.jurisdictions, ...record.bases.map(({ jurisdiction }) => jurisdiction), ...notices.flatMap(({ area }) => (area === null ? [] : [area]))]);
  return [...names].map((name) => ({ name, regions: regionsOf(name, areas) }));
}

/** Whether the GDPR applies there; an area we cannot resolve is not taken to be in it. */
export const isEuropean = ({ regions }: Pick<Jurisdiction, 'regions'>): boolean => regions.some((region) => eeaCountries.includes(region));

/** Whether the UK GDPR applies there. */
export const isBritish = ({ regions }: Pick<Jurisdiction, 'regions'>): boolean => regions.includes('GB');

import type { Platform } from '@/domain/notices/vocabulary';
import type { z } from 'zod';
import type { PopulationRow } from '@/domain/campaigns/schemas';

export type Cell = { region: string; platform: Platform; count: number };

const platforms = ['android', 'ios', 'web'] as const;

/** Invented sizes; IE and NG hold one segment each that is small enough to be suppressed. */
const sizes: [region: string, android: number, ios: number, web: number][] = [
  ['IN', 13300, 900, 900],
  ['BR', 7300, 900, 700],
  ['ID', 5600, 380, 420],
  ['MX', 3700, 700, 350],
  ['TR', 2400, 560, 190],
  ['ZA', 1700, 180, 90],
  ['NG', 1900, 90, 8],
  ['US', 900, 1500, 210],
  ['AR', 1700, 260, 160],
  ['DE', 2300, 1250, 260],
  ['GB', 1400, 1650, 190],
  ['FR', 1000, 520, 110],
  ['ES', 1700, 420, 150],
  ['IT', 1900, 560, 160],
  ['NL', 600, 420, 70],
  ['IE', 160, 190, 7],
];

export const populationCells: Cell[] = sizes.flatMap(([region, ...counts]) => platforms.map((platform, i) => ({ region, platform, count: counts[i] ?? 0 })));

export const populationRows: z.input<typeof PopulationRow>[] = populationCells.map((cell) => ({
  ...cell,
  as_of: '2021-01-06T00:00:00Z',
  definition: 'Illustrative: invented accounts in scope at the announcement, one segment per region and platform.',
  source: 'Illustrative demo data of Noticeboard; no figures of the real campaign were published.',
}));

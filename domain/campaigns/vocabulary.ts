/** The dimensions a population row may carry beside its region; all rows of a campaign use the same ones. */
export const populationDimensions = ['region', 'platform', 'channel', 'app_version', 'locale'] as const;
export type PopulationDimension = (typeof populationDimensions)[number];

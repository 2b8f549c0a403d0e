/** How people of a region behave in the illustrative stream; every number here is invented. */
export type Region = {
  /** Hours ahead of UTC in winter: enough for a rhythm of days, and no time-zone database is needed. */
  offset: number;
  locales: [common: string, other: string];
  accepts: number;
  declines: number;
  objects: number;
  closes: number;
  withdraws: number;
  /** Weight of the first weeks against the last ones. */
  early: number;
};

type Row = [offset: number, common: string, other: string, accepts: number, declines: number, objects: number, closes: number, withdraws: number, early: number];

const rows: Record<string, Row> = {
  IN: [5.5, 'en-IN', 'hi-IN', 0.87, 0.02, 0.008, 0.03, 0.008, 0.8],
  BR: [-3, 'pt-BR', 'en-BR', 0.93, 0.009, 0.003, 0.01, 0.004, 1.2],
  ID: [7, 'id-ID', 'en-ID', 0.935, 0.008, 0.002, 0.009, 0.003, 1.3],
  MX: [-6, 'es-MX', 'en-MX', 0.93, 0.009, 0.003, 0.01, 0.004, 1.2],
  TR: [3, 'tr-TR', 'en-TR', 0.8, 0.048, 0.026, 0.05, 0.015, 0.6],
  ZA: [2, 'en-ZA', 'af-ZA', 0.92, 0.011, 0.004, 0.012, 0.004, 1],
  NG: [1, 'en-NG', 'ha-NG', 0.935, 0.008, 0.002, 0.009, 0.003, 1.2],
  US: [-6, 'en-US', 'es-US', 0.905, 0.014, 0.006, 0.014, 0.006, 1.1],
  AR: [-3, 'es-AR', 'en-AR', 0.915, 0.012, 0.005, 0.012, 0.005, 1.1],
  DE: [1, 'de-DE', 'en-DE', 0.81, 0.05, 0.034, 0.032, 0.014, 0.55],
  GB: [0, 'en-GB', 'cy-GB', 0.895, 0.016, 0.009, 0.016, 0.008, 0.75],
  FR: [1, 'fr-FR', 'en-FR', 0.88, 0.02, 0.011, 0.017, 0.009, 0.65],
  ES: [1, 'es-ES', 'ca-ES', 0.905, 0.014, 0.007, 0.014, 0.007, 0.75],
  IT: [1, 'it-IT', 'en-IT', 0.895, 0.015, 0.009, 0.015, 0.008, 0.75],
  NL: [1, 'nl-NL', 'en-NL', 0.875, 0.022, 0.014, 0.018, 0.009, 0.65],
  IE: [0, 'en-IE', 'ga-IE', 0.89, 0.016, 0.009, 0.016, 0.008, 0.7],
};

export const regions = new Map<string, Region>(
  Object.entries(rows).map(([code, [offset, common, other, accepts, declines, objects, closes, withdraws, early]]) => [
    code,
    { offset, locales: [common, other], accepts, declines, objects, closes, withdraws, early },
  ]),
);

/** The dimensions a population row may carry beside its region; all rows of a campaign use the same ones. */
export const populationDimensions = ['region', 'platform', 'channel', 'app_version', 'locale'] as const;
export type PopulationDimension = (typeof populationDimensions)[number];

/** What is recorded of how a campaign is conducted; each kind has its own table and its own part of a campaign's file. */
export const conductKinds = ['change', 'announcement', 'variant', 'prompt_policy', 'consequence', 'limitation', 'label'] as const;
export type ConductKind = (typeof conductKinds)[number];
/** The part of a campaign's file (contract section 7) that holds the entries of a kind. */
export const conductParts = { change: 'changes', announcement: 'announcements', variant: 'variants', prompt_policy: 'prompt_policy', consequence: 'consequences', limitation: 'limitations', label: 'labels' } as const satisfies Record<ConductKind, string>;

/** What an item of the update changes. */
export const changeTypes = ['purpose', 'recipient', 'data', 'basis', 'transfer', 'retention', 'rights', 'other'] as const;
export type ChangeType = (typeof changeTypes)[number];

/** How much an answer stands out in a form of the prompt, most first: a filled button, a plain button, a link, or somewhere else altogether. */
export const prominences = ['primary', 'secondary', 'link', 'elsewhere'] as const;
export type Prominence = (typeof prominences)[number];

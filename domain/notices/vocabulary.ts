/** What a notice is in law; acceptance of terms, acknowledgement of a notice and consent are three things. */
export const legalNatures = ['contract_terms', 'privacy_notice', 'consent'] as const;
export type LegalNature = (typeof legalNatures)[number];

/** On what a notice is shown, and by which way it reaches a person. */
export const platforms = ['android', 'ios', 'web', 'desktop', 'other'] as const;
export type Platform = (typeof platforms)[number];

export const channels = ['in_app', 'email', 'web', 'letter', 'sms', 'phone', 'other'] as const;
export type Channel = (typeof channels)[number];

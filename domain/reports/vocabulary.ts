export const reportTypes = ['campaign_uptake', 'article_30_record'] as const;
export type ReportType = (typeof reportTypes)[number];

export const reportFormats = ['pdf', 'xlsx', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const runStatuses = ['queued', 'running', 'ready', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** A DPO signs a run, legal countersigns it. */
export const signatureKinds = ['signature', 'countersignature'] as const;
export type SignatureKind = (typeof signatureKinds)[number];

/** How a run comes to stand no longer. */
export const runEndings = ['superseded', 'withdrawn'] as const;
export type RunEnding = (typeof runEndings)[number];

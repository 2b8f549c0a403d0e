export const reportTypes = ['campaign_uptake', 'article_30_record'] as const;
export type ReportType = (typeof reportTypes)[number];

export const reportFormats = ['pdf', 'xlsx', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const runStatuses = ['queued', 'running', 'ready', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

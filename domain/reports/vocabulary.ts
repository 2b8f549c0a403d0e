export const reportTypes = [
  'article_30_record', 'processor_record', 'campaign_uptake', 'transparency_table', 'findings_and_clearance', 'dpo_periodic', 'subject_evidence', 'event_extract',
] as const;
export type ReportType = (typeof reportTypes)[number];

export const reportFormats = ['pdf', 'xlsx', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** `expired`: its files are gone, by the rule of its schedule or since a person it speaks of was erased; what it was stays on record. */
export const runStatuses = ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** How the Article 30 record is laid out: everything, or the columns of an authority's template. */
export const recordLayouts = ['full', 'ico', 'cnil'] as const;
export type RecordLayout = (typeof recordLayouts)[number];

type Want = 'needed' | 'optional' | 'none';
/** What a type of report is asked for with. `columns` is the table whose columns can be chosen, ordered and named. */
export type ReportScope = { campaign: Want; jurisdiction: Want; subject: Want; period: Want; filters: boolean; layouts: readonly RecordLayout[]; columns: string | null };

const nothing = { campaign: 'none', jurisdiction: 'none', subject: 'none', period: 'none', filters: false, layouts: ['full'], columns: null } as const;
export const reportScopes: Record<ReportType, ReportScope> = {
  article_30_record: { ...nothing, layouts: recordLayouts, columns: 'record' },
  processor_record: { ...nothing, columns: 'processing' },
  campaign_uptake: { ...nothing, campaign: 'needed', filters: true, columns: 'counts_by_region' },
  transparency_table: { ...nothing, jurisdiction: 'needed', columns: 'transparency' },
  findings_and_clearance: { ...nothing, campaign: 'optional', columns: 'findings' },
  dpo_periodic: { ...nothing, campaign: 'optional', period: 'needed', columns: null },
  subject_evidence: { ...nothing, campaign: 'needed', subject: 'needed', columns: 'events' },
  event_extract: { ...nothing, campaign: 'needed', period: 'optional', filters: true },
};

/** The columns that can be chosen, by the table of `reportScopes`, in the order a report gives them. */
export const choosableColumns: Record<string, readonly string[]> = {
  record: [
    'key', 'jurisdiction', 'business_function', 'title', 'purpose', 'beneficiary', 'purpose_terms', 'joint_controllers', 'data_subjects', 'data_categories', 'data_linked', 'recipients', 'countries', 'safeguards', 'retention', 'security',
    'basis', 'basis_reference', 'justification', 'special_condition', 'legitimate_interests', 'review_due', 'status', 'version', 'recorded_at',
  ],
  processing: ['key', 'on_behalf_of', 'contact', 'representative', 'officer', 'processing', 'countries', 'safeguards', 'security', 'contract', 'status', 'version'],
  counts_by_region: ['region', 'population', 'accepted', 'declined', 'withdrawn', 'objected', 'closed', 'dismissed', 'deferred', 'displayed', 'delivered', 'not_reached', 'unproven'],
  transparency: ['why', 'basis', 'interest', 'data', 'recipients', 'transfer', 'storage', 'mandatory', 'choices'],
  findings: ['rule', 'severity', 'finding_status', 'object', 'finding', 'citation', 'found_at', 'decision'],
  events: ['occurred_at', 'event', 'answer', 'shown', 'variant', 'actor', 'counts', 'proven', 'notice', 'event_id'],
};

/** How often a schedule makes a run; `before_deadline` once, some days before the campaign's deadline in force. */
export const rhythms = ['daily', 'weekly', 'monthly', 'before_deadline'] as const;
export type Rhythm = (typeof rhythms)[number];

/** A DPO signs a run, legal countersigns it. */
export const signatureKinds = ['signature', 'countersignature'] as const;
export type SignatureKind = (typeof signatureKinds)[number];

/** How a run comes to stand no longer. */
export const runEndings = ['superseded', 'withdrawn'] as const;
export type RunEnding = (typeof runEndings)[number];

/** In which role each is given. */
export const signingRoles = { signature: 'dpo', countersignature: 'legal' } as const satisfies Record<SignatureKind, string>;

/** How far the sign-off of a run is, in one word; an ending outweighs every signature. */
export const standings = ['unsigned', 'signed', 'awaits_countersignature', 'countersigned', ...runEndings] as const;
export type Standing = (typeof standings)[number];

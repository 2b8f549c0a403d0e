/** GDPR Art 6(1)(a)–(f), UK GDPR Art 6(1)(ea), and the two honest answers when none is recorded. */
export const lawfulBases = [
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
  'recognised_legitimate_interests',
  'local_law',
  'not_stated',
] as const;
export type LawfulBasis = (typeof lawfulBases)[number];

/** Official citation of each basis: language-neutral, printed beside its name. */
export const basisCitations: Record<LawfulBasis, string> = {
  consent: 'GDPR Art 6(1)(a)',
  contract: 'GDPR Art 6(1)(b)',
  legal_obligation: 'GDPR Art 6(1)(c)',
  vital_interests: 'GDPR Art 6(1)(d)',
  public_task: 'GDPR Art 6(1)(e)',
  legitimate_interests: 'GDPR Art 6(1)(f)',
  recognised_legitimate_interests: 'UK GDPR Art 6(1)(ea)',
  local_law: '',
  not_stated: '',
};

/** W3C DPV 2.3 / eu-gdpr IRI of each basis; the two without a DPV term carry a local one. */
export const basisIris: Record<LawfulBasis, string> = {
  consent: 'https://w3id.org/dpv/legal/eu/gdpr#A6-1-a',
  contract: 'https://w3id.org/dpv/legal/eu/gdpr#A6-1-b',
  legal_obligation: 'https://w3id.org/dpv/legal/eu/gdpr#A6-1-c',
  vital_interests: 'https://w3id.org/dpv/legal/eu/gdpr#A6-1-d',
  public_task: 'https://w3id.org/dpv/legal/eu/gdpr#A6-1-e',
  legitimate_interests: 'https://w3id.org/dpv/legal/eu/gdpr#A6-1-f',
  recognised_legitimate_interests: 'urn:noticeboard:basis:uk-A6-1-ea',
  local_law: 'urn:noticeboard:basis:local-law',
  not_stated: 'urn:noticeboard:basis:not-stated',
};

/** GDPR Art 9(2)(a)–(j), `none` where no special category is processed. */
export const specialConditions = ['none', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;
export type SpecialCondition = (typeof specialConditions)[number];

export const recipientRoles = ['processor', 'joint_controller', 'independent_controller', 'public_authority', 'not_stated'] as const;
export type RecipientRole = (typeof recipientRoles)[number];

/** GDPR Chapter V: how a transfer to a third country is safeguarded. */
export const transferTools = [
  'none',
  'adequacy_decision',
  'standard_contractual_clauses',
  'binding_corporate_rules',
  'code_of_conduct',
  'certification',
  'derogation',
  'not_stated',
] as const;
export type TransferTool = (typeof transferTools)[number];

export const purposeStatuses = ['draft', 'in_review', 'approved', 'ended'] as const;
export type PurposeStatus = (typeof purposeStatuses)[number];

/** GDPR Art 32(1)(a)–(d). */
export const securityLetters = ['a', 'b', 'c', 'd'] as const;
export type SecurityLetter = (typeof securityLetters)[number];

/** W3C DPV 2.3 purposes offered by the form; any other `dpv:` or local term may be typed. */
export const purposeTerms = [
  'dpv:IncreaseServiceRobustness',
  'dpv:InternalResourceOptimisation',
  'dpv:ServiceUsageAnalytics',
  'dpv:EnforceSecurity',
  'dpv:MisusePreventionAndDetection',
  'dpv:ProtectionOfIPR',
  'dpv:ProvidePersonalisedRecommendations',
  'dpv:ServicePersonalisation',
  'dpv:CustomerOrderManagement',
  'dpv:PaymentManagement',
  'dpv:PersonalisedAdvertising',
  'dpv:RequestedServiceProvision',
  'dpv:TechnicalServiceProvision',
  'dpv:CommunicationForCustomerCare',
] as const;

/** W3C DPV 2.3 personal data terms offered by the form, and one local narrower term DPV lacks. */
export const dataTerms = [
  'pd:TelephoneNumber',
  'pd:Identifier',
  'pd:Transactional',
  'pd:ServiceConsumptionBehaviour',
  'pd:CommunicationsMetadata',
  'pd:Interaction',
  'local:PrivateMessageMetadata',
  'pd:DeviceBased',
  'pd:IPAddress',
] as const;

/** What the list of purposes can be sorted by. */
export const purposeSortIds = ['key', 'title', 'status', 'owner', 'review', 'updated'] as const;
export type PurposeSortId = (typeof purposeSortIds)[number];

/** What an entry is: a record under Art 30(1) GDPR (controller) or Art 30(2) (processor). */
export const recordKinds = ['controller', 'processor'] as const;
export type RecordKind = (typeof recordKinds)[number];

/**
 * Lawful bases: GDPR Art 6(1)(a)–(f), UK GDPR Art 6(1)(ea) as inserted by the Data (Use and Access) Act 2025, the ten of LGPD Art 7 as a
 * vocabulary of their own, another law, and the honest answer when none is recorded.
 */
export const lawfulBases = [
  'consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interests', 'recognised_legitimate_interests',
  'lgpd_consent', 'lgpd_legal_obligation', 'lgpd_public_policy', 'lgpd_research', 'lgpd_contract', 'lgpd_legal_proceedings', 'lgpd_life', 'lgpd_health', 'lgpd_legitimate_interest', 'lgpd_credit',
  'local_law', 'not_stated',
] as const;
export type LawfulBasis = (typeof lawfulBases)[number];

/** Official citation of each basis: language-neutral, printed beside its name. */
export const basisCitations: Record<LawfulBasis, string> = {
  consent: 'GDPR Art 6(1)(a)', contract: 'GDPR Art 6(1)(b)', legal_obligation: 'GDPR Art 6(1)(c)', vital_interests: 'GDPR Art 6(1)(d)',
  public_task: 'GDPR Art 6(1)(e)', legitimate_interests: 'GDPR Art 6(1)(f)', recognised_legitimate_interests: 'UK GDPR Art 6(1)(ea)',
  lgpd_consent: 'LGPD Art 7 I', lgpd_legal_obligation: 'LGPD Art 7 II', lgpd_public_policy: 'LGPD Art 7 III', lgpd_research: 'LGPD Art 7 IV', lgpd_contract: 'LGPD Art 7 V',
  lgpd_legal_proceedings: 'LGPD Art 7 VI', lgpd_life: 'LGPD Art 7 VII', lgpd_health: 'LGPD Art 7 VIII', lgpd_legitimate_interest: 'LGPD Art 7 IX', lgpd_credit: 'LGPD Art 7 X',
  local_law: '', not_stated: '',
};

/** UK GDPR Annex 1: the five conditions of a recognised legitimate interest. */
export const recognisedConditions = ['none', 'public_task_request', 'security_defence', 'emergency', 'crime', 'safeguarding'] as const;

/** GDPR Art 13(1)(d): whose interest it is. */
export const interestHolders = ['not_stated', 'controller', 'third_party', 'both'] as const;

/** Outcome of the three-part legitimate-interests assessment (EDPB 1/2024 II; ICO). */
export const assessmentOutcomes = ['not_done', 'pass', 'fail'] as const;

/** GDPR Art 9(2)(a)–(j), `none` where none is recorded. */
export const specialConditions = ['none', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;
export type SpecialCondition = (typeof specialConditions)[number];

export const recipientRoles = ['processor', 'sub_processor', 'joint_controller', 'independent_controller', 'public_authority', 'internal', 'not_stated'] as const;
export type RecipientRole = (typeof recipientRoles)[number];

/** GDPR Chapter V: how a transfer to a third country is safeguarded; the codes of DPV's eu-gdpr extension stand in `dpv.ts`. */
export const transferTools = [
  'none', 'adequacy_decision', 'legal_instrument', 'binding_corporate_rules', 'standard_contractual_clauses', 'authority_clauses', 'code_of_conduct', 'certification',
  'contractual_clauses', 'administrative_arrangement', 'derogation', 'derogation_consent', 'derogation_contract', 'derogation_contract_for', 'derogation_public_interest', 'derogation_claims',
  'derogation_vital_interests', 'derogation_public_register', 'derogation_compelling', 'privacy_shield', 'not_stated',
] as const;
export type TransferTool = (typeof transferTools)[number];

/** Outcome of a transfer impact assessment (C-311/18; EDPB Recommendations 01/2020). */
export const transferOutcomes = ['not_done', 'sufficient', 'sufficient_with_measures', 'insufficient'] as const;

/** GDPR Art 28(3)(a)–(h): what a contract with a processor must say. */
export const contractItems = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** GDPR Art 7(4): how far a data use is needed for the service a person asked for. */
export const necessities = ['not_stated', 'necessary_for_requested_service', 'useful', 'optional'] as const;

/** GDPR Art 14(2)(f): where data come from. */
export const dataSources = ['not_stated', 'data_subject', 'observed', 'derived', 'other_person', 'third_party', 'public_source'] as const;

export const answers = ['not_stated', 'yes', 'no'] as const;

/** GDPR Art 6(4): outcome of the compatibility test. */
export const compatibilityOutcomes = ['not_assessed', 'not_needed', 'compatible', 'incompatible'] as const;

/** WP248 rev.01: nine criteria for a likely high risk (GDPR Art 35). */
export const riskCriteria = ['evaluation', 'automated_decision', 'systematic_monitoring', 'sensitive_data', 'large_scale', 'matching', 'vulnerable_people', 'innovative_use', 'prevents_right'] as const;
export const dpiaStatuses = ['not_screened', 'not_required', 'required', 'in_progress', 'completed'] as const;
export const residualRisks = ['not_assessed', 'low', 'medium', 'high'] as const;

/** GDPR Art 22(2): what opens the gate for a solely automated significant decision. */
export const decisionGates = ['none', 'contract', 'law', 'explicit_consent', 'uk_safeguards'] as const;

/** ePrivacy Directive Art 5(3), second sentence. */
export const deviceExemptions = ['none', 'transmission', 'strictly_necessary', 'uk_low_risk'] as const;

/** What may happen to an entry; its standing follows from these steps. */
export const purposeSteps = ['submitted', 'changes_requested', 'approved', 'ended'] as const;
export type PurposeStep = (typeof purposeSteps)[number];
export const purposeStatuses = ['draft', 'in_review', 'changes_requested', 'approved', 'ended'] as const;
export type PurposeStatus = (typeof purposeStatuses)[number];

/** GDPR Art 32(1)(a)–(d). */
export const securityLetters = ['a', 'b', 'c', 'd'] as const;
export type SecurityLetter = (typeof securityLetters)[number];

/** What the list of purposes can be sorted by. */
export const purposeSortIds = ['key', 'title', 'status', 'owner', 'review', 'updated'] as const;
export type PurposeSortId = (typeof purposeSortIds)[number];

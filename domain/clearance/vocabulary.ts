import type { LawfulBasis } from '@/domain/purposes/vocabulary';

/** For whom a basis holds: those who consented, who accepted the terms, who were shown the text and do not object, all in scope, or nobody. */
export const clearanceGrounds = ['consented', 'terms_accepted', 'shown', 'in_scope', 'nobody'] as const;
export type ClearanceGround = (typeof clearanceGrounds)[number];

/**
 * GDPR Art 6(1)(a)–(f); UK GDPR Art 6(1)(ea), which like (f) may be objected to (Art 21(1)); LGPD Art 7, of which the tasks, research, credit and health of
 * III, IV, VIII and X are held to the same as a legitimate interest, IX, since nothing there lets people go untold. Another law counts where its reference is given.
 */
export const groundOf: Record<LawfulBasis, ClearanceGround> = {
  consent: 'consented', contract: 'terms_accepted', legal_obligation: 'in_scope', vital_interests: 'in_scope', public_task: 'shown', legitimate_interests: 'shown', recognised_legitimate_interests: 'shown',
  lgpd_consent: 'consented', lgpd_legal_obligation: 'in_scope', lgpd_public_policy: 'shown', lgpd_research: 'shown', lgpd_contract: 'terms_accepted', lgpd_legal_proceedings: 'in_scope', lgpd_life: 'in_scope',
  lgpd_health: 'shown', lgpd_legitimate_interest: 'shown', lgpd_credit: 'shown',
  local_law: 'shown', not_stated: 'nobody',
};

/** Why a sharing may not go ahead at all in a jurisdiction. */
export const haltReasons = ['blocked', 'not_in_force', 'no_basis', 'events_deleted'] as const;
export type HaltReason = (typeof haltReasons)[number];

/** Why it may not go ahead for one person. */
export const refusalReasons = [...haltReasons, 'unknown', 'erased', 'closed', 'no_jurisdiction', 'objected', 'not_consented', 'terms_not_accepted', 'not_shown'] as const;
export type RefusalReason = (typeof refusalReasons)[number];

import type { PurposeStatus, PurposeStep } from '@/domain/purposes/vocabulary';

/** What happened to a version, in the order it was recorded. */
export type Step = { version: number; step: PurposeStep; effectiveFrom: Date | null; recordedAt: Date };

const statusAfter: Record<PurposeStep, PurposeStatus> = { submitted: 'in_review', changes_requested: 'changes_requested', approved: 'approved', ended: 'ended' };

/** Where a version stands at an instant, given what was recorded by then: as its last step left it, a draft without one. An end counts from when it takes effect. */
export function standingOf(version: number, steps: Step[], at: { asOf: Date; knownAt: Date }): PurposeStatus {
  const own = steps.filter((one) => one.version === version && one.recordedAt <= at.knownAt && (one.effectiveFrom === null || one.effectiveFrom <= at.asOf));
  const last = own.at(-1);
  return last ? statusAfter[last.step] : 'draft';
}

/** The two times of a reading: what was true, and what we knew. Both are now where nothing is said. */
export type Instants = { asOf: Date; knownAt: Date };

/** A version as it bears on a reading. */
export type Dated = { version: number; validFrom: Date; recordedAt: Date };

/**
 * Which version tells what was true at `asOf`, as known at `knownAt`: of those recorded by then and valid by then the one valid since
 * last, and of several valid since the same instant the one recorded last. Undefined before the first. The register's SQL says the same.
 */
export function versionAt<Version extends Dated>(versions: Version[], { asOf, knownAt }: Instants): Version | undefined {
  return versions
    .filter((one) => one.recordedAt <= knownAt && one.validFrom <= asOf)
    .toSorted((a, b) => a.validFrom.getTime() - b.validFrom.getTime() || a.version - b.version)
    .at(-1);
}

/** Who may decide on a version: see decision 010. */
export type Reviewer = { id: string; role: string };
export type ReviewRule = { reviewer: Reviewer; /** Who wrote the versions since the last one in force. */ authors: Reviewer[]; ownApproval: boolean; reason: string };

/**
 * Why somebody may not review, as a code, or null where they may. A DPO who wrote none of it may; legal may where a DPO wrote it. Somebody
 * who wrote it may only where the installation allows it, and must say why (Art 38(3), (6): the DPO's independence).
 */
export function reviewProblem({ reviewer, authors, ownApproval, reason }: ReviewRule): 'reviewer_role' | 'reviewer_is_author' | 'reason_needed' | null {
  const isAuthor = authors.some(({ id }) => id === reviewer.id);
  if (isAuthor) return ownApproval ? (reason.trim() === '' ? 'reason_needed' : null) : 'reviewer_is_author';
  if (reviewer.role === 'dpo') return null;
  return reviewer.role === 'legal' && authors.some(({ role }) => role === 'dpo') ? null : 'reviewer_role';
}

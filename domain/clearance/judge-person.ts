import { type BasisEntry, groundFor } from '@/domain/clearance/clear';
import { jurisdictionFor } from '@/domain/clearance/jurisdiction';
import type { ClearanceGround, RefusalReason } from '@/domain/clearance/vocabulary';
import type { Blocker } from '@/domain/findings/blocker-queries';
import type { LawfulBasis } from '@/domain/purposes/vocabulary';
import type { PurposeStanding } from '@/domain/uptake/vocabulary';

/** Where one person stands on one purpose; `region` of their last event. */
export type PersonStanding = { region: string; standings: ReadonlySet<PurposeStanding> };
/** Whether a sharing may go ahead for one person: on which grounds, or why not. `why` names the ground of each basis, or the first reason against. */
export type Verdict = { may: boolean; why: ClearanceGround | RefusalReason; basis: LawfulBasis | null; jurisdiction: string | null };

const refusals: Record<ClearanceGround, RefusalReason> = { consented: 'not_consented', terms_accepted: 'terms_not_accepted', shown: 'not_shown', in_scope: 'closed', nobody: 'no_basis' };

/**
 * The verdict on one person with a timeline. Where a jurisdiction has several bases all of them must hold, since when each applies is a
 * text that no program judges; the first that does not is named. Agrees with `clearanceOf`, which counts each basis by itself.
 */
export function judgePerson({ region, standings }: PersonStanding, bases: readonly BasisEntry[], areas: ReadonlyMap<string, string>, blockers: readonly Blocker[]): Verdict {
  const jurisdiction = jurisdictionFor(region, [...new Set(bases.map((one) => one.jurisdiction))], areas);
  const no = (why: RefusalReason, basis: LawfulBasis | null = null): Verdict => ({ may: false, why, basis, jurisdiction });
  if (blockers.some((blocker) => blocker.jurisdiction === null || blocker.jurisdiction === jurisdiction)) return no('blocked');
  if (standings.has('closed')) return no('closed');
  if (jurisdiction === null) return no(region === 'ZZ' ? 'no_jurisdiction' : 'no_basis');
  const stated = bases.filter((one) => one.jurisdiction === jurisdiction);
  for (const one of stated) {
    const ground = groundFor(one);
    if (ground === 'nobody') return no('no_basis', one.basis);
    if (ground === 'shown' && (standings.has('shown_objected') || standings.has('objected'))) return no('objected', one.basis);
    if (ground !== 'in_scope' && !standings.has(ground)) return no(refusals[ground], one.basis);
  }
  const [first] = stated;
  return first ? { may: true, why: groundFor(first), basis: first.basis, jurisdiction } : no('no_basis');
}

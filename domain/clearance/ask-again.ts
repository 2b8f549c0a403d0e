import { groundFor } from '@/domain/clearance/clear';
import { jurisdictionFor } from '@/domain/clearance/jurisdiction';
import type { ClearanceGround } from '@/domain/clearance/vocabulary';
import { type ChangeablePart, materialChanges } from '@/domain/findings/material-change';
import { type StateInForce, stateAt } from '@/domain/purposes/states';

/** People whose standing on a purpose rests on a notice. */
export type RestingOn = { region: string; standing: string; notice: string; publishedAt: Date; people: number };
/** Answers that no longer cover a sharing: on which notice they rest, which version its readers were told of, and what has changed since. */
export type AskAgain = { notice: string; publishedAt: Date; ground: ClearanceGround; version: number; current: number; changes: ChangeablePart[]; people: number };

/**
 * Which standing answers no longer cover a purpose as it is now, and how many people must be asked, or told, again (EDPB 05/2020 paras 58, 90, 110):
 * those that rest on a notice published under a version to which the one in force adds something. A notice published under the present state covers
 * it, so whoever answered that one is left alone; so is everybody whose standing today's basis does not rest on. Notices from before the first
 * approved version cannot be compared and are not named. Pure; in order of publication, then of notice.
 */
export function askAgain(states: readonly StateInForce[], resting: readonly RestingOn[], areas: ReadonlyMap<string, string>, now: Date): AskAgain[] {
  const current = stateAt(states, now);
  if (!current) return [];
  const { bases } = current.record;
  const names = [...new Set(bases.map(({ jurisdiction }) => jurisdiction))];
  const groundsOf = (region: string) => {
    const jurisdiction = jurisdictionFor(region, names, areas);
    return bases.filter((basis) => basis.jurisdiction === jurisdiction).map(groundFor);
  };
  const found = new Map<string, AskAgain>();
  for (const { region, standing, notice, publishedAt, people } of resting) {
    const told = stateAt(states, publishedAt);
    const ground = groundsOf(region).find((one) => one === standing);
    if (!told || !ground || told.version === current.version) continue;
    const changes = materialChanges(told.record, current.record);
    if (changes.length === 0 || people === 0) continue;
    const key = `${ground} ${notice}`;
    const known = found.get(key);
    if (known) known.people += people;
    else found.set(key, { notice, publishedAt, ground, version: told.version, current: current.version, changes, people });
  }
  return [...found.values()].sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || (a.notice < b.notice ? -1 : a.notice > b.notice ? 1 : 0) || (a.ground < b.ground ? -1 : 1));
}

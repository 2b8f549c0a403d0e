import type { Entry } from '@/domain/uptake/engine/entries';
import { type Facts, codeOf, joinerCode, lateCode } from '@/domain/uptake/engine/facts';
import { states } from '@/domain/uptake/vocabulary';

/** `n` subjects enter (or, negative, leave) the standing `code` of a cell, from the instant `at` on (seen by every as-of after it). */
export type Emit = (at: number, cell: number, code: number, n: number) => void;

const accepted = states.indexOf('accepted');
const declined = states.indexOf('declined');

/**
 * The moves of one subject: what its timeline, in order, adds to the counts, times `sign`. Over events before T the state is the
 * greatest (tier, instant, rank, id) and the segment that of the last; a move is where that changes. The sum of all moves before
 * T is the standing as of T, so two sets of events differ in the counts by the difference of their moves. Where joiners have a deadline
 * of their own, so long after their first event, the later of it and the campaign's is theirs.
 */
export function walk(entries: readonly Entry[], facts: Facts, sign: 1 | -1, emit: Emit): void {
  let cell = -1;
  let code = -1;
  let state = -1;
  let tier = -1;
  let rank = 0;
  let decidedAt = 0;
  let isProven = false;
  let wasTouched = false;
  let ownDeadline = -Infinity;
  const passed: { ordinal: number; wasAccepted: boolean }[] = [];
  for (const entry of entries) {
    const act = facts.act(entry.act);
    const judged = facts.judge(act, entry.cell, entry.at);
    if ((judged & 1) === 0) continue;
    if (code < 0 && facts.joinerMicros !== null) ownDeadline = entry.at + facts.joinerMicros;
    if (passed.length < facts.deadlines.length) {
      for (const { ordinal, at } of facts.deadlines) {
        if (entry.at >= at && entry.at >= ownDeadline && !passed.some((one) => one.ordinal === ordinal)) passed.push({ ordinal, wasAccepted: state === accepted });
      }
    }
    const before = state;
    if (act.tier > tier || (act.tier === tier && (entry.at > decidedAt || act.rank >= rank))) {
      tier = act.tier;
      rank = act.rank;
      decidedAt = entry.at;
      state = act.state;
      isProven = (judged & 2) !== 0;
    }
    wasTouched ||= act.tier === 1 || act.tier === 2;
    const next = codeOf(state, wasTouched || state === accepted || state === declined, !isProven);
    if (next === code && entry.cell === cell) continue;
    if (code >= 0) emit(entry.at, cell, code, -sign);
    emit(entry.at, entry.cell, next, sign);
    const from = before === accepted ? cell : -1;
    const to = state === accepted ? entry.cell : -1;
    for (const { ordinal, wasAccepted } of passed) if (!wasAccepted) mark(emit, entry.at, from, to, lateCode(ordinal), sign);
    if (entry.at < ownDeadline) for (const { ordinal, at } of facts.deadlines) if (entry.at >= at) mark(emit, entry.at, from, to, joinerCode(ordinal), sign);
    cell = entry.cell;
    code = next;
  }
}

/** The mark of an accepted subject leaves one cell and comes to another; −1: there is none. */
function mark(emit: Emit, at: number, from: number, to: number, code: number, sign: 1 | -1): void {
  if (from >= 0) emit(at, from, code, -sign);
  if (to >= 0) emit(at, to, code, sign);
}

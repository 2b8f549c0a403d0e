import { placeOf, regionNumber } from '@/domain/uptake/engine/cell-number';
import type { Entry } from '@/domain/uptake/engine/entries';
import { PurposePerson } from '@/domain/uptake/engine/purpose-person';
import type { TallyFacts } from '@/domain/uptake/engine/tally-facts';

/** `n` people enter (or, negative, leave) a standing in a region, by their numbers and texts, from the instant `at` on. */
export type EmitStanding = (at: number, region: number, text: string, n: number) => void;

/**
 * The moves of one subject between standings on purposes, times `sign`. As of T a person stands where their events before T put them,
 * in the region of the last of these by (instant, id); the sum of all moves before T is that standing, so two sets of events differ by
 * the difference of their moves. Most timelines bear on no purpose and are passed over.
 */
export function walkStandings(entries: readonly Entry[], facts: TallyFacts, sign: 1 | -1, emit: EmitStanding): void {
  if (!entries.some(({ act }) => facts.act(act).bears)) return;
  const person = new PurposePerson(facts);
  let held: string[] = [];
  let region = -1;
  for (let start = 0, end = 0; start < entries.length; start = end) {
    const at = entries[start]?.at ?? 0;
    end = start + 1;
    while (entries[end]?.at === at) end += 1;
    const together = entries.slice(start, end).map((entry) => ({ entry, act: facts.act(entry.act) }));
    // A timeline is in order of (instant, id); the sort is stable, so this is (instant, rank, id).
    if (together.length > 1) together.sort((a, b) => a.act.rank - b.act.rank);
    for (const { entry, act } of together) person.take(act, entry.cell, at);
    const next = together.some(({ act }) => act.bears || act.tier === 3) ? person.standings() : held;
    const here = regionNumber(placeOf(entries[end - 1]?.cell ?? 0));
    const hasMoved = here !== region;
    for (const text of held) if (hasMoved || !next.includes(text)) emit(at, region, text, -sign);
    for (const text of next) if (hasMoved || !held.includes(text)) emit(at, here, text, sign);
    held = next;
    region = here;
  }
}

import { placeOf, regionNumber, regionText } from '@/domain/uptake/engine/cell-number';
import type { Entry } from '@/domain/uptake/engine/entries';
import { readStanding } from '@/domain/uptake/engine/purpose-person';
import type { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { walkStandings } from '@/domain/uptake/engine/walk-standings';
import type { PurposeStanding } from '@/domain/uptake/vocabulary';

/** Where a person stands on one purpose as of an instant (microseconds), and in which region; null without an event before it. What all moves of the timeline sum to. */
export function personAt(entries: readonly Entry[], facts: TallyFacts, purpose: string, asOf: number): { region: string; standings: Set<PurposeStanding> } | null {
  const before = entries.filter(({ at }) => at < asOf);
  const last = before.at(-1);
  if (!last) return null;
  const held = new Map<string, number>();
  walkStandings(before, facts, 1, (_, region, text, n) => held.set(`${region} ${text}`, (held.get(`${region} ${text}`) ?? 0) + n));
  const standings = new Set<PurposeStanding>();
  for (const [key, n] of held) {
    const { standing, purposes } = readStanding(key.slice(key.indexOf(' ') + 1));
    if (n > 0 && (standing === 'closed' || purposes.includes(purpose))) standings.add(standing);
  }
  return { region: regionText(regionNumber(placeOf(last.cell))), standings };
}

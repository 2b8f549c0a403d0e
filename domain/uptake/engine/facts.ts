import type { Act } from '@/domain/uptake/columns';
import { placeOf, regionNumber, regionText } from '@/domain/uptake/engine/cell-number';
import { ranks, stateOf, tiers } from '@/domain/uptake/timeline';
import { type State, states } from '@/domain/uptake/vocabulary';

/** A campaign's texts, areas and deadlines, as its counts need them; instants in microseconds since 1970. */
export type Grounds = {
  countsOn: readonly string[];
  notices: { id: string; sha256: string; nature: string; area: string | null; publishedAt: number; /** The purposes it carries. */ purposes: readonly string[] }[];
  areas: ReadonlyMap<string, string>;
  deadlines: { ordinal: number; at: number }[];
  /** A person who joins late has this long from their first event, in microseconds; null: the deadline is everybody's. */
  joinerMicros: number | null;
};

type NoticeFacts = { area: string; publishedAt: number; counted: boolean };
export type ActFacts = { tier: number; rank: number; state: number; isOfPurposesOnly: boolean; notices: NoticeFacts[] };

/** Number of a (state, opened, unproven): what the ledger and the rollups call a standing by. Deadlines follow, see `lateCode`. */
export const codeOf = (state: number, opened: boolean, unproven: boolean): number => state * 4 + (opened ? 2 : 0) + (unproven ? 1 : 0);
export const stateCodes = states.length * 4;
/** Accepted, but not yet when the campaign's deadline of this ordinal passed. */
export const lateCode = (ordinal: number): number => stateCodes + ordinal;
/** Accepted between the campaign's deadline of this ordinal and a joiner's own, less those who no longer are: what is in time beyond the standing at the deadline. */
export const joinerCode = (ordinal: number): number => 255 - ordinal;
/** A code is one byte in the ledger, and a deadline has two. */
export const allCodes = 256;
export const mostDeadlines = (allCodes - stateCodes) / 2;
export const readCode = (code: number): { state: State; opened: boolean; unproven: boolean } => ({ state: states[code >> 2] ?? 'delivered', opened: (code & 2) !== 0, unproven: (code & 1) !== 0 });

/**
 * What the numbers in timelines mean for a campaign's counts: a pure function of its grounds and dictionaries. An event counts
 * unless its known notice is of another nature, or it is a withdrawal or objection about purposes alone; it is proven when its
 * notice is known, holds its region and was published by then (contract section 2).
 */
export class Facts {
  readonly deadlines: readonly { ordinal: number; at: number }[];
  readonly joinerMicros: number | null;
  private readonly acts: (ActFacts | undefined)[] = [];
  private readonly areas: (string | undefined)[] = [];

  constructor(private readonly grounds: Grounds, private readonly words: { act(id: number): Act }) {
    this.deadlines = grounds.deadlines;
    this.joinerMicros = grounds.joinerMicros;
  }

  act(id: number): ActFacts {
    return (this.acts[id] ??= this.readAct(this.words.act(id)));
  }

  /** Bit 0: it counts. Bit 1: it is proven. */
  judge(act: ActFacts, cell: number, at: number): number {
    if (act.notices.length === 0) return act.isOfPurposesOnly ? 0 : 1;
    const region = regionNumber(placeOf(cell));
    const area = (this.areas[region] ??= this.grounds.areas.get(regionText(region)) ?? '');
    let known = false;
    let counted = false;
    for (const notice of act.notices) {
      if (notice.area !== area || notice.publishedAt > at) continue;
      known = true;
      counted ||= notice.counted;
    }
    return ((!known || counted) && !act.isOfPurposesOnly ? 1 : 0) + (known ? 2 : 0);
  }

  private readAct({ type, notice, purposes }: Act): ActFacts {
    return {
      tier: tiers[type],
      rank: ranks[type],
      state: states.indexOf(stateOf(type)),
      isOfPurposesOnly: (type === 'withdrawn' || type === 'objected') && purposes !== null && Object.keys(purposes).length > 0,
      notices: this.grounds.notices
        .filter(({ id, sha256 }) => notice !== '' && (id === notice || sha256 === notice))
        .map(({ area, publishedAt, nature }) => ({ area: area ?? '', publishedAt, counted: this.grounds.countsOn.includes(nature) })),
    };
  }
}

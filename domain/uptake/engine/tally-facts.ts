import type { Act } from '@/domain/uptake/columns';
import { placeOf, regionNumber, regionText } from '@/domain/uptake/engine/cell-number';
import type { Grounds } from '@/domain/uptake/engine/facts';
import { ranks, tiers } from '@/domain/uptake/timeline';
import type { EventType } from '@/domain/uptake/vocabulary';

export type NoticeFacts = { id: string; area: string; publishedAt: number; nature: string; purposes: readonly string[] };
/** What tallies read of an act. */
export type TallyAct = {
  type: EventType;
  tier: number;
  rank: number;
  variant: string;
  /** The person, or their guardian, acted. */
  byPerson: boolean;
  cited: string;
  /** How acts about the same version cite it: as this one does, or one text by its id or its hash. */
  sameAs: readonly string[];
  /** Every text it may mean, whatever region and instant. */
  notices: readonly NoticeFacts[];
  named: readonly (readonly [purpose: string, choice: boolean])[];
  /** It withdraws or objects for some purposes only, and leaves the state alone. */
  isOfPurposesOnly: boolean;
  /** It ends every choice: a closed account, or a withdrawal or objection that names no purpose. */
  endsAll: boolean;
  /** It can change where somebody stands on a purpose. */
  bears: boolean;
};

const shows: ReadonlySet<EventType> = new Set(['displayed', 'dismissed', 'deferred', 'accepted', 'declined']);
/** The text was before the person: it was displayed, put off or answered. Delivered alone is not shown. */
export const isShown = (type: EventType): boolean => shows.has(type);
const none: readonly NoticeFacts[] = [];

/** What the numbers in timelines mean for a campaign's tallies: a pure function of its grounds and dictionaries. */
export class TallyFacts {
  /** Every purpose a notice of the campaign carries, in order. */
  readonly carried: readonly string[];
  private readonly notices: readonly (NoticeFacts & { sha256: string })[];
  private readonly acts: (TallyAct | undefined)[] = [];
  private readonly areas: (string | undefined)[] = [];

  constructor(private readonly grounds: Pick<Grounds, 'countsOn' | 'notices' | 'areas'>, private readonly words: { act(id: number): Act }) {
    this.notices = grounds.notices.map((notice) => ({ ...notice, area: notice.area ?? '' }));
    this.carried = [...new Set(this.notices.flatMap(({ purposes }) => purposes))].sort();
  }

  act(id: number): TallyAct {
    return (this.acts[id] ??= this.readAct(this.words.act(id)));
  }

  /** The texts an event proves: those it cites whose area holds its region and that were published by then (contract section 2). */
  proven(act: TallyAct, cell: number, at: number): readonly NoticeFacts[] {
    if (act.notices.length === 0) return none;
    const area = this.areaOf(cell);
    return act.notices.filter((notice) => notice.area === area && notice.publishedAt <= at);
  }

  /** It cites a text of its area that was published only later. */
  isEarly(act: TallyAct, cell: number, at: number): boolean {
    return act.notices.some((notice) => notice.publishedAt > at && notice.area === this.areaOf(cell));
  }

  /** Whether an event counts for the campaign, given the texts it proves (contract section 2). */
  counts(act: TallyAct, proven: readonly NoticeFacts[]): boolean {
    return !act.isOfPurposesOnly && (proven.length === 0 || proven.some(({ nature }) => this.grounds.countsOn.includes(nature)));
  }

  private areaOf(cell: number): string {
    const region = regionNumber(placeOf(cell));
    return (this.areas[region] ??= this.grounds.areas.get(regionText(region)) ?? '');
  }

  private readAct({ type, notice, variant, actor, purposes }: Act): TallyAct {
    const named = Object.entries(purposes ?? {});
    const notices = notice === '' ? [] : this.notices.filter(({ id, sha256 }) => id === notice || sha256 === notice);
    const sameAs = [...new Set([notice, ...notices.flatMap(({ id, sha256 }) => [id, sha256])])];
    const takesBack = type === 'withdrawn' || type === 'objected';
    const endsAll = type === 'account_closed' || (takesBack && named.length === 0);
    return {
      type, variant, notices, sameAs, named, endsAll, tier: tiers[type], rank: ranks[type], cited: notice, byPerson: actor === 'subject' || actor === 'guardian', isOfPurposesOnly: takesBack && named.length > 0,
      bears: type === 'account_closed' || named.length > 0 || notices.some(({ purposes: carried }) => carried.length > 0) || (type === 'objected' && this.carried.length > 0),
    };
  }
}

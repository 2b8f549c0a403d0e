import { type NoticeFacts, type TallyAct, type TallyFacts, isShown } from '@/domain/uptake/engine/tally-facts';
import type { PurposeStanding } from '@/domain/uptake/vocabulary';

/** The text of a standing: what it is, on which notice, and the purposes of which it holds, in order. */
export const standingText = (standing: PurposeStanding, notice: string, purposes: readonly string[]): string => JSON.stringify([standing, notice, ...purposes]);

/** Reads what `standingText` wrote. */
export function readStanding(text: string): { standing: PurposeStanding; notice: string; purposes: string[] } {
  const [standing, notice, ...purposes] = JSON.parse(text) as [PurposeStanding, string, ...string[]];
  return { standing, notice, purposes };
}

const closed = [standingText('closed', '', [])];
const later = (known: NoticeFacts | undefined, notice: NoticeFacts): NoticeFacts =>
  known === undefined || notice.publishedAt > known.publishedAt || (notice.publishedAt === known.publishedAt && notice.id > known.id) ? notice : known;

/** One person while their events are gone through in order of (instant, rank, id): where they stand on each purpose after the last. */
export class PurposePerson {
  private isClosed = false;
  private objectsToAll = false;
  /** The latest text that carries the purpose and was shown. */
  private readonly shown = new Map<string, NoticeFacts>();
  /** The terms that stand accepted, by what they carry. */
  private terms = new Map<string, NoticeFacts>();
  private readonly consents = new Map<string, NoticeFacts>();
  private readonly objections = new Map<string, boolean>();

  constructor(private readonly facts: TallyFacts) {}

  take(act: TallyAct, cell: number, at: number): void {
    const proven = this.facts.proven(act, cell, at);
    if (isShown(act.type)) for (const notice of proven) for (const purpose of notice.purposes) this.shown.set(purpose, later(this.shown.get(purpose), notice));
    if (act.tier === 3) this.decide(act, proven);
    this.choose(act, proven);
  }

  /** The state over the terms: the last answer about them decides, whoever gave it and whatever else the campaign counts. */
  private decide(act: TallyAct, proven: readonly NoticeFacts[]): void {
    if (act.type === 'account_closed') this.isClosed = true;
    else if (this.facts.counts(act, proven)) this.isClosed = false;
    const terms = proven.filter(({ nature }) => nature === 'contract_terms');
    const isAboutTerms = act.type === 'account_closed' || (!act.isOfPurposesOnly && (proven.length === 0 || terms.length > 0));
    if (!isAboutTerms) return;
    this.terms = new Map();
    if (act.type === 'accepted') for (const notice of terms) for (const purpose of notice.purposes) this.terms.set(purpose, later(this.terms.get(purpose), notice));
  }

  /** Choices and objections, as `choicesAt` has them (contract section 2). */
  private choose(act: TallyAct, proven: readonly NoticeFacts[]): void {
    const objects = act.type === 'objected';
    if (act.endsAll) {
      this.consents.clear();
      if (!objects) return;
      this.objectsToAll = true;
      for (const purpose of this.objections.keys()) this.objections.set(purpose, true);
      return;
    }
    for (const [purpose, choice] of act.named) {
      const isGiven = choice && act.type !== 'withdrawn' && !objects;
      this.consents.delete(purpose);
      if (isGiven && act.byPerson) for (const notice of proven) if (notice.nature === 'consent') this.consents.set(purpose, later(this.consents.get(purpose), notice));
      this.objections.set(purpose, !isGiven && (objects || (this.objections.get(purpose) ?? this.objectsToAll)));
    }
  }

  /** Everything that holds now, as texts without repeats, in no order that matters. */
  standings(): string[] {
    if (this.isClosed) return closed;
    const groups = new Map<PurposeStanding, Map<string, string[]>>();
    const put = (standing: PurposeStanding, notice: string, purpose: string) => {
      let notices = groups.get(standing);
      if (!notices) groups.set(standing, (notices = new Map()));
      const purposes = notices.get(notice);
      if (purposes) purposes.push(purpose);
      else notices.set(notice, [purpose]);
    };
    for (const [purpose, notice] of this.consents) put('consented', notice.id, purpose);
    for (const [purpose, notice] of this.terms) put('terms_accepted', notice.id, purpose);
    for (const [purpose, notice] of this.shown) put(this.objectsTo(purpose) ? 'shown_objected' : 'shown', notice.id, purpose);
    for (const [purpose, objects] of this.objections) if (objects && !this.shown.has(purpose)) put('objected', '', purpose);
    if (this.objectsToAll) for (const purpose of this.facts.carried) if (!this.shown.has(purpose) && !this.objections.has(purpose)) put('objected', '', purpose);
    return [...groups].flatMap(([standing, notices]) => [...notices].map(([notice, purposes]) => standingText(standing, notice, purposes.sort())));
  }

  private objectsTo(purpose: string): boolean {
    return this.objections.get(purpose) ?? this.objectsToAll;
  }
}

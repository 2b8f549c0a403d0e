import type { ChangeType, ConductKind, Prominence } from '@/domain/campaigns/vocabulary';
import type { LegalNature, Platform } from '@/domain/notices/vocabulary';

/** What every entry says besides its matter. */
type Recorded = { id: string; source: string; author: string; recordedAt: Date };

export type Change = Recorded & { name: string; since: Date; type: ChangeType; text: string; material: boolean | null; purposes: string[]; inUse: boolean };
export type Announcement = Recorded & { at: Date; area: string | null; dedicated: boolean; checkPage: boolean; /** The instant it names as the deadline. */ deadline: Date | null; inUse: boolean };
export type Variant = Recorded & {
  variant: string; area: string | null; platform: Platform | null; since: Date; acceptSteps: number; declineSteps: number | null; acceptProminence: Prominence; declineProminence: Prominence | null;
  dismissible: boolean; deferrable: boolean; inUse: boolean;
};
export type PromptPolicy = Recorded & { since: Date; cap: number; perDays: number };
export type Consequence = Recorded & { area: string | null; since: Date; text: string };
export type Limitation = Recorded & { at: Date; area: string | null; text: string; inUse: boolean };
export type Label = Recorded & { place: string; since: Date; text: string; natures: LegalNature[]; inUse: boolean };

type Kinds = { change: Change; announcement: Announcement; variant: Variant; prompt_policy: PromptPolicy; consequence: Consequence; limitation: Limitation; label: Label };
/** Every entry there is, by kind. */
export type Conduct = { [Kind in ConductKind]: Kinds[Kind][] };

/** What makes two entries of a kind be about the same thing. */
const keys: { [Kind in ConductKind]: (entry: Kinds[Kind]) => unknown[] } = {
  change: ({ name }) => [name],
  announcement: ({ at, area }) => [at.getTime(), area],
  variant: ({ variant, area, platform }) => [variant, area, platform],
  prompt_policy: () => [],
  consequence: ({ area }) => [area],
  limitation: ({ at, area, text }) => [at.getTime(), area, text],
  label: ({ place }) => [place],
};

const instantOf = (entry: Kinds[ConductKind]) => ('at' in entry ? entry.at : entry.since);
const later = (a: Kinds[ConductKind], b: Kinds[ConductKind]) =>
  instantOf(a).getTime() - instantOf(b).getTime() || a.recordedAt.getTime() - b.recordedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The entries of a kind that hold at an instant, oldest first: of those about one thing the greatest `since` (or `at`) up to then, then the last recorded; none where that one ends it. */
export function inForce<Kind extends ConductKind>(kind: Kind, entries: readonly Kinds[Kind][], asOf: Date): Kinds[Kind][] {
  const last = new Map<string, Kinds[Kind]>();
  for (const entry of entries.filter((one) => instantOf(one) <= asOf).toSorted(later)) last.set(JSON.stringify(keys[kind](entry)), entry);
  return [...last.values()].filter((entry) => !('inUse' in entry) || entry.inUse).sort(later);
}

/** The entries that held at some instant from `from` up to `asOf`, oldest first. One that ends a thing holds nothing. */
export function everInForce<Kind extends ConductKind>(kind: Kind, entries: readonly Kinds[Kind][], from: Date, asOf: Date): Kinds[Kind][] {
  const instants = [from, ...entries.map(instantOf).filter((at) => at > from && at <= asOf)];
  const held = new Set(instants.flatMap((at) => inForce(kind, entries, at)));
  return [...held].sort(later);
}

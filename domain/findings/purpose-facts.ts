import type { LegalNature } from '@/domain/notices/vocabulary';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { TransparencyRow } from '@/domain/purposes/transparency';
import type { Language } from '@/domain/words/vocabulary';

/** A jurisdiction the purpose must cover. `regions` are the ISO 3166-1 codes it stands for; empty where it is neither an area of a campaign nor a law we know. */
export type Jurisdiction = { name: string; regions: readonly string[] };

/** A transparency table kept with a notice, cut to the rows of this purpose; empty where the table has none of it. */
export type KeptTable = { jurisdiction: string; language: Language; recordedAt: Date; rows: readonly TransparencyRow[] };

/** A notice that names the purpose, as it was published. `area` null is everywhere not in a named area of its campaign. */
export type NoticeFacts = {
  campaign: string;
  id: string;
  nature: LegalNature;
  area: string | null;
  locale: string;
  publishedAt: Date;
  sha256: string;
  /** The day on which it was first shown to anybody, as the start of that day in UTC, or null. */
  firstDisplayed: Date | null;
  /** Null where only its digest is known here. */
  text: string | null;
  /** The passages of the text that are linked to this purpose, in order. */
  passages: readonly string[];
  /** The last table kept with it per jurisdiction and language. */
  tables: readonly KeptTable[];
};

/** What a campaign says happens to people who refuse. */
export const refusals = ['not_stated', 'none', 'limited', 'loss_of_access', 'deletion'] as const;
export type Refusal = (typeof refusals)[number];

/** A campaign one of whose notices names the purpose. */
export type CarryingCampaign = {
  key: string;
  mandatory: boolean;
  refusal: Refusal;
  consequence: string;
  announcedAt: Date;
  /** The day, in the campaign's zone (ISO 8601), on which anybody first saw a text of it that names the purpose, or null. */
  firstDisplayedDay: string | null;
  /** Locales people in scope are addressed in (BCP 47), as the population or the events say; empty where neither does. */
  locales: readonly string[];
};

/** A version of the register's entry that was approved. `approvedDay` is the UTC date of the approval. */
export type ApprovedVersion = { version: number; record: PurposeRecord; approvedAt: Date; approvedDay: string };

/** What the events say of consent to this purpose: whole numbers of people, over all campaigns. */
export type ConsentFacts = {
  /** People whose acceptance of a consent notice that names this and other purposes carried no choice per purpose, and of how many purposes at most. */
  bundled: { people: number; purposes: number };
  /** People whose choice `true` for this purpose stands on a notice of another nature. */
  onOtherNature: number;
  /** People whose choice `true` for it cannot be tied to a text. */
  unproven: number;
  /** People whose choice `true` for it was made by staff, a system or an import. */
  byOthers: number;
  /** Standing consents given while an earlier approved version was in force, per version, oldest first. */
  underEarlier: readonly { version: number; record: PurposeRecord; people: number }[];
};

/** Everything a register rule may look at for one purpose. Lists are in a total order, so that equal facts give equal findings. */
export type PurposeFacts = {
  key: string;
  version: number;
  /** The version is not approved: its findings are marked so and hold back nothing. */
  draft: boolean;
  record: PurposeRecord;
  /** The last version approved before this one. */
  previous: ApprovedVersion | null;
  /** What the record names and what notices that carry it are published for: see `jurisdictionsOf`. */
  jurisdictions: readonly Jurisdiction[];
  /** By publication, campaign and id. */
  notices: readonly NoticeFacts[];
  /** By key. */
  campaigns: readonly CarryingCampaign[];
  consents: ConsentFacts;
};

/** No event of the purpose's campaigns says anything of consent. */
export const noConsents: ConsentFacts = { bundled: { people: 0, purposes: 0 }, onOtherNature: 0, unproven: 0, byOthers: 0, underEarlier: [] };

export const eventTypes = [
  'delivered',
  'displayed',
  'dismissed',
  'deferred',
  'accepted',
  'declined',
  'withdrawn',
  'objected',
  'account_closed',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Events that carry an answer and may name purposes. */
export const answerTypes = ['accepted', 'declined', 'withdrawn', 'objected'] as const;

export const eventActors = ['subject', 'guardian', 'staff', 'system', 'import'] as const;
export type EventActor = (typeof eventActors)[number];

/** The state of a subject: the type of its deciding event, with a closed account named `closed`. */
export const states = [
  'accepted',
  'declined',
  'withdrawn',
  'objected',
  'closed',
  'dismissed',
  'deferred',
  'displayed',
  'delivered',
] as const;
export type State = (typeof states)[number];

/** Every number a cell of the uptake answer holds, in the order of the contract. */
export const countNames = [...states, 'not_reached', 'unproven'] as const;
export type CountName = (typeof countNames)[number];

export const rateNames = ['of_due', 'of_reached', 'of_opened', 'of_decided'] as const;
export type RateName = (typeof rateNames)[number];

export const groupingDimensions = ['region', 'platform', 'channel', 'app_version', 'locale'] as const;
export type GroupingDimension = (typeof groupingDimensions)[number];

export const eventFormats = ['ndjson', 'csv', 'json'] as const;
export type EventFormat = (typeof eventFormats)[number];

/** Open while it is being taken; interrupted when its body was cut short; withdrawn when its events were taken back. */
export const batchStatuses = ['open', 'closed', 'interrupted', 'withdrawn'] as const;
export type BatchStatus = (typeof batchStatuses)[number];

/** Stable codes of a rejected line. */
export const lineErrorCodes = [
  'not_json',
  'not_an_object',
  'too_long',
  'required',
  'unknown_field',
  'invalid',
  'no_offset',
  'in_future',
  'id_conflict',
  'erased',
] as const;
export type LineErrorCode = (typeof lineErrorCodes)[number];

export const batchSortIds = ['number', 'opened', 'received', 'stored', 'duplicates', 'rejected', 'seconds'] as const;
export type BatchSortId = (typeof batchSortIds)[number];
/** Why subjects left a campaign's events: they asked for it, or the campaign's retention rule was due. */
export const erasureKinds = ['request', 'retention'] as const;
export type ErasureKind = (typeof erasureKinds)[number];

/**
 * Where a person stands on a purpose, as of an instant: a choice that is consent; the terms that carry it accepted; a text that carries it
 * shown, with or without a standing objection; an objection without any text shown. A closed account stands in `closed` alone.
 */
export const purposeStandings = ['consented', 'terms_accepted', 'shown', 'shown_objected', 'objected', 'closed'] as const;
export type PurposeStanding = (typeof purposeStandings)[number];

/** What is tallied of counting events, or of the people who have them (docs/decisions/013). New ones go to the end: their place is their number. */
export const eventMeasures = [
  'displays',
  'accepts',
  'declines',
  'unproven_decisions',
  'decided_before_display',
  'decided_by_others',
  'before_publication',
  'accept_times',
  'prompts_before_answer',
  'prompts_after_answer',
  'prompts_after_decline',
  'prompts_in_30_days',
  'first_shown',
  'conflicting_decisions',
  'deciders',
  'bundled_consents',
  'separate_choices',
  'consent_on_terms',
  'consents_without_proof',
  'consents_by_others',
] as const;
export type EventMeasure = (typeof eventMeasures)[number];

/** Buckets of `accept_times`: from the last display of the text up to this many seconds, the last without end. */
export const acceptTimeBounds = [1, 3, 10, 60, 600, Infinity] as const;

export const tallyFamilies = ['events', 'standings'] as const;
export type TallyFamily = (typeof tallyFamilies)[number];
